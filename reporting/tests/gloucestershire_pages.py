"""What a co-ordinator types on the pages for the case of test_gloucestershire: (page, what is typed)."""

YEAR = {"first": "2012-04-01", "last": "2013-03-31"}


def _partner(name: str, does: str, **more: str) -> tuple[str, dict[str, str]]:
    typed = {"organisation_name": name, "part": "partner", "does": does, "started_on": "2012-04-01"}
    return "partnership_add", typed | more


def _target(
    objective: str, group: str, target: str, unit: str, **more: str
) -> tuple[str, dict[str, str]]:
    typed = {"objective": objective, "group": group, "target": target, "unit": unit}
    return "targets_add", typed | YEAR | more


def _reached(number: str, counted_by: str) -> dict[str, str]:
    return {
        "actual": number,
        "actual_how_sure": "documented",
        "standing": "actual",
        "counted_by": counted_by,
    }


def _counted(
    title: str, as_whom: str, people: str, sure: str, notes: str
) -> tuple[str, dict[str, str]]:
    return "counted_people_add", {
        "title": title,
        "as_whom": as_whom,
        "first_day": "2012-04-01",
        "last_day": "2013-03-31",
        "people": people,
        "people_how_sure": sure,
        "notes": notes,
    }


def _outcome(
    kind: str, standing: str, on: str, people: str, **more: str
) -> tuple[str, dict[str, str]]:
    typed = {"kind": kind, "standing": standing, "on": on, "knows_who": "no", "people": people}
    return "outcomes_add", typed | more


FADED = {"engagement": "folded", "engagement_note": "Faded when core funding was cut"}
MODULES = {
    "what": "ICT modules",
    "how_many_each": "2",
    "provider": "Forest Learning Circle",
}

ENTRIES = [
    _partner(
        "Severnside Community Network",
        "Ran the group of volunteers in Gloucester",
        agreement_on="2012-03-12",
        engagement="committed",
    ),
    _partner(
        "Forest Learning Circle",
        "Ran the group of volunteers in Cinderford",
        agreement_on="2012-03-12",
        engagement="committed",
    ),
    _partner(
        "Riverbank Neighbours",
        "Was to run a group of volunteers",
        agreement_on="2012-03-15",
        ended_on="2012-11-30",
        **FADED,
    ),
    _partner(
        "Vale Family Link", "Was to run a group of volunteers", ended_on="2012-12-31", **FADED
    ),
    _partner(
        "Orchard Children's Centre",
        "Visited again in addition",
        part="referrer",
        started_on="2012-09-01",
        engagement="engaged",
    ),
    (
        "activities_add",
        {
            "kind": "group",
            "title": "Learning coffee morning",
            "on": "2012-10-04",
            "for_whom": "supported",
            "place": "Gloucester",
        },
    ),
    (
        "activities_add",
        {
            "kind": "group",
            "title": "Learning coffee morning in Cinderford",
            "on": "2013-02-14",
            "for_whom": "supported",
            "place": "Cinderford",
        },
    ),
    _counted(
        "Gloucester volunteers", "volunteers", "8", "documented", "Signposted people to learning"
    ),
    _counted(
        "Cinderford volunteers",
        "volunteers",
        "6",
        "documented",
        "Befriended learners, consistently",
    ),
    _counted("Learners in Cinderford", "supported", "30 to 40", "", "Were befriended"),
    _outcome(
        "signposted",
        "actual",
        "2013-03-31",
        "about 30",
        what="learning they had not been in before",
    ),
    _outcome("enrolled", "actual", "2013-03-31", "30 to 40", **MODULES),
    _outcome("completed", "expected", "2013-07-31", "30 to 40", payment_per_person="45", **MODULES),
    (
        "budget_add",
        {
            "what": "The grant",
            "source": "grant",
            "from_whom": "LSIS",
            "amount": "25,000",
            "spent": "25,000",
            "category": "other",
            **YEAR,
        },
    ),
    (
        "budget_add",
        {
            "what": "Management, ICT and dissemination",
            "source": "own",
            "amount": "£5,000.00",
            "spent": "5000",
            "category": "management",
            **YEAR,
        },
    ),
    _target("Partner groups that run a scheme", "", "4", "groups", **_reached("2", "The manager")),
    _target("Models that go on by themselves", "", "2", "models", **_reached("2", "The manager")),
    _target(
        "Consistent volunteers",
        "Gloucester",
        "8",
        "volunteers",
        **_reached("8", "The Gloucester group"),
    ),
    _target(
        "Consistent volunteers",
        "Cinderford",
        "8",
        "volunteers",
        **_reached("6", "The Cinderford group"),
    ),
    _target("Learners with two modules passed", "Cinderford", "30", "learners", standing="actual"),
]
