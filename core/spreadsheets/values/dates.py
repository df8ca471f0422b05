"""Dates and times as people in Britain write them, and as Excel keeps them."""

import datetime
import math
import re

from django.utils.translation import gettext as _

from core.spreadsheets.values.reading import CannotRead, cell_text, quoted, says_nothing

DAY_FIRST, MONTH_FIRST, EITHER = "day first", "month first", "either"
EXCEL_DAY_ONE = datetime.date(1899, 12, 30)
OLDEST_PERSON = 120
EARLIEST, LATEST = 1900, 2100

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ionawr ion",
            "feb february febr chwefror chwef",
            "mar march mawrth",
            "apr april ebrill ebr",
            "may mai",
            "jun june mehefin meh",
            "jul july gorffennaf gorff",
            "aug august awst",
            "sep sept september medi",
            "oct october hydref hyd",
            "nov november tachwedd tach",
            "dec december rhagfyr rhag",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAY = re.compile(
    r"^(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?\b[,.]?\s*", re.IGNORECASE
)
CLOCK = re.compile(
    r"""(?:[,T\s]\s*|\bat\s*|^)(?P<hour>[01]?\d|2[0-3])
        (?: [:.h](?P<minute>[0-5]\d) (?: :(?P<second>[0-5]\d)(?:\.\d+)? )? )?
        \s*(?P<half>[ap]\.?m\.?)?
        \s*(?:Z|[+-]\d\d:?\d\d)?$""",
    re.IGNORECASE | re.VERBOSE,
)
MIDNIGHT = re.compile(r"[,T\s]*0?0:00(:00(\.0+)?)?Z?")
DOTTED_TIME = re.compile(
    r"(.*\d{4})(?:,?\s+|\s*,?\s*at\s+)(?:at\s+)?(?:[01]?\d|2[0-3])\.[0-5]\d\s*([ap]\.?m\.?)?",
    re.IGNORECASE,
)
NUMBERS = re.compile(r"(\d{1,2})\s*[/.\-\\ ]\s*(\d{1,2})\s*[/.\-\\ ]\s*(\d{4}|\d{2})\.?")
YEAR_FIRST = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})")
DAY_WORD = re.compile(
    r"(?:the\s+)?(\d{1,2})\s*(?:st|nd|rd|th)?\s*(?:day\s+)?(?:of\s+)?[\s/.,\-]*([^\W\d_]+)\.?[\s/.,\-']*(\d{4}|\d{2})"
)
WORD_DAY = re.compile(r"([^\W\d_]+)\.?\s*(?:the\s+)?(\d{1,2})\s*(?:st|nd|rd|th)?[\s,]+(\d{4})")
WORD_YEAR = re.compile(r"([^\W\d_]+)\.?[\s/.,\-']*(\d{4}|\d{2})")
DAY_MONTH = re.compile(r"\d{1,2}[/.\-]\d{1,2}|\d{1,2}(?:st|nd|rd|th)?\s*(?:of\s+)?[^\W\d_]+")


def parse_uk_date(
    value: object, *, today: datetime.date, birth: bool = False
) -> datetime.date | None:
    """A date, day before month; None for an empty cell.

    Two-digit years lie in the last eighty years or the next twenty; for a `birth` never after `today`.
    Raises CannotRead for no date at all, for one without a day or a year, for 31 February,
    and for births in the future or more than 120 years ago.
    """
    if says_nothing(value):
        return None
    if isinstance(value, datetime.datetime):
        found = value.date()
    elif isinstance(value, datetime.date):
        found = value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = _from_excel(value)
    else:
        found = _from_text(_without_time(cell_text(value)), today, birth)
    _check_range(found, today, birth)
    return found


def parse_uk_date_and_time(
    value: object, *, today: datetime.date
) -> tuple[datetime.date | None, datetime.time | None]:
    """A date and, where one is written, a time of day. Raises CannotRead like `parse_uk_date`."""
    if isinstance(value, datetime.datetime):
        clock = value.time().replace(second=0, microsecond=0)
        return parse_uk_date(value, today=today), clock if clock != datetime.time() else None
    if isinstance(value, float) and math.isfinite(value) and value > 1 and value % 1:
        minutes = round(value % 1 * 24 * 60) % (24 * 60)
        return parse_uk_date(int(value), today=today), datetime.time(minutes // 60, minutes % 60)
    text = cell_text(value)
    day = parse_uk_date(value, today=today)
    if day is None or not isinstance(value, str):
        return day, None
    rest = text[len(_without_time(text)) :].strip()
    # Programs write a day without a time as midnight.
    return day, parse_time(rest) if rest and not MIDNIGHT.fullmatch(rest) else None


def order_written(value: object) -> str:
    """How a date in numbers can be read: DAY_FIRST, MONTH_FIRST, EITHER; "" for everything else."""
    if not isinstance(value, str) or not (found := NUMBERS.match(value.strip())):
        return ""
    first, second = int(found[1]), int(found[2])
    if first == second or not (1 <= first <= 31 and 1 <= second <= 31):
        return ""
    if first > 12:
        return DAY_FIRST if second <= 12 else ""
    return MONTH_FIRST if second > 12 else EITHER


def parse_time(value: object) -> datetime.time | None:
    """A time of day ("2pm", "14:30", "2.30 pm", "noon"); None for an empty cell. Raises CannotRead."""
    if says_nothing(value):
        return None
    if isinstance(value, datetime.datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, datetime.time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, float) and 0 <= value < 1:
        minutes = round(value * 24 * 60) % (24 * 60)
        return datetime.time(minutes // 60, minutes % 60)
    text = cell_text(value)
    words = {"noon": 12, "midday": 12, "midnight": 0}
    if text.casefold() in words:
        return datetime.time(words[text.casefold()])
    found = CLOCK.fullmatch(" " + re.sub(r"^[\s,T]*(at\b)?\s*", "", text))
    if not found or not (found["minute"] or found["half"]):
        raise CannotRead(
            _("“%(text)s” is not a time of day. Write it like 14:30.") % {"text": quoted(text)}
        )
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise CannotRead(
                _("“%(text)s” is not a time of day. Write it like 14:30.") % {"text": quoted(text)}
            )
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    return datetime.time(hour, minute)


def _without_time(text: str) -> str:
    """The date part of "17/04/2026 14:30" or "2025-01-13T10:00:00Z"."""
    if re.match(r"\d{4}-\d\d-\d\dT", text):
        return text[:10]
    if dotted := DOTTED_TIME.fullmatch(text):
        return dotted[1]
    found = CLOCK.search(text)
    # A bare number at the end is a year, not an hour.
    if (
        found
        and found.start() > 5
        and (found["minute"] or found["half"])
        and "." not in found[0].replace(".m", "")
    ):
        return text[: found.start()].rstrip(" ,")
    if found and found.start() > 5 and found["half"]:
        return text[: found.start()].rstrip(" ,")
    return text


def _from_excel(number: float) -> datetime.date:
    """Excel counts days from the end of 1899. A number that could be a year is not taken for a day."""
    if EARLIEST <= number <= LATEST:
        raise CannotRead(
            _("“%(text)s” is a year without a day and a month.") % {"text": int(number)}
        )
    if not 3_654 <= number < 73_416:
        raise CannotRead(_not_a_date(f"{number:.10g}"))
    return EXCEL_DAY_ONE + datetime.timedelta(days=int(number))


def _from_text(text: str, today: datetime.date, birth: bool) -> datetime.date:
    plain = WEEKDAY.sub("", text.strip(" .,'\"")).strip()
    if plain.isdecimal() and plain.isascii():
        return _from_digits(plain)
    if found := YEAR_FIRST.fullmatch(plain):
        year, month, day = map(int, found.groups())
        return _date(day, month, year, text)
    if found := NUMBERS.fullmatch(plain):
        day, month = int(found[1]), int(found[2])
        return _date(day, month, _year(found[3], day, month, today, birth), text)
    lowered = plain.casefold()
    if (found := DAY_WORD.fullmatch(lowered)) and found[2] in MONTHS:
        day, month = int(found[1]), MONTHS[found[2]]
        return _date(day, month, _year(found[3], day, month, today, birth), text)
    if (found := WORD_DAY.fullmatch(lowered)) and found[1] in MONTHS:
        return _date(int(found[2]), MONTHS[found[1]], int(found[3]), text)
    if (found := WORD_YEAR.fullmatch(lowered)) and found[1] in MONTHS:
        raise CannotRead(
            _("“%(text)s” has no day, or no year. Write all three, like 25/03/2025.")
            % {"text": quoted(text)}
        )
    if DAY_MONTH.fullmatch(lowered) and (
        lowered[-1].isdecimal() or re.split(r"[\W\d]+", lowered)[-1] in MONTHS
    ):
        raise CannotRead(
            _("“%(text)s” has no year. Write it like 25/03/2025.") % {"text": quoted(text)}
        )
    raise CannotRead(_not_a_date(text))


def _from_digits(digits: str) -> datetime.date:
    """Five digits are Excel's count of days; eight are year-month-day or day-month-year, whichever is possible."""
    if len(digits) in (4, 5):
        return _from_excel(int(digits))
    if len(digits) == 8:
        if EARLIEST <= int(digits[:4]) <= LATEST:
            return _date(int(digits[6:]), int(digits[4:6]), int(digits[:4]), digits)
        return _date(int(digits[:2]), int(digits[2:4]), int(digits[4:]), digits)
    raise CannotRead(_not_a_date(digits))


def _year(written: str, day: int, month: int, today: datetime.date, birth: bool) -> int:
    if len(written) == 4:
        return int(written)
    year = 2000 + int(written)
    if birth:
        return year if (year, month, day) <= (today.year, today.month, today.day) else year - 100
    return year if year <= today.year + 20 else year - 100


def _date(day: int, month: int, year: int, text: str) -> datetime.date:
    if month > 12 and day <= 12:
        raise CannotRead(
            _("“%(text)s” puts the month before the day. Write the day first, like 25/03/2025.")
            % {"text": quoted(text)}
        )
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise CannotRead(
            _("There is no such day as “%(text)s”. Check it against your papers.")
            % {"text": quoted(text)}
        ) from error


def _check_range(found: datetime.date, today: datetime.date, birth: bool) -> None:
    shown = found.strftime("%d/%m/%Y")
    if birth and found > today:
        raise CannotRead(
            _("%(date)s lies in the future, so nobody was born then.") % {"date": shown}
        )
    if birth and found.year < today.year - OLDEST_PERSON:
        raise CannotRead(
            _("%(date)s is more than 120 years ago. Check the year.") % {"date": shown}
        )
    if not EARLIEST <= found.year <= LATEST:
        raise CannotRead(_("The year of “%(date)s” cannot be right.") % {"date": found.isoformat()})


def _not_a_date(text: str) -> str:
    return _("“%(text)s” is not a date. Write it like 25/03/2025.") % {"text": quoted(text)}
