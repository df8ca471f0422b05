"""How long something took, and how often it should happen."""

import datetime
import math
import re
from fractions import Fraction

from django.utils.translation import gettext as _

from core.spreadsheets.values.reading import CannotRead, cell_text, quoted, says_nothing, words

HOURS, MINUTES = "hours", "minutes"
MINUTES_IN_A_DAY = 24 * 60

HALVES = {"½": ".5", "¼": ".25", "¾": ".75", "⅓": ".3333333", "⅔": ".6666667"}
A_PART = re.compile(rf"(\d?)\s*([{''.join(HALVES)}])")
WORDS = {
    word: number
    for number, word in enumerate(
        words("one two three four five six seven eight nine ten eleven twelve"), start=1
    )
}
ABOUT = re.compile(
    r"^(about|approx(imately)?\.?|around|roughly|circa|c\.|ca\.?|nearly|~|just over|just under)\s*"
)
TENS = {
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty five": 45,
    "fifty": 50,
    "ninety": 90,
}
AFTER_ABOUT = re.compile(
    r"\s*\(?(approx(imately)?\.?|or so|ish|in total|total)\)?$|\s*\((inc|incl|including|with)\b[^)\d]*\)$"
)
PHRASES = {
    "half an hour": 30,
    "half hour": 30,
    "half hr": 30,
    "half an hr": 30,
    "1/2 hour": 30,
    "1/2 hr": 30,
    "1/2 an hour": 30,
    "half a hour": 30,
    "quarter of an hour": 15,
    "a quarter of an hour": 15,
    "quarter hour": 15,
    "quarter of hour": 15,
    "three quarters of an hour": 45,
    "three quarter of an hour": 45,
    "3/4 hour": 45,
    "an hour": 60,
    "an hour and a half": 90,
    "an hour and half": 90,
    "hour and a half": 90,
    "an hour and a quarter": 75,
    "a couple of hours": 120,
    "hour": 60,
}
HOUR_WORD, MINUTE_WORD = r"(?:hours?|hrs?|h)\.?", r"(?:minutes?|mins?|m|['′])\.?"
CLOCK_LIKE = re.compile(rf"(\d{{1,2}}):([0-5]\d)(?::[0-5]\d)?\s*(?:{HOUR_WORD})?")
HOURS_AND_MINUTES = re.compile(
    rf"(\d{{1,3}})\s*{HOUR_WORD}\s*(?:,|and|&|\+)?\s*(\d{{1,2}})\s*(?:{MINUTE_WORD})?"
)
HOURS_AND_PART = re.compile(
    rf"(\d{{1,2}})\s*(?:{HOUR_WORD})?\s*(?:and|&)\s*(?:a\s*)?(half|quarter)\s*(?:{HOUR_WORD})?"
)
ONLY_HOURS = re.compile(rf"(\d{{0,3}}(?:\.\d+)?)\s*{HOUR_WORD}")
ONLY_MINUTES = re.compile(rf"(\d{{1,4}}(?:\.\d+)?)\s*{MINUTE_WORD}")
PLAIN = re.compile(r"\d{0,4}(?:\.\d+)?")
A_RANGE = re.compile(r".*\d\s*(-|–|to|or|/)\s*\d.*")


def parse_minutes(value: object, unit: str = "") -> int | None:
    """How long, in whole minutes; None for an empty cell.

    `unit` (HOURS or MINUTES) is what a heading such as "Hours" says about bare numbers. Without it ten and
    more are minutes, fractions are hours, and a bare 1 to 9 is refused because it may be either.
    Raises CannotRead for ranges, for "1.30", which may be an hour and a half or 78 minutes, and past a day.
    """
    if says_nothing(value):
        return None
    if isinstance(value, datetime.timedelta):
        return _checked(Fraction(round(value.total_seconds())) / 60, cell_text(value))
    if isinstance(value, datetime.datetime):
        # Excel shows 26:00 as a date in January 1900; a real date is no length of time.
        raise CannotRead(_not_a_length(cell_text(value)))
    if isinstance(value, datetime.time):
        return _checked(Fraction(value.hour * 60 + value.minute), cell_text(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value, unit)
    return _from_text(cell_text(value), unit)


def _from_number(value: float, unit: str) -> int:
    text = f"{value:.10g}"
    if not math.isfinite(value):
        raise CannotRead(_not_a_length(text))
    if 0 < value < 1 and len(text) > 5:
        # An unformatted cell keeps a length of time as a part of a day: 0.0416666667 is an hour.
        return _checked(Fraction(value) * MINUTES_IN_A_DAY, text)
    return _plain(text, unit)


def _from_text(written: str, unit: str) -> int:
    text = written.casefold().replace("\u2044", "/")
    text = A_PART.sub(lambda found: (found[1] or "0") + HALVES[found[2]], text)
    text = AFTER_ABOUT.sub("", ABOUT.sub("", text.strip(" ."))).strip()
    text = re.sub(rf"\b({'|'.join(WORDS)})\b(?! quarter)", lambda found: str(WORDS[found[1]]), text)
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    text = re.sub(rf"\b({'|'.join(TENS)})\b", lambda found: str(TENS[found[1]]), text)
    # "1 1/2 hours"
    text = re.sub(r"(?<![\d/])(\d) ([13])/([24])(?!\d)", _mixed, text)
    if text in PHRASES:
        return PHRASES[text]
    if found := CLOCK_LIKE.fullmatch(text):
        return _checked(Fraction(int(found[1]) * 60 + int(found[2])), written)
    if found := HOURS_AND_MINUTES.fullmatch(text):
        return _checked(Fraction(int(found[1]) * 60 + int(found[2])), written)
    if found := HOURS_AND_PART.fullmatch(text):
        return _checked(Fraction(int(found[1]) * 60 + (30 if found[2] == "half" else 15)), written)
    if (found := ONLY_HOURS.fullmatch(text)) and found[1]:
        return _plain(found[1], HOURS, written)
    if found := ONLY_MINUTES.fullmatch(text):
        return _checked(Fraction(found[1]), written)
    if text and PLAIN.fullmatch(text):
        return _plain(text, unit, written)
    if A_RANGE.fullmatch(text):
        raise CannotRead(
            _("“%(text)s” is a range. Write one length, like 1 hr 15.") % {"text": quoted(written)}
        )
    raise CannotRead(_not_a_length(written))


def _mixed(found: re.Match[str]) -> str:
    return f"{int(found[1]) + int(found[2]) / int(found[3]):g}"


def _plain(number: str, unit: str, written: str = "") -> int:
    """A number alone, or with the word "hours"."""
    written = written or number
    if number.startswith("-"):
        raise CannotRead(_not_a_length(written))
    value = Fraction(number)
    after_point = number.partition(".")[2]
    if unit == MINUTES:
        return _checked(value, written)
    # "1.5" is an hour and a half to everybody, "1.30" only to some.
    if len(after_point) == 2 and after_point not in ("25", "50", "75", "00"):
        raise CannotRead(
            _("“%(text)s” can be read in two ways. Write it like 1 hr 30 or 90 mins.")
            % {"text": quoted(written)}
        )
    if unit == HOURS or value.denominator != 1:
        return _checked(value * 60, written)
    if value == 0 or value >= 10:
        return _checked(value, written)
    raise CannotRead(
        _("“%(text)s” may be hours or minutes. Write %(text)s hours or %(text)s minutes.")
        % {"text": quoted(written)}
    )


def _checked(minutes: Fraction, written: str) -> int:
    if minutes < 0:
        raise CannotRead(_not_a_length(written))
    if minutes > MINUTES_IN_A_DAY:
        raise CannotRead(
            _("“%(text)s” is longer than a day. Check it.") % {"text": quoted(written)}
        )
    return int(minutes + Fraction(1, 2))


def _not_a_length(text: str) -> str:
    return _("“%(text)s” is not a length of time. Write it like 1 hr 15 or 45 mins.") % {
        "text": quoted(text)
    }


UNIT_DAYS = {
    "day": 1,
    "week": 7,
    "wk": 7,
    "w": 7,
    "fortnight": 14,
    "month": 30,
    "mth": 30,
    "quarter": 91,
    "year": 365,
}
UNIT = r"(days?|weeks?|wks?|w|fortnights?|months?|mths?|quarters?|years?)"
KNOWN_RHYTHMS = {
    "daily": 1,
    "every day": 1,
    "weekly": 7,
    "each week": 7,
    "fortnightly": 14,
    "every fortnight": 14,
    "two weekly": 14,
    "every other week": 14,
    "alternate weeks": 14,
    "every second week": 14,
    "monthly": 30,
    "calendar monthly": 30,
    "every other month": 61,
    "bimonthly": 61,
    "quarterly": 91,
    "termly": 120,
    "yearly": 365,
    "annually": 365,
}
NO_RHYTHM = frozenset(
    [
        "as needed",
        "as required",
        "when needed",
        "ad hoc",
        "adhoc",
        "flexible",
        "varies",
        "irregular",
        "when available",
    ]
)
A_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?"
WITH_A_WEEKDAY = re.compile(
    rf"(daily|weekly|fortnightly|monthly|every \w+)\s*(\(|on )\s*(a )?{A_WEEKDAY}\)?"
)
TIMES_A_UNIT = re.compile(rf"(\d{{1,2}})\s*(?:x|×|times?)?\s*(?:a|per|each|every|/|p)?\s*{UNIT}")
EVERY_UNITS = re.compile(rf"(?:every|each|once every|1 x every)\s*(\d{{1,3}})?\s*{UNIT}")
UNITS_LY = re.compile(r"(\d{1,2})[\s-]*(weekly|wkly|monthly)")


def parse_rhythm(value: object) -> int | None:
    """How often two people mean to meet, as days from one meeting to the next; None for "as needed" and for nothing.

    A month counts 30 days. Twice a week is 3 days, rounded down. Raises CannotRead.
    """
    if says_nothing(value):
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        if 1 <= value <= 366 and value == int(value):
            return int(value)
        raise CannotRead(_not_a_rhythm(cell_text(value)))
    written = cell_text(value)
    text = written.casefold().strip(" .")
    text = re.sub(
        r"\bonce\b", "1 x", re.sub(r"\btwice\b", "2 x", re.sub(r"\bthrice\b", "3 x", text))
    )
    text = re.sub(rf"\b({'|'.join(WORDS)})\b", lambda found: str(WORDS[found[1]]), text)
    if text in NO_RHYTHM:
        return None
    text = (
        re.sub(rf"\s*\(?\b(on )?(a )?{A_WEEKDAY}\)?$", "", text)
        if WITH_A_WEEKDAY.fullmatch(text)
        else text
    )
    if re.fullmatch(rf"(every|each) {A_WEEKDAY}", text):
        return 7
    if text in KNOWN_RHYTHMS:
        return KNOWN_RHYTHMS[text]
    if found := EVERY_UNITS.fullmatch(text):
        return _days(int(found[1] or 1) * _unit_days(found[2]), written)
    if found := UNITS_LY.fullmatch(text):
        return _days(int(found[1]) * (30 if found[2] == "monthly" else 7), written)
    if (found := TIMES_A_UNIT.fullmatch(text)) and int(found[1]):
        # "2 weeks" means every two weeks, "2 x week" and "2 a week" mean twice.
        if re.fullmatch(rf"\d+\s*{UNIT}", text) and found[2].endswith("s"):
            return _days(int(found[1]) * _unit_days(found[2]), written)
        return _days(max(1, _unit_days(found[2]) // int(found[1])), written)
    if text.isdecimal():
        return _days(int(text), written)
    raise CannotRead(_not_a_rhythm(written))


def _unit_days(word: str) -> int:
    return UNIT_DAYS.get(word) or UNIT_DAYS[word.rstrip("s")]


def _days(days: int, written: str) -> int:
    if not 1 <= days <= 366:
        raise CannotRead(_not_a_rhythm(written))
    return days


def _not_a_rhythm(text: str) -> str:
    return _(
        "“%(text)s” does not say how often. Write it like weekly, fortnightly or every 3 weeks."
    ) % {"text": quoted(text)}
