import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.spreadsheets import Formula
from core.spreadsheets.values import (
    HOURS,
    MINUTES,
    CannotRead,
    Happened,
    Name,
    can_be_written_to,
    name_key,
    parse_choice,
    parse_email,
    parse_happened,
    parse_list,
    parse_minutes,
    parse_name,
    parse_phone,
    parse_postcode,
    parse_rhythm,
    parse_text,
    parse_time,
    parse_uk_date,
    parse_uk_date_and_time,
    parse_whole_number,
    parse_yes_no,
    phone_key,
)

TODAY = datetime.date(2026, 11, 21)


def day(year, month, number):
    return datetime.date(year, month, number)


def reads_or_explains(parse):
    try:
        parse()
    except CannotRead as refused:
        return len(str(refused)) > 10
    return True


def why_not(parse, *args, **options):
    with pytest.raises(CannotRead) as refused:
        parse(*args, **options)
    return str(refused.value)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("17/04/26", day(2026, 4, 17)),
        ("17/04/2026", day(2026, 4, 17)),
        ("7/4/26", day(2026, 4, 7)),
        ("17-04-2026", day(2026, 4, 17)),
        ("27.1.2025", day(2025, 1, 27)),
        ("27.1.25.", day(2025, 1, 27)),
        ("17 04 2026", day(2026, 4, 17)),
        ("2025-01-13", day(2025, 1, 13)),
        ("2025/01/13", day(2025, 1, 13)),
        ("2025-01-13T10:00:00Z", day(2025, 1, 13)),
        ("2025-01-13 00:00:00", day(2025, 1, 13)),
        ("06 Jan 2025", day(2025, 1, 6)),
        ("6-Jan-25", day(2025, 1, 6)),
        ("6/Jan/2025", day(2025, 1, 6)),
        ("6Jan2025", day(2025, 1, 6)),
        ("6 Sept. 2025", day(2025, 9, 6)),
        ("20th October 2025", day(2025, 10, 20)),
        ("3rd of March 2025", day(2025, 3, 3)),
        ("the 3rd day of March, 2025", day(2025, 3, 3)),
        ("3 March '25", day(2025, 3, 3)),
        ("Monday 6 January 2025", day(2025, 1, 6)),
        ("Thurs, 6th March 2025", day(2025, 3, 6)),
        ("January 6, 2025", day(2025, 1, 6)),
        ("Jan 6th 2025", day(2025, 1, 6)),
        ("6 Ionawr 2025", day(2025, 1, 6)),
        ("17/04/2026 14:30", day(2026, 4, 17)),
        ("17/04/2026, 2.30pm", day(2026, 4, 17)),
        ("17 April 2026 at 2pm", day(2026, 4, 17)),
        ("17.04.2026 14:30", day(2026, 4, 17)),
        ("20250113", day(2025, 1, 13)),
        ("13012025", day(2025, 1, 13)),
        ("45670", day(2025, 1, 13)),
        (45670, day(2025, 1, 13)),
        (45670.75, day(2025, 1, 13)),
        (datetime.datetime(2025, 1, 13, 9, 0), day(2025, 1, 13)),
        (day(2025, 1, 13), day(2025, 1, 13)),
        ("\u00a017/04/26\u200b ", day(2026, 4, 17)),
        ("29/02/2024", day(2024, 2, 29)),
        ("", None),
        (None, None),
        ("n/a", None),
        ("N/A", None),
        ("-", None),
        ("tbc", None),
    ],
)
def test_a_date_is_read_as_it_was_meant(written, expected):
    assert parse_uk_date(written, today=TODAY) == expected


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Mar 25", "has no day, or no year"),
        ("March 2025", "has no day, or no year"),
        ("2025", "a year without a day"),
        (2025, "a year without a day"),
        ("25/12", "has no year"),
        ("25 December", "has no year"),
        ("31/02/2001", "no such day as “31/02/2001”"),
        ("29/02/2025", "no such day"),
        ("04/17/2026", "puts the month before the day"),
        ("01/02/0026", "cannot be right"),
        ("01/02/2226", "cannot be right"),
        ("170426", "is not a date"),
        ("soon", "is not a date"),
        ("5 Juno 2025", "is not a date"),
        (1.5, "is not a date"),
        (10**12, "is not a date"),
        (True, "is not a date"),
        (Formula("=TODAY()"), "holds a formula"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(written, said):
    assert said in why_not(parse_uk_date, written, today=TODAY)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("18/02/06", day(2006, 2, 18)),
        ("21/11/26", day(2026, 11, 21)),
        ("22/11/26", day(1926, 11, 22)),
        ("01/01/31", day(1931, 1, 1)),
        ("05/06/55", day(1955, 6, 5)),
    ],
)
def test_nobody_with_a_two_digit_year_is_born_in_the_future(written, expected):
    assert parse_uk_date(written, today=TODAY, birth=True) == expected


def test_other_two_digit_years_may_lie_a_little_ahead():
    assert parse_uk_date("01/04/31", today=TODAY) == day(2031, 4, 1)
    assert parse_uk_date("01/04/85", today=TODAY) == day(1985, 4, 1)


def test_a_birth_date_in_the_future_or_long_ago_is_refused():
    assert "lies in the future" in why_not(parse_uk_date, "01/01/2031", today=TODAY, birth=True)
    assert "more than 120 years ago" in why_not(
        parse_uk_date, "01/01/1903", today=TODAY, birth=True
    )


@given(st.dates(day(1930, 1, 1), day(2090, 12, 31)))
def test_every_day_is_read_from_every_long_shape(any_day):
    # strftime knows no day without its nought on every system, so these are put together by hand.
    month = any_day.strftime("%B")
    shapes = [
        f"{any_day.day}/{any_day.month}/{any_day.year}",
        f"{any_day.day:02}.{any_day.month:02}.{any_day.year}",
        any_day.isoformat(),
        f"{any_day.day} {month} {any_day.year}",
        f"{month[:3]} {any_day.day}, {any_day.year}",
        f"{any_day.day}-{month[:3]}-{any_day.year}",
        (any_day - day(1899, 12, 30)).days,
    ]
    assert {parse_uk_date(shape, today=TODAY) for shape in shapes} == {any_day}


@given(st.text(max_size=30))
def test_no_text_upsets_a_parser(text):
    for parse in (
        lambda: parse_uk_date(text, today=TODAY),
        lambda: parse_uk_date_and_time(text, today=TODAY),
        lambda: parse_time(text),
        lambda: parse_minutes(text),
        lambda: parse_minutes(text, HOURS),
        lambda: parse_rhythm(text),
        lambda: parse_yes_no(text),
        lambda: parse_whole_number(text),
        lambda: parse_name(text),
        lambda: parse_list(text),
        lambda: parse_phone(text),
        lambda: parse_email(text),
        lambda: parse_postcode(text),
        lambda: parse_text(text),
        lambda: name_key(text),
        lambda: phone_key(text),
    ):
        assert reads_or_explains(parse)


@given(st.floats() | st.integers() | st.booleans() | st.times() | st.timedeltas() | st.datetimes())
def test_no_cell_upsets_a_parser(value):
    for parse in (
        lambda: parse_uk_date(value, today=TODAY),
        lambda: parse_uk_date_and_time(value, today=TODAY),
        lambda: parse_time(value),
        lambda: parse_minutes(value),
        lambda: parse_rhythm(value),
        lambda: parse_yes_no(value),
        lambda: parse_whole_number(value),
        lambda: parse_name(value),
        lambda: parse_list(value),
        lambda: parse_phone(value),
        lambda: parse_email(value),
        lambda: parse_postcode(value),
        lambda: parse_text(value),
    ):
        assert reads_or_explains(parse)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("27/11/2025 2pm", (day(2025, 11, 27), datetime.time(14, 0))),
        ("27/11/2025 14:30", (day(2025, 11, 27), datetime.time(14, 30))),
        ("Thursday 27 November 2025 at 2.30 pm", (day(2025, 11, 27), datetime.time(14, 30))),
        ("27/11/2025", (day(2025, 11, 27), None)),
        ("27.11.2025", (day(2025, 11, 27), None)),
        (datetime.datetime(2025, 11, 27, 14, 30), (day(2025, 11, 27), datetime.time(14, 30))),
        (datetime.datetime(2025, 11, 27), (day(2025, 11, 27), None)),
        (45988.5, (day(2025, 11, 27), datetime.time(12, 0))),
        ("", (None, None)),
    ],
)
def test_a_next_meeting_has_a_day_and_perhaps_a_time(written, expected):
    assert parse_uk_date_and_time(written, today=TODAY) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("14:30", datetime.time(14, 30)),
        ("2pm", datetime.time(14, 0)),
        ("2.30 p.m.", datetime.time(14, 30)),
        ("12am", datetime.time(0, 0)),
        ("noon", datetime.time(12, 0)),
        (datetime.time(9, 5), datetime.time(9, 5)),
        (0.75, datetime.time(18, 0)),
        (None, None),
    ],
)
def test_a_time_of_day(written, expected):
    assert parse_time(written) == expected


@pytest.mark.parametrize("written", ["14", "25:00", "13pm", "later"])
def test_what_is_no_time_of_day_is_refused(written):
    assert "is not a time of day" in why_not(parse_time, written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1.5 hours", 90),
        ("1,5 hours", 90),
        ("1 hr 15", 75),
        ("1hr15mins", 75),
        ("1 hour and 15 minutes", 75),
        ("1h", 60),
        ("1h30", 90),
        ("1h 30m", 90),
        ("2:00", 120),
        ("1:30:00", 90),
        ("0:45", 45),
        ("1:30 hrs", 90),
        ("45 mins", 45),
        ("45m", 45),
        ("45'", 45),
        ("90 minutes", 90),
        ("30", 30),
        (30, 30),
        (1.5, 90),
        (0.5, 30),
        ("1.25", 75),
        ("1¼ hours", 75),
        ("1 ½ hrs", 90),
        ("½ hour", 30),
        ("half an hour", 30),
        ("an hour", 60),
        ("One hour", 60),
        ("two hours", 120),
        ("an hour and a half", 90),
        ("one and a half hours", 90),
        ("one hour and a half", 90),
        ("three quarters of an hour", 45),
        ("about 1 hour", 60),
        ("1 hour approx.", 60),
        ("~ 90 mins", 90),
        (datetime.time(1, 30), 90),
        (datetime.timedelta(hours=1, minutes=15), 75),
        (0.0416666667, 60),
        (0.0833333333333333, 120),
        ("0", 0),
        ("", None),
        ("n/a", None),
        (None, None),
    ],
)
def test_a_length_of_time_in_minutes(written, expected):
    assert parse_minutes(written) == expected


def test_a_heading_says_what_bare_numbers_mean():
    assert parse_minutes("2", HOURS) == 120
    assert parse_minutes(2, MINUTES) == 2
    assert parse_minutes("45 mins", HOURS) == 45


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2", "may be hours or minutes"),
        (2, "may be hours or minutes"),
        ("1.30", "can be read in two ways"),
        ("1-2 hours", "is a range"),
        ("20 to 30 mins", "is a range"),
        ("25 hours", "is longer than a day"),
        ("all day", "is not a length of time"),
        (-30, "is not a length of time"),
        (datetime.datetime(2025, 1, 13), "is not a length of time"),
        (True, "is not a length of time"),
    ],
)
def test_a_doubtful_length_of_time_is_not_guessed(written, said):
    assert said in why_not(parse_minutes, written)


@given(st.integers(0, 23), st.integers(0, 59))
def test_hours_and_minutes_come_back_whole(hours, minutes):
    total = hours * 60 + minutes
    for shape in (
        f"{hours}:{minutes:02}",
        f"{hours} hr {minutes}",
        f"{hours}h{minutes:02}m",
        f"{total} mins",
    ):
        assert parse_minutes(shape) == total


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("weekly", 7),
        ("Every week", 7),
        ("once a week", 7),
        ("1 x week", 7),
        ("Fortnightly", 14),
        ("every 2 weeks", 14),
        ("every two weeks", 14),
        ("every other week", 14),
        ("2 weekly", 14),
        ("2 weeks", 14),
        ("monthly", 30),
        ("4-weekly", 28),
        ("once a month", 30),
        ("2 x week", 3),
        ("2x per week", 3),
        ("twice a week", 3),
        ("3 times a week", 2),
        ("twice a month", 15),
        ("daily", 1),
        ("every 10 days", 10),
        ("quarterly", 91),
        (14, 14),
        ("as needed", None),
        ("", None),
    ],
)
def test_a_rhythm_in_days(written, expected):
    assert parse_rhythm(written) == expected


@pytest.mark.parametrize("written", ["bi-weekly", "often", "0 x week", "every 400 days", 0, 1.5])
def test_a_doubtful_rhythm_is_refused(written):
    assert "does not say how often" in why_not(parse_rhythm, written)


@pytest.mark.parametrize(
    "written", ["✓", "y", "Y", "Yes", " yes.", "TRUE", True, 1, 1.0, "✔", "Met", "ok"]
)
def test_yes(written):
    assert parse_yes_no(written) is True


@pytest.mark.parametrize(
    "written",
    [
        "N",
        "no",
        "cancelled",
        "Cancelled.",
        "DNA",
        "no show",
        "No-show",
        "No – ill",
        "didn’t attend",
        0,
        False,
    ],
)
def test_no(written):
    assert parse_yes_no(written) is False


@pytest.mark.parametrize("written", ["", None, "n/a", "-"])
def test_neither_when_nothing_was_written(written):
    assert parse_yes_no(written) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("No – ill", Happened(False, "ill")),
        ("no, bus strike", Happened(False, "bus strike")),
        ("N (snow)", Happened(False, "snow")),
        ("cancelled", Happened(False, "cancelled")),
        ("cancelled by supportee", Happened(False, "cancelled by supportee")),
        ("DNA", Happened(False, "DNA")),
        ("N", Happened(False, "")),
        ("Yes - short", Happened(True, "short")),
        ("✓", Happened(True, "")),
    ],
)
def test_a_reason_beside_the_answer_is_kept(written, expected):
    assert parse_happened(written) == expected


def test_a_cross_is_refused_because_some_tick_with_it():
    assert "can mean yes or no" in why_not(parse_yes_no, "X")
    assert "neither yes nor no" in why_not(parse_yes_no, "maybe")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("two", 2),
        ("2", 2),
        (2, 2),
        (2.0, 2),
        ("2 (two)", 2),
        (" 3 ", 3),
        ("up to 2", 2),
        ("none", 0),
        ("", None),
    ],
)
def test_a_whole_number(written, expected):
    assert parse_whole_number(written) == expected


@pytest.mark.parametrize("written", ["2-3", "2.5", "lots", "-1", 2.5, True])
def test_what_is_no_whole_number_is_refused(written):
    assert "is not a whole number" in why_not(parse_whole_number, written)


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
    warnings = []
    assert parse_phone(written, warnings.append) == expected
    assert warnings == []


def test_an_odd_telephone_number_is_kept_with_a_warning():
    warnings = []
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
    warnings = []
    assert parse_email("chloé@example.org", warnings.append) == "chloé@example.org"
    assert len(warnings) == 1
    assert not can_be_written_to("chloé@example.org")
    assert can_be_written_to("chloe@example.org")


def test_the_first_of_several_addresses_is_kept():
    warnings = []
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
    warnings = []
    assert parse_postcode(written, warnings.append) == expected
    assert warnings == []


def test_an_odd_postcode_is_kept_with_a_warning():
    warnings = []
    assert parse_postcode("D02 AF30", warnings.append) == "D02 AF30"
    assert len(warnings) == 1


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("DIY; football; guitar", ["DIY", "football", "guitar"]),
        ("Warhammer, baking", ["Warhammer", "baking"]),
        ("English / Welsh", ["English", "Welsh"]),
        ("arts & crafts, music", ["arts & crafts", "music"]),
        ("football\nfootball\n- chess", ["football", "chess"]),
        ("Football; football", ["Football"]),
        ("AC/DC", ["AC/DC"]),
        ("n/a", []),
        (None, []),
    ],
)
def test_a_list_is_parted_where_its_writer_parted_it(written, expected):
    assert parse_list(written) == expected


@pytest.mark.parametrize(
    "written", ["English & Somali", "English and Somali", "English/Somali", "English, Somali"]
)
def test_languages_are_parted_by_and_too(written):
    assert parse_list(written, joined_by_and=True) == ["English", "Somali"]


def test_a_choice_by_any_of_its_words():
    words = {"m": "man", "male": "man", "f": "woman", "no pref": "any", "any": "any"}
    assert parse_choice(" M ", words) == "man"
    assert parse_choice("No Pref.", words) == "any"
    assert parse_choice("n/a", words) is None
    assert why_not(parse_choice, "q", words) == (
        "“q” is not a word we know here. Use one of these: m, male, f, no pref, any."
    )


def test_text_keeps_its_lines_and_loses_its_stray_spaces():
    assert parse_text("  one \u00a0 two \n  three  ") == "one two\nthree"
    assert parse_text(12) == "12"
    assert parse_text("=1+1") == "=1+1"
    assert "longer than the 3 letters" in why_not(parse_text, "four", 3)
    assert "holds a formula" in why_not(parse_text, Formula("=1+1"))
