"""How headings are recognised."""

import pytest

from core.spreadsheets.headings import unnamed
from schemes.imports.fields import ImportField, text
from schemes.imports.headings import missing_fields, recognise, words_of
from schemes.words import Words

FIELDS = (
    ImportField("name", "Name", text(50), "Full name | %(supporter)s", one_of="name"),
    ImportField("given_name", "First name", text(50), "Forename", one_of="name"),
    ImportField("born_on", "Date of birth", text(50), "DOB", required=True),
    ImportField("reference", "Reference", text(50), "%(supporter)s no"),
    ImportField("referred_on", "Referral date", text(50)),
)
WORDS = Words(supporter="buddy", supportee="neighbour")


def test_headings_are_known_by_label_and_synonym_in_any_spelling():
    assert recognise(["FORENAME ", "d.o.b.", "Shoe size"], FIELDS, WORDS) == {
        "given_name": 0,
        "born_on": 1,
    }


def test_the_scheme_s_own_words_are_headings_too():
    assert recognise(["Buddy"], FIELDS, WORDS) == {"name": 0}


def test_of_two_columns_with_one_meaning_the_first_counts():
    assert recognise(["DOB", "", "Date of birth"], FIELDS, WORDS) == {"born_on": 0}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Date of Referral:", "referred_on"),
        ("The referral's date (dd/mm/yy)", "referred_on"),
        ("Vol. number", "reference"),
        ("Mentor #", "reference"),
        ("No. of the volunteer", "reference"),
    ],
)
def test_the_words_of_a_heading_may_stand_in_any_order(heading, field):
    assert recognise([heading], FIELDS, WORDS) == {field: 0}


@pytest.mark.parametrize("heading", ["", "  ", "of the", "()", "Client no", "Referral"])
def test_a_heading_that_says_something_else_is_not_recognised(heading):
    assert recognise([heading], FIELDS, WORDS) == {}


def test_letters_come_before_words():
    fields = (
        ImportField("one", "Date of start", text(5)),
        ImportField("other", "Start date", text(5)),
    )
    assert recognise(["Start date"], fields, WORDS) == {"other": 0}


def test_words_are_taken_in_their_usual_form():
    assert words_of("Visits' Date", WORDS) == {"meeting", "date"}
    assert words_of("Neighbour's Surname", WORDS) == {"supportee", "lastname"}


def test_what_is_missing_is_told_with_what_would_do_instead():
    missing = missing_fields(FIELDS, {})
    assert [[field.name for field in group] for group in missing] == [
        ["born_on"],
        ["name", "given_name"],
    ]
    assert missing_fields(FIELDS, {"born_on": 0, "given_name": 1}) == []


def test_a_filled_column_without_a_heading_right_of_the_name_is_the_family_name():
    fields = (*FIELDS, ImportField("family_name", "Surname", text(50), right_of="name"))
    headings = ["Name", unnamed(1), unnamed(2)]
    assert recognise(headings, fields, WORDS) == {"name": 0, "family_name": 1}
