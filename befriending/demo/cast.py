"""Who is in the demo: invented people, all of them. Telephone numbers and addresses reach nobody."""

from dataclasses import dataclass

from supportees.models import Supportee
from volunteers.models import Volunteer

V = Volunteer.Status
S = Supportee.Status


@dataclass(frozen=True, kw_only=True)
class Staff:
    """Somebody who signs in with a role; `email` is the part before @demo.example."""

    email: str
    name: str
    role: str


@dataclass(frozen=True, kw_only=True)
class VolunteerPart:
    """A volunteer. Weeks and days are counted back from today."""

    name: str
    age: int
    site: str
    started_weeks_ago: int
    can_help_with: tuple[str, ...]
    interests: tuple[str, ...]
    status: str = V.MATCHED
    status_days_ago: int | None = None
    known_as: str = ""
    languages: tuple[str, ...] = ("English",)
    most: int = 1
    email: str = ""
    signs_in: bool = True
    is_imported: bool = False
    notes: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class SupporteePart:
    """Somebody who is supported. Weeks and days are counted back from today."""

    name: str
    age: int
    site: str
    referred_days_ago: int
    referred_by: str
    looking_for: tuple[str, ...]
    interests: tuple[str, ...]
    status: str = S.MATCHED
    status_days_ago: int | None = None
    known_as: str = ""
    languages: tuple[str, ...] = ("English",)
    wished_gender: str = Supportee.WishedGender.ANY
    email: str = ""
    is_imported: bool = False
    notes: str = ""
    why: str = ""


STAFF = (
    Staff(email="coordinator", name="Ruth Ellery", role="coordinator"),
    Staff(email="manager", name="Dev Chatterjee", role="manager"),
    Staff(email="lead", name="Marian Fox", role="lead"),
    Staff(email="trainer", name="Joe Tierney", role="trainer"),
    Staff(email="steering", name="Hilary Penrose", role="steering"),
    Staff(email="partner", name="Claire Dunmore", role="partner"),
)

HAZELFORD, ASHMERE, COLDBROOK = "Hazelford", "Ashmere", "Coldbrook"
SITES = (HAZELFORD, ASHMERE, COLDBROOK)

VOLUNTEERS = (
    VolunteerPart(
        name="Nadia Farouk", age=24, site=HAZELFORD, started_weeks_ago=38, most=2,
        can_help_with=("letters and forms", "setting up a first flat", "cooking"),
        interests=("cooking", "running", "podcasts"), languages=("English", "Arabic"),
        email="volunteer",
    ),
    VolunteerPart(
        name="Leon Baptiste", age=22, site=HAZELFORD, started_weeks_ago=34,
        can_help_with=("setting up a first flat", "budgeting"),
        interests=("football", "music"),
        notes="Lived in foster care himself and is glad to talk about leaving it.",
    ),
    VolunteerPart(
        name="Margaret Hollis", age=67, site=ASHMERE, started_weeks_ago=56, most=2,
        can_help_with=("company", "writing things down"),
        interests=("local history", "gardening", "choir"),
    ),
    VolunteerPart(
        name="Tomasz Wieczorek", age=31, site=HAZELFORD, started_weeks_ago=30,
        can_help_with=("English conversation", "finding work"),
        interests=("cycling", "chess"), languages=("English", "Polish"),
    ),
    VolunteerPart(
        name="Amara Eze", age=26, site=ASHMERE, started_weeks_ago=41,
        can_help_with=("getting into college", "letters and forms"),
        interests=("reading", "dancing"), languages=("English", "Igbo"),
    ),
    VolunteerPart(
        name="Gareth Lewin", age=45, site=COLDBROOK, started_weeks_ago=25,
        can_help_with=("company", "small repairs"),
        interests=("fishing", "cricket"),
    ),
    VolunteerPart(
        name="Yusuf Demir", age=38, site=ASHMERE, started_weeks_ago=28,
        can_help_with=("phones and computers", "company"),
        interests=("photography", "football"), languages=("English", "Turkish"),
    ),
    VolunteerPart(
        name="Chloe Barraclough", age=21, site=HAZELFORD, started_weeks_ago=26,
        can_help_with=("getting out and about", "company"),
        interests=("dogs", "drawing"),
        notes="Grew up in care and says so when it helps.",
    ),
    VolunteerPart(
        name="Anil Thakkar", age=58, site=COLDBROOK, started_weeks_ago=90, most=2,
        can_help_with=("company", "gardening", "letters and forms"),
        interests=("cricket", "allotment", "cards"), languages=("English", "Gujarati"),
        is_imported=True, signs_in=False,
        notes="Came over from the old list with three people. Likes to write sheets on paper.",
    ),
    VolunteerPart(
        name="Rosalind Peake", known_as="Roz", age=72, site=ASHMERE, started_weeks_ago=50,
        can_help_with=("company",), interests=("baking", "whist", "old films"), signs_in=False,
    ),
    VolunteerPart(
        name="Jerome Whitlock", age=29, site=HAZELFORD, started_weeks_ago=33,
        can_help_with=("finding work", "interviews"), interests=("gym", "cars"),
    ),
    VolunteerPart(
        name="Mei Tran", age=34, site=HAZELFORD, started_weeks_ago=27,
        can_help_with=("English conversation", "letters from school"),
        interests=("sewing", "cooking"), languages=("English", "Vietnamese"),
    ),
    VolunteerPart(
        name="Fiona Drummond", age=50, site=COLDBROOK, started_weeks_ago=45,
        can_help_with=("getting out and about", "company"), interests=("walking", "birds"),
    ),
    VolunteerPart(
        name="Kwabena Asante", age=41, site=HAZELFORD, started_weeks_ago=48, most=2,
        can_help_with=("money and bills", "gardening"),
        interests=("gospel music", "draughts"), languages=("English", "Twi"),
    ),
    VolunteerPart(
        name="Isobel Carrick", age=23, site=COLDBROOK, started_weeks_ago=50,
        can_help_with=("cooking", "getting into college"), interests=("theatre", "swimming"),
    ),
    VolunteerPart(
        name="Daniela Ferraro", age=36, site=ASHMERE, started_weeks_ago=35,
        can_help_with=("new parents", "company"),
        interests=("singing", "cooking"), languages=("English", "Italian"),
    ),
    VolunteerPart(
        name="Hugh Tremlett", age=63, site=COLDBROOK, started_weeks_ago=55,
        can_help_with=("company", "allotment"), interests=("gardening", "steam engines"),
        status=V.PAUSED, status_days_ago=5, signs_in=False,
        why="Waits for an operation on his knee.",
    ),
    VolunteerPart(
        name="Zainab Qureshi", age=27, site=HAZELFORD, started_weeks_ago=12,
        can_help_with=("letters and forms", "English conversation"),
        interests=("reading", "badminton"), languages=("English", "Urdu"),
        status=V.AVAILABLE, status_days_ago=12,
    ),
    VolunteerPart(
        name="Callum Rigby", age=25, site=HAZELFORD, started_weeks_ago=29,
        can_help_with=("finding work", "sport"), interests=("boxing", "music"),
        status=V.AVAILABLE, status_days_ago=24,
    ),
    VolunteerPart(
        name="Bronwen Hayes", age=55, site=ASHMERE, started_weeks_ago=16,
        can_help_with=("company", "getting out and about"), interests=("choir", "quilting"),
        languages=("English", "Welsh"), status=V.AVAILABLE, status_days_ago=40,
    ),
    VolunteerPart(
        name="Oscar Lindqvist", age=20, site=HAZELFORD, started_weeks_ago=4,
        can_help_with=("phones and computers",), interests=("games", "climbing"),
        status=V.IN_TRAINING, status_days_ago=18,
    ),
    VolunteerPart(
        name="Shanice Coleman", age=33, site=ASHMERE, started_weeks_ago=1,
        can_help_with=("new parents", "money and bills"), interests=("netball",),
        status=V.APPLIED, status_days_ago=6,
    ),
    VolunteerPart(
        name="Ravi Kuruvilla", age=47, site=ASHMERE, started_weeks_ago=54, most=2,
        can_help_with=("company", "phones and computers"), interests=("films", "chess"),
        languages=("English", "Malayalam"), status=V.LEFT, status_days_ago=150,
        why="Moved away. Thanked with a card from the steering group.",
    ),
    VolunteerPart(
        name="Ellie Stroud", age=22, site=COLDBROOK, started_weeks_ago=47,
        can_help_with=("company", "cooking"), interests=("hiking", "baking"),
        status=V.LEFT, status_days_ago=126, why="Got a job with shifts.",
    ),
)

LEAVING_CARE = "Leaving care team, Oakshire"
SURGERY = "Coldbrook surgery"
HOUSING = "Ashmere Housing Association"
LIBRARY = "Hazelford Library"
HERSELF, HIMSELF = "herself", "himself"

SUPPORTEES = (
    SupporteePart(
        name="Kieran Doyle", age=19, site=HAZELFORD, referred_days_ago=228,
        referred_by=LEAVING_CARE, email="supportee",
        looking_for=("setting up a first flat", "letters and forms"),
        interests=("football", "cooking shows"),
    ),
    SupporteePart(
        name="Jade Somerville", age=20, site=HAZELFORD, referred_days_ago=170,
        referred_by=LEAVING_CARE, looking_for=("cooking", "company at weekends"),
        interests=("music", "make-up"), wished_gender=Supportee.WishedGender.WOMAN,
    ),
    SupporteePart(
        name="Tyrell Manning", age=18, site=HAZELFORD, referred_days_ago=160,
        referred_by=LEAVING_CARE, looking_for=("setting up a first flat",),
        interests=("basketball", "music"), email="tyrell.manning",
        wished_gender=Supportee.WishedGender.MAN,
    ),
    SupporteePart(
        name="Lily Ashdown", age=18, site=HAZELFORD, referred_days_ago=140,
        referred_by=SURGERY, looking_for=("getting out and about",),
        interests=("drawing", "cats"), wished_gender=Supportee.WishedGender.WOMAN,
    ),
    SupporteePart(
        name="Megan Thorley", age=21, site=ASHMERE, referred_days_ago=200,
        referred_by=LEAVING_CARE, looking_for=("new parents", "company"),
        interests=("singing", "walks"),
    ),
    SupporteePart(
        name="Samir Haidari", age=19, site=HAZELFORD, referred_days_ago=165,
        referred_by=LEAVING_CARE, looking_for=("English conversation", "getting into college"),
        interests=("cricket", "chess"), languages=("Dari", "English"),
    ),
    SupporteePart(
        name="Connor Beattie", age=22, site=HAZELFORD, referred_days_ago=190,
        referred_by=HIMSELF, looking_for=("finding work",), interests=("cars", "gym"),
    ),
    SupporteePart(
        name="Ebony Clarke", age=20, site=ASHMERE, referred_days_ago=245,
        referred_by=LEAVING_CARE, looking_for=("getting into college",),
        interests=("hair", "dancing"), email="ebony.clarke",
    ),
    SupporteePart(
        name="Alex Fenwick", age=19, site=COLDBROOK, referred_days_ago=120,
        referred_by=LEAVING_CARE, looking_for=("cooking", "company"),
        interests=("games", "baking"),
    ),
    SupporteePart(
        name="Destiny Okafor", age=18, site=HAZELFORD, referred_days_ago=215,
        referred_by=LEAVING_CARE, looking_for=("money and bills", "letters and forms"),
        interests=("poetry", "netball"),
    ),
    SupporteePart(
        name="Joan Wetherby", age=78, site=ASHMERE, referred_days_ago=385,
        referred_by=HERSELF, looking_for=("writing things down", "company"),
        interests=("local history", "letters"),
    ),
    SupporteePart(
        name="Maureen Tansley", age=73, site=ASHMERE, referred_days_ago=235,
        referred_by=HOUSING, looking_for=("company",), interests=("choir", "flowers"),
    ),
    SupporteePart(
        name="Walter Inskip", known_as="Mr Inskip", age=84, site=COLDBROOK,
        referred_days_ago=380, referred_by=SURGERY, looking_for=("company",),
        interests=("cricket", "railways"), is_imported=True,
    ),
    SupporteePart(
        name="Ivy Cartwright", age=88, site=COLDBROOK, referred_days_ago=350,
        referred_by=SURGERY, looking_for=("company",), interests=("cards", "birds"),
        is_imported=True,
    ),
    SupporteePart(
        name="George Stavrou", age=79, site=COLDBROOK, referred_days_ago=310,
        referred_by=HOUSING, looking_for=("gardening", "company"),
        interests=("allotment", "backgammon"), languages=("English", "Greek"), is_imported=True,
    ),
    SupporteePart(
        name="Doreen Maddox", age=81, site=ASHMERE, referred_days_ago=275,
        referred_by=HOUSING, looking_for=("company",), interests=("whist", "baking"),
    ),
    SupporteePart(
        name="Bernard Ogilvie", age=75, site=COLDBROOK, referred_days_ago=255,
        referred_by=SURGERY, looking_for=("company after a loss",),
        interests=("roses", "fishing"),
    ),
    SupporteePart(
        name="Amina Warsame", age=52, site=HAZELFORD, referred_days_ago=150,
        referred_by=LIBRARY, looking_for=("English conversation", "letters from school"),
        interests=("sewing", "cooking"), languages=("Somali", "English"),
        wished_gender=Supportee.WishedGender.WOMAN, email="amina.warsame",
    ),
    SupporteePart(
        name="Stanley Beckford", age=70, site=ASHMERE, referred_days_ago=290,
        referred_by=HIMSELF, looking_for=("phones and computers", "company"),
        interests=("dominoes", "reggae"),
    ),
    SupporteePart(
        name="Patricia Nolan", known_as="Pat", age=66, site=COLDBROOK, referred_days_ago=285,
        referred_by=SURGERY, looking_for=("getting out and about",),
        interests=("walks", "quizzes"), notes="Speaks slowly since her stroke. Give her time.",
    ),
    SupporteePart(
        name="Colin Brereton", age=61, site=HAZELFORD, referred_days_ago=270,
        referred_by=HOUSING, looking_for=("gardening", "company"),
        interests=("vegetables", "radio"),
    ),
    SupporteePart(
        name="Sheila Gaunt", age=69, site=COLDBROOK, referred_days_ago=312,
        referred_by=HERSELF, looking_for=("allotment", "company"),
        interests=("gardening", "jam"),
    ),
    SupporteePart(
        name="Hana Tesfaye", age=20, site=HAZELFORD, referred_days_ago=70,
        referred_by=LEAVING_CARE, looking_for=("English conversation", "company"),
        interests=("football", "drawing"), languages=("Tigrinya", "English"),
        wished_gender=Supportee.WishedGender.WOMAN, status=S.WAITING, status_days_ago=63,
    ),
    SupporteePart(
        name="Frank Dunning", age=77, site=ASHMERE, referred_days_ago=45,
        referred_by=SURGERY, looking_for=("company", "getting out and about"),
        interests=("choir", "crosswords"), status=S.WAITING, status_days_ago=38,
    ),
    SupporteePart(
        name="Winifred Oakes", age=90, site=ASHMERE, referred_days_ago=21,
        referred_by=HOUSING, looking_for=("company",), interests=("quilting", "hymns"),
        status=S.WAITING, status_days_ago=15,
    ),
    SupporteePart(
        name="Luke Pargeter", age=18, site=HAZELFORD, referred_days_ago=9,
        referred_by=LEAVING_CARE, looking_for=("phones and computers", "sport"),
        interests=("boxing", "games"), status=S.WAITING, status_days_ago=4,
    ),
    SupporteePart(
        name="Nora Pickering", age=83, site=COLDBROOK, referred_days_ago=2,
        referred_by=SURGERY, looking_for=("company",), interests=("knitting",),
        status=S.REFERRED, status_days_ago=2,
    ),
    SupporteePart(
        name="Gwen Parry", age=68, site=ASHMERE, referred_days_ago=380,
        referred_by=HERSELF, looking_for=("company",), interests=("films", "walks"),
        status=S.ENDED, status_days_ago=152,
        why="Goes to the film club by herself now and needs no more support from us.",
    ),
    SupporteePart(
        name="Theo Marchetti", age=21, site=COLDBROOK, referred_days_ago=375,
        referred_by=LEAVING_CARE, looking_for=("getting into college",),
        interests=("engines", "swimming"), status=S.ENDED, status_days_ago=128,
        why="Started college in another town.",
    ),
    SupporteePart(
        name="Ryan Tolley", age=23, site=HAZELFORD, referred_days_ago=140,
        referred_by=LEAVING_CARE, looking_for=("finding work",), interests=("boxing",),
        status=S.ENDED, status_days_ago=24, why="Moved to his sister's.",
    ),
)
