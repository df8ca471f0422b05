"""Who is matched with whom in the demo, what for, and what has gone well or wrong."""

from dataclasses import dataclass
from datetime import time

from matching.models import Match


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """A match. Weeks and days are counted back from today.

    `last_days_ago` puts the latest day of the rhythm; without it, the weekday does.
    `plan` says what became of what comes after the last sheet: "usual" it is planned,
    "missing" the latest day has no sheet, "called off" it was called off, "none" nothing.
    """

    volunteer: str
    supportee: str
    themes: tuple[str, ...]
    company: str
    purpose: str
    place: str
    weekday: int = 0
    at: time = time(14)
    weeks_ago: int
    rhythm: int = 14
    last_days_ago: int | None = None
    plan: str = "usual"
    why_off: str = ""
    always_meets: bool = False
    ended_days_ago: int | None = None
    ending: str = ""
    ended_by: str = ""
    ending_reason: str = ""
    paused_days_ago: int | None = None
    pause_reason: str = ""
    is_imported: bool = False


MON, TUE, WED, THU, FRI, SAT = range(6)
E, B = Match.Ending, Match.EndedBy

PAIRINGS = (
    # The volunteer and the supported person of the demo sign-in: they meet today.
    Pairing(
        volunteer="Nadia Farouk", supportee="Kieran Doyle", themes=("first flat", "letters"),
        company="young", weeks_ago=30, rhythm=7, last_days_ago=7, at=time(14),
        purpose="Getting used to living in a flat of his own, and not drowning in letters.",
        place="Library café",
    ),
    Pairing(
        volunteer="Nadia Farouk", supportee="Jade Somerville", themes=("cooking",),
        company="young", weeks_ago=23, last_days_ago=4, at=time(17, 30), plan="missing",
        purpose="Cooking for one without giving up, and company at weekends.",
        place="The community kitchen",
    ),
    Pairing(
        volunteer="Leon Baptiste", supportee="Tyrell Manning", themes=("first flat",),
        company="young", weeks_ago=19, rhythm=7, weekday=WED, at=time(18),
        purpose="Somebody who has left care himself, for the first months alone.",
        place="Burger place by the station",
    ),
    Pairing(
        volunteer="Chloe Barraclough", supportee="Lily Ashdown", themes=("out",),
        company="young", weeks_ago=18, weekday=SAT, at=time(11),
        purpose="Going out alone again, one step at a time.", place="Lily's home",
    ),
    Pairing(
        volunteer="Daniela Ferraro", supportee="Megan Thorley", themes=("baby",),
        company="young", weeks_ago=26, weekday=TUE, at=time(10, 30),
        purpose="Company in the first year with the baby, and finding other parents.",
        place="Megan's flat",
    ),
    Pairing(
        volunteer="Tomasz Wieczorek", supportee="Samir Haidari", themes=("english", "college"),
        company="young", weeks_ago=20, rhythm=7, weekday=THU, at=time(17),
        purpose="Speaking English with somebody who came here too, and getting into college.",
        place="Hazelford Library",
    ),
    # Nothing heard for five weeks.
    Pairing(
        volunteer="Jerome Whitlock", supportee="Connor Beattie", themes=("work",),
        company="young", weeks_ago=24, rhythm=7, last_days_ago=35, at=time(18, 30), plan="none",
        purpose="Finding work and keeping it.", place="The coffee shop on Station Road",
    ),
    Pairing(
        volunteer="Amara Eze", supportee="Ebony Clarke", themes=("college",), company="young",
        weeks_ago=32, weekday=MON, at=time(16), purpose="Going back to college.",
        place="Ashmere community centre",
    ),
    Pairing(
        volunteer="Isobel Carrick", supportee="Alex Fenwick", themes=("cooking",),
        company="young", weeks_ago=14, weekday=FRI, at=time(16, 30),
        purpose="Five meals, and somebody to eat them with.", place="Alex's flat",
    ),
    Pairing(
        volunteer="Kwabena Asante", supportee="Destiny Okafor", themes=("letters",),
        company="young", weeks_ago=28, last_days_ago=6, at=time(17), plan="missing",
        purpose="Money, bills and the letters about them.", place="Hazelford Library",
    ),
    Pairing(
        volunteer="Kwabena Asante", supportee="Colin Brereton", themes=("allotment",),
        company="older", weeks_ago=36, last_days_ago=30, at=time(14, 30), plan="called off",
        why_off="Colin was taken into hospital.",
        purpose="Gardening together, because it is no fun alone.", place="Colin's kitchen",
        paused_days_ago=20,
        pause_reason="Colin is in hospital for a new hip. They want to go on when he is home.",
    ),
    # They have kept every single meeting.
    Pairing(
        volunteer="Margaret Hollis", supportee="Joan Wetherby", themes=("memories",),
        company="older", weeks_ago=44, weekday=TUE, at=time(14), always_meets=True,
        purpose="Writing her memories down for the family.", place="Joan's kitchen",
    ),
    Pairing(
        volunteer="Margaret Hollis", supportee="Maureen Tansley", themes=("phone",),
        company="older", weeks_ago=30, weekday=THU, at=time(10, 30),
        purpose="Company, since the stairs have become too much.", place="Maureen's flat",
    ),
    Pairing(
        volunteer="Anil Thakkar", supportee="Walter Inskip", themes=("memories",),
        company="older", weeks_ago=50, rhythm=21, weekday=MON, at=time(15), is_imported=True,
        purpose="Company and cricket.", place="Mr Inskip's home",
    ),
    Pairing(
        volunteer="Anil Thakkar", supportee="Ivy Cartwright", themes=(), company="older",
        weeks_ago=46, rhythm=28, weekday=WED, at=time(11), is_imported=True,
        purpose="A visit once a month, and somebody who would notice.", place="Ivy's home",
    ),
    Pairing(
        volunteer="Anil Thakkar", supportee="George Stavrou", themes=("allotment",),
        company="older", weeks_ago=40, rhythm=21, weekday=SAT, at=time(10), is_imported=True,
        purpose="Growing things, and a game of backgammon.", place="George's home",
    ),
    Pairing(
        volunteer="Rosalind Peake", supportee="Doreen Maddox", themes=("phone",),
        company="older", weeks_ago=34, last_days_ago=3, at=time(14), plan="missing",
        purpose="Company in the afternoon, which is when the day gets long.",
        place="Doreen's home",
    ),
    Pairing(
        volunteer="Gareth Lewin", supportee="Bernard Ogilvie", themes=("grief",),
        company="older", weeks_ago=16, weekday=SAT, at=time(15),
        purpose="Somebody to be there after his wife died.", place="Bernard's kitchen",
    ),
    Pairing(
        volunteer="Mei Tran", supportee="Amina Warsame", themes=("english",), company="older",
        weeks_ago=18, rhythm=7, weekday=MON, at=time(10),
        purpose="Speaking English outside the family.", place="Library café",
    ),
    Pairing(
        volunteer="Yusuf Demir", supportee="Stanley Beckford", themes=("phone",),
        company="older", weeks_ago=20, weekday=FRI, at=time(11),
        purpose="The phone, the grandchildren and a bit of dominoes.",
        place="Ashmere community centre",
    ),
    # It is time to ask: fortnightly, and 25 days have gone by.
    Pairing(
        volunteer="Fiona Drummond", supportee="Patricia Nolan", themes=("out",),
        company="older", weeks_ago=38, last_days_ago=25, at=time(11), plan="called off",
        why_off="The buses were not running that day.",
        purpose="Getting out and about again after the stroke.", place="Pat's home",
    ),
    # The volunteer is on hold, the match runs.
    Pairing(
        volunteer="Hugh Tremlett", supportee="Sheila Gaunt", themes=("allotment",),
        company="older", weeks_ago=42, rhythm=21, last_days_ago=9, at=time(10, 30),
        purpose="Keeping the allotment going together.", place="The community garden",
    ),
    Pairing(
        volunteer="Ellie Stroud", supportee="Bernard Ogilvie", themes=(), company="older",
        weeks_ago=34, weekday=WED, at=time(16), ended_days_ago=126, ending=E.UNEXPECTED,
        ended_by=B.VOLUNTEER,
        ending_reason="Ellie got a job with shifts. Bernard was told in person and wants to go on with somebody new.",
        purpose="Company after his wife fell ill.", place="Bernard's kitchen",
    ),
    Pairing(
        volunteer="Ravi Kuruvilla", supportee="Gwen Parry", themes=("out",), company="older",
        weeks_ago=45, weekday=THU, at=time(15), ended_days_ago=152, ending=E.PLANNED,
        ended_by=B.BOTH,
        ending_reason="Both felt it was done: Gwen goes to the film club by herself now.",
        purpose="Getting out of the house after moving here.", place="Ashmere community centre",
    ),
    Pairing(
        volunteer="Ravi Kuruvilla", supportee="Stanley Beckford", themes=(), company="older",
        weeks_ago=39, weekday=FRI, at=time(11), ended_days_ago=154, ending=E.PLANNED,
        ended_by=B.VOLUNTEER,
        ending_reason="Ravi moved away. He brought Yusuf along to the last meeting.",
        purpose="Company and dominoes.", place="Ashmere community centre",
    ),
    Pairing(
        volunteer="Isobel Carrick", supportee="Theo Marchetti", themes=("college",),
        company="young", weeks_ago=42, weekday=TUE, at=time(17), ended_days_ago=128,
        ending=E.PLANNED, ended_by=B.BOTH,
        ending_reason="Theo has started his course. They write to each other now and then.",
        purpose="Getting a place on the engineering course.", place="Coldbrook library",
    ),
    # It ended early.
    Pairing(
        volunteer="Callum Rigby", supportee="Ryan Tolley", themes=("work",), company="young",
        weeks_ago=16, weekday=WED, at=time(18), ended_days_ago=24, ending=E.PREMATURE,
        ended_by=B.SUPPORTEE,
        ending_reason="Ryan moved to his sister's in another town at short notice. He asked us to thank Callum.",
        purpose="Finding work and somewhere to train.", place="The leisure centre",
    ),
)
