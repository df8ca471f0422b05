"""Names, telephone numbers, addresses and postcodes."""

import pytest

from core.spreadsheets.values import (
    Name,
    can_be_written_to,
    name_key,
    parse_email,
    parse_name,
    parse_phone,
    parse_postcode,
    phone_key,
)
from core.tests.written_values import why_not


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Rhys Green", Name("Rhys", "Green")),
        ("Green, Rhys", Name("Rhys", "Green")),
        ("D’Arcy, Violet", Name("Violet", "D’Arcy")),
        (" Mr  Rhys   Green ", Name("Rhys", "Green")),
        ("Green, Mrs Mary Jane", Name("Mary Jane", "Green")),
        ("Mary Jane Green", Name("Mary Jane", "Green")),
        ("Anna van der Berg", Name("Anna", "van der Berg")),
        ("Rhiannon (Rhi) Green", Name("Rhiannon", "Green", "Rhi")),
        ("Cher", Name("Cher", "")),
        ("", None),
    ],
)
def test_a_name_either_way_round(written, expected):
    assert parse_name(written) == expected


def test_a_name_needs_letters():
    assert "is not a name" in why_not(parse_name, "12345")
    assert "is not a name" in why_not(parse_name, "12, 13")


@pytest.mark.parametrize(
    "written",
    [
        "D’Arcy, Violet",
        "Violet D'Arcy",
        "Miss Violet  DARCY",
        "violet d`arcy",
        "Violet (Vi) D'Arcy",
    ],
)
def test_spellings_of_one_name_share_a_key(written):
    assert name_key(written) == "violet darcy"


def test_accents_and_hyphens_do_not_part_a_name():
    assert name_key("Chloé Núñez") == name_key("CHLOE NUNEZ") == "chloe nunez"
    assert name_key("Amélie Zielińska") == "amelie zielinska"
    assert name_key("Łukasz Bjørn") == "lukasz bjorn"
    assert name_key("Aisha Smith-Jones") == name_key("Aisha Smith Jones")


def test_other_people_have_other_keys():
    assert name_key("Rhys Green") != name_key("Green Rhys")
    assert name_key("Rhys Green") != name_key("Rhys Greene")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("07700 900000", "07700 900000"),
        ("+44 7700 900001", "+44 7700 900001"),
        (7700900002, "07700900002"),
        (7700900002.0, "07700900002"),
        ("01632 960123", "01632 960123"),
        ("n/a", ""),
        (None, ""),
    ],
)
def test_a_telephone_number_is_kept_as_written(written, expected):
    warnings: list[str] = []
    assert parse_phone(written, warnings.append) == expected
    assert warnings == []


def test_an_odd_telephone_number_is_kept_with_a_warning():
    warnings: list[str] = []
    assert parse_phone("07700 9000", warnings.append) == "07700 9000"
    assert warnings == [
        "“07700 9000” does not look like a whole telephone number. It was kept as it is."
    ]


def test_what_is_no_telephone_number_is_refused():
    assert "is not a telephone number" in why_not(parse_phone, "12")


@pytest.mark.parametrize(
    "written",
    [
        "07700 900001",
        "+44 7700 900001",
        "+44 (0)7700 900001",
        "0044 7700900001",
        "07700-900001 (mum)",
    ],
)
def test_spellings_of_one_telephone_number_share_a_key(written):
    assert phone_key(written) == "07700900001"


def test_an_address_is_tidied():
    assert parse_email(" Rhys.Green@Example.ORG ") == "Rhys.Green@example.org"
    assert parse_email("Rhys <rhys@example.org>") == "rhys@example.org"
    assert parse_email("mailto:rhys@example.org") == "rhys@example.org"
    assert parse_email("n/a") == ""


def test_an_address_with_accents_is_kept_and_not_written_to():
    warnings: list[str] = []
    assert parse_email("chloé@example.org", warnings.append) == "chloé@example.org"
    assert len(warnings) == 1
    assert not can_be_written_to("chloé@example.org")
    assert can_be_written_to("chloe@example.org")


def test_the_first_of_several_addresses_is_kept():
    warnings: list[str] = []
    assert parse_email("a@example.org; b@example.org", warnings.append) == "a@example.org"
    assert warnings == ["There are several e-mail addresses here. Only the first was kept."]


@pytest.mark.parametrize("written", ["not-an-email", "@example.org", "rhys@", "rhys green@x y"])
def test_what_is_no_address_is_refused(written):
    assert "is not an e-mail address" in why_not(parse_email, written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ll535th", "LL53 5TH"),
        ("GL51  8NE", "GL51 8NE"),
        ("gl1 1aa", "GL1 1AA"),
        ("ec1a1bb", "EC1A 1BB"),
        ("GL1", "GL1"),
    ],
)
def test_a_postcode_is_tidied(written, expected):
    warnings: list[str] = []
    assert parse_postcode(written, warnings.append) == expected
    assert warnings == []


def test_an_odd_postcode_is_kept_with_a_warning():
    warnings: list[str] = []
    assert parse_postcode("D02 AF30", warnings.append) == "D02 AF30"
    assert len(warnings) == 1


@pytest.mark.parametrize(
    ("written", "expected", "said"),
    [
        ("Ann Smith, BSc", ("Ann", "Smith", ""), []),
        ("Smith, Ann", ("Ann", "Smith", ""), []),
        (
            "Ann Smith (left)",
            ("Ann", "Smith", ""),
            ["“left” is no part of a name. It was left out."],
        ),
        (
            "Ann Smith (Annie)",
            ("Ann", "Smith", "Annie"),
            ["“Annie” in brackets is taken as what they like to be called."],
        ),
        (
            "Ann & Bob Smith",
            ("Ann & Bob", "Smith", ""),
            ["“Ann & Bob Smith” may be two people. Give each a row of their own."],
        ),
    ],
)
def test_what_stands_beside_a_name_is_told(written, expected, said):
    heard: list[str] = []
    assert parse_name(written, heard.append) == Name(*expected)
    assert heard == said
