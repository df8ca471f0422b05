"""How headings are recognised."""

from schemes.imports.fields import ImportField, missing_fields, recognise, text
from schemes.words import Words

FIELDS = (
    ImportField("name", "Name", text(50), "Full name | %(supporter)s", one_of="name"),
    ImportField("given_name", "First name", text(50), "Forename", one_of="name"),
    ImportField("born_on", "Date of birth", text(50), "DOB", required=True),
)
WORDS = Words(supporter="buddy")


def test_headings_are_known_by_label_and_synonym_in_any_spelling():
    assert recognise(["FORENAME ", "d.o.b.", "Shoe size"], FIELDS, WORDS) == {
        "given_name": 0,
        "born_on": 1,
    }


def test_the_scheme_s_own_words_are_headings_too():
    assert recognise(["Buddy"], FIELDS, WORDS) == {"name": 0}


def test_of_two_columns_with_one_meaning_the_first_counts():
    assert recognise(["DOB", "", "Date of birth"], FIELDS, WORDS) == {"born_on": 0}


def test_what_is_missing_is_told_with_what_would_do_instead():
    missing = missing_fields(FIELDS, {})
    assert [[field.name for field in group] for group in missing] == [
        ["born_on"],
        ["name", "given_name"],
    ]
    assert missing_fields(FIELDS, {"born_on": 0, "given_name": 1}) == []
