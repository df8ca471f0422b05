"""The two people a row is about: the columns that name them, and who is meant."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from core.spreadsheets.values import CannotRead, HoldsFormula, cell_text, parse_name
from matching.roster import Roster, Somebody
from schemes.imports.fields import ImportField, Reading, text
from supportees.models import Supportee
from volunteers.models import Volunteer


def a_person(cell: object, reading: Reading) -> str:
    """Somebody's name, first name first; what holds no letters may be their reference."""
    try:
        name = parse_name(cell)
    except HoldsFormula:
        raise
    except CannotRead:
        return cell_text(cell)
    return name.full if name else ""


PAIR_FIELDS = (
    ImportField(
        "volunteer_family_name",
        gettext_lazy("Family name of the %(supporter)s"),
        text(100),
        (
            "%(supporter)s surname | %(supporter)s last name | Supporter surname | Supporter last name | Volunteer surname | Volunteer last name | Mentor surname | Mentor last name | Befriender surname | Befriender last name"
        ),
        right_of="volunteer",
    ),
    ImportField(
        "volunteer_reference",
        gettext_lazy("Reference of the %(supporter)s"),
        text(30),
        (
            "%(supporter)s ref | %(supporter)s ID | %(supporter)s no | "
            "%(supporter)s reference | Supporter ref | Supporter ID | Volunteer ref | "
            "Volunteer ID | Volunteer no | Volunteer reference | Vol ref | Vol ID | "
            "Mentor ref | Mentor ID | Befriender ref | Befriender ID"
        ),
        one_of="volunteer",
    ),
    ImportField(
        "volunteer",
        gettext_lazy("Name of %(supporter)s"),
        a_person,
        (
            "%(supporter)s first name | %(supporter)s forename | Supporter first name | Supporter forename | Volunteer first name | Volunteer forename | Mentor first name | Mentor forename | Befriender first name | Befriender forename | "
            "%(supporter)s | %(supporter)s name | Name of supporter | Supporter | "
            "Supporter name | Volunteer | Volunteer name | Name of volunteer | Befriender | "
            "Befriender name | Mentor | Mentor name | Buddy | Peer supporter | Gwirfoddolwr"
        ),
        one_of="volunteer",
    ),
    ImportField(
        "supportee_family_name",
        gettext_lazy("Family name of the %(supportee)s"),
        text(100),
        (
            "%(supportee)s surname | %(supportee)s last name | Supportee surname | Supportee last name | Client surname | Client last name | Mentee surname | Mentee last name | Befriendee surname | Befriendee last name"
        ),
        right_of="supportee",
    ),
    ImportField(
        "supportee_reference",
        gettext_lazy("Reference of the %(supportee)s"),
        text(30),
        (
            "%(supportee)s ref | %(supportee)s ID | %(supportee)s no | "
            "%(supportee)s reference | Supportee ref | Supportee ID | Client ref | "
            "Client ID | Client no | Client reference | Mentee ref | Mentee ID | "
            "Befriendee ref | Befriendee ID | Case no"
        ),
        one_of="supportee",
    ),
    ImportField(
        "supportee",
        gettext_lazy("Name of %(supportee)s"),
        a_person,
        (
            "%(supportee)s first name | %(supportee)s forename | Supportee first name | Supportee forename | Client first name | Client forename | Mentee first name | Mentee forename | Befriendee first name | Befriendee forename | "
            "%(supportee)s | %(supportee)s name | Name of supportee | Supportee | "
            "Supportee name | Client | Client name | Name of client | Befriendee | "
            "Befriendee name | Mentee | Mentee name | Service user | Young person | "
            "Person supported | Name of young person"
        ),
        one_of="supportee",
    ),
)


def reference_and_name(values: dict[str, Any], side: str) -> tuple[str, str]:
    """How a row names its volunteer or supportee; the name may stand in two columns."""
    name = f"{values.get(side) or ''} {values.get(f'{side}_family_name') or ''}".strip()
    return values.get(f"{side}_reference") or "", name


def pair_words(values: dict[str, Any]) -> str:
    """How a row names its two people, for showing."""
    sides = (reference_and_name(values, side) for side in ("volunteer", "supportee"))
    return " – ".join(name or reference for reference, name in sides).strip(" –")


def find_pair(
    values: dict[str, Any], volunteers: Roster[Volunteer], supportees: Roster[Supportee]
) -> tuple[Somebody, Somebody]:
    """The two people a row is about. Raises ValidationError with all that is unclear about either."""
    found: dict[str, Somebody] = {}
    problems: dict[str, list[str]] = {}
    for side, roster in (("volunteer", volunteers), ("supportee", supportees)):
        reference, name = reference_and_name(values, side)
        field = f"{side}_reference" if reference or side not in values else side
        try:
            found[side] = roster.find(reference, name)
        except CannotRead as refused:
            problems[field] = [str(refused)]
    if problems:
        raise ValidationError(problems)
    return found["volunteer"], found["supportee"]
