"""What people write in cells, read for what they mean. A parser returns a value or raises CannotRead."""

from core.spreadsheets.values.amounts import parse_amount
from core.spreadsheets.values.answers import (
    Happened,
    parse_choice,
    parse_happened,
    parse_list,
    parse_whole_number,
    parse_yes_no,
)
from core.spreadsheets.values.dates import parse_time, parse_uk_date, parse_uk_date_and_time
from core.spreadsheets.values.durations import HOURS, MINUTES, parse_minutes, parse_rhythm
from core.spreadsheets.values.money import parse_money
from core.spreadsheets.values.people import (
    Name,
    can_be_written_to,
    name_key,
    parse_email,
    parse_name,
    parse_phone,
    parse_postcode,
    phone_key,
)
from core.spreadsheets.values.reading import (
    CannotRead,
    HoldsFormula,
    cell_text,
    parse_text,
    says_nothing,
)

__all__ = [
    "HOURS",
    "MINUTES",
    "CannotRead",
    "Happened",
    "HoldsFormula",
    "Name",
    "can_be_written_to",
    "cell_text",
    "name_key",
    "parse_amount",
    "parse_choice",
    "parse_email",
    "parse_happened",
    "parse_list",
    "parse_minutes",
    "parse_money",
    "parse_name",
    "parse_phone",
    "parse_postcode",
    "parse_rhythm",
    "parse_text",
    "parse_time",
    "parse_uk_date",
    "parse_uk_date_and_time",
    "parse_whole_number",
    "parse_yes_no",
    "phone_key",
    "says_nothing",
]
