"""Invented towns, the organisations that host, and who else refers people."""

TOWNS = (
    "Aldermoor",
    "Ashcombe Vale",
    "Barrowfield",
    "Beckside",
    "Bryn Helyg",
    "Calderbrook",
    "Carreg Wen",
    "Castlegate",
    "Clovermere",
    "Coedlas",
    "Copperhill",
    "Cwm Derw",
    "Dunmarsh",
    "Eastwater",
    "Elmsgate",
    "Fallowdale",
    "Fernhurst Bay",
    "Glanyrafon",
    "Greywell",
    "Harbourside",
    "Hollinfield",
    "Kilnbridge",
    "Kingsmead",
    "Larkhill",
    "Llanfedw",
    "Lowmoor",
    "Marlbrook",
    "Millthorpe",
    "Netherley",
    "Northgate",
    "Oldbury Cross",
    "Pencraig",
    "Quarrybank",
    "Ravensworth",
    "Saltmarsh",
    "Stonebeck",
    "Thornlea",
    "Tŷ Gwyn",
    "Westhaven",
    "Wychford",
)

HOST_KINDS = (
    "Community Association",
    "Tenants and Residents",
    "Children's Centre",
    "Community Church",
    "Food Club",
    "Development Trust",
    "Credit Union",
    "Library Friends",
    "Mosque and Community Hall",
    "Carers' Centre",
    "Youth and Family Trust",
    "Settlement",
    "Men's Shed",
    "Community Garden",
    "Advice Centre",
    "Women's Centre",
    "Refugee Welcome",
    "Housing Co-operative",
)

WHAT_HOSTS_DO = (
    "A desk, a kettle, and somebody to ask every morning.",
    "Hosts the organiser, and opens its hall to neighbours on two evenings a week.",
    "Line management by its own team leader, and a room for training.",
    "Hosts the organiser and lends its minibus once a month.",
    "Office space, a telephone, and introductions to everybody who matters on the estate.",
    "Has the organiser at its team meetings, and shares its volunteers' room.",
)

AFTERWARDS = (
    ("engaged", "Comes to every host meeting."),
    ("engaged", "Has found two of the volunteers itself."),
    ("committed", "Pays for the room out of its own pocket now."),
    ("committed", "Wants to keep the work going when the grant ends."),
    ("committed", "Its trustees have made it part of their plan."),
    ("quick_fix", "Wanted somebody for one summer."),
)
FINISHED = (
    ("engaged", "Took part for as long as was agreed."),
    ("engaged", "Had its year, and passed its room on to the next."),
    ("quick_fix", "Wanted somebody for one summer."),
)
FOLDED = (
    "Closed when core funding was cut.",
    "Lost its building, and with it the people.",
    "Merged with a larger charity that does other things.",
    "The one paid worker left and nobody followed.",
)

REFERRERS = (
    "{town} surgery",
    "{town} adult social care",
    "{town} job centre",
    "{town} housing office",
    "{town} health visitors",
    "{town} foodbank",
    "herself",
    "himself",
    "family",
    "a neighbour",
)

MEETING_PLACES = (
    "{town} library",
    "The café in {town} market",
    "{town} community centre",
    "The church hall",
    "{name}'s home",
    "{name}'s home",
    "{name}'s kitchen",
    "The leisure centre",
    "The park by the bowling green",
    "The community garden",
    "{town} health centre, waiting room café",
    "The bus station café",
)

BRANCHES = ("", "East", "West", "Old Town", "Riverside", "Hilltop")


def host_names(wanted: int) -> list[tuple[str, int]]:
    """Names of hosts, each with the number of its town; no name comes twice."""
    found: list[tuple[str, int]] = []
    for branch in BRANCHES:
        for number in range(len(TOWNS) * len(HOST_KINDS)):
            town = number % len(TOWNS)
            kind = HOST_KINDS[(number // len(TOWNS) + town) % len(HOST_KINDS)]
            found.append((" ".join(filter(None, (TOWNS[town], branch, kind))), town))
            if len(found) == wanted:
                return found
    raise ValueError(f"There are names for {len(found)} hosts, not for {wanted}.")
