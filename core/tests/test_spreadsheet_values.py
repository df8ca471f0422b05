"""Whatever stands in a cell, a parser reads it or explains."""

from hypothesis import example, given
from hypothesis import strategies as st

from core.spreadsheets.values import (
    HOURS,
    CannotRead,
    name_key,
    parse_email,
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
from core.tests.written_values import TODAY


def reads_or_explains(parse):
    try:
        parse()
    except CannotRead as refused:
        return len(str(refused)) > 10
    return True


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


@example(float("inf"))
@example(float("nan"))
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
