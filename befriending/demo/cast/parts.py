"""What is written down about a part in the demo, and the parts of the staff."""

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
    host: str = ""
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
# It hosts volunteers; its staff sign in as the partner of the demo.
LIBRARY = "Hazelford Library"
