"""The columns about a person, with the headings that offices give them."""

from typing import Any

from django.utils.translation import gettext_lazy

from core.spreadsheets.values import cell_text, parse_name, says_nothing
from schemes.imports.fields import (
    ImportField,
    Reading,
    a_birth_date,
    a_list,
    a_phone,
    a_postcode,
    an_email,
    text,
)


def _whole_name(cell: object, reading: Reading) -> Any:
    return parse_name(cell, reading.warn)


PERSONAL_FIELDS = (
    ImportField(
        "given_name",
        gettext_lazy("First name"),
        text(100),
        (
            "Forename | Forenames | First names | Given name | Given names | "
            "Christian name | First | Fname | Enw cyntaf"
        ),
        one_of="name",
    ),
    ImportField(
        "family_name",
        gettext_lazy("Family name"),
        text(100),
        "Surname | Last name | Second name | Last | Lname | Cyfenw",
        right_of="name",
    ),
    ImportField(
        "known_as",
        gettext_lazy("Likes to be called"),
        text(100),
        "Known as | Preferred name | Nickname | Called",
    ),
    ImportField(
        "born_on",
        gettext_lazy("Date of birth"),
        a_birth_date,
        (
            "DOB | D.O.B. | Born | Birth date | Birthdate | Birthday | Born on | D of B | "
            "Dyddiad geni"
        ),
    ),
    ImportField(
        "phone",
        gettext_lazy("Telephone"),
        a_phone,
        (
            "Home tel no | Home telephone | Mobile tel no | Mobile telephone | Tel | Tel no | Phone | Phone no | Phone number | Telephone number | "
            "Telephone no | Mobile | Mobile no | Mobile number | Mobile phone | Mob | "
            "Contact number | Contact no | Home phone | Landline | Cell | Ffôn"
        ),
        soft=True,
    ),
    ImportField(
        "email",
        gettext_lazy("E-mail"),
        an_email,
        "Email address | Mail | E mail | E-mail address | Email addr | E-bost",
        soft=True,
    ),
    ImportField(
        "postcode",
        gettext_lazy("Postcode"),
        a_postcode,
        "P code | Post code | Postal code | Zip | PC | Home postcode | Cod post",
        soft=True,
    ),
    ImportField(
        "languages",
        gettext_lazy("Languages"),
        a_list(60, joined_by_and=True),
        (
            "First language | Main language | Other languages | Language | Lang | Langs | Languages spoken | Language(s) | Speaks | "
            "Spoken languages | Ieithoedd"
        ),
        soft=True,
    ),
)


def person_fields(side: str) -> tuple[ImportField, ...]:
    """The columns about a person on one side, "supporter" or "supportee": the other side's are not theirs."""
    called = f"%({side})s"
    return (
        ImportField(
            "reference",
            gettext_lazy("Reference"),
            text(30),
            (
                "Ref | Ref no | Reference number | ID | ID no | No | Number | Code | Case no | "
                f"Person ID | Unique ID | URN | Membership no | {called} ref | "
                f"{called} ID | {called} no | {called} number | {called} reference"
            ),
        ),
        ImportField(
            "name",
            gettext_lazy("Name"),
            _whole_name,
            f"Full name | Whole name | {called} | Name of {called} | {called} name | Enw",
            one_of="name",
        ),
        *PERSONAL_FIELDS,
    )


NAME_FIELDS = frozenset({"name", "given_name", "family_name"})
STATUS_SYNONYMS = "Case status | State | Current status | Stage | Position | Active? | Statws"
SITE_SYNONYMS = (
    "Area | Location | Place | Branch | Office | Hub | Town | Base | Centre | Locality | "
    "Group | Ardal"
)


def a_status(cell: object, reading: Reading) -> str:
    """What the office calls somebody's state, as it was written: a hint for the room."""
    return "" if says_nothing(cell) else cell_text(cell)[:60]
