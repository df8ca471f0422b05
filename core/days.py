"""Days and moments in words, as people say them."""

from datetime import date, datetime

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

WEEKS_FROM = 14
MONTHS_FROM = 61
MONTHS_IN_TWO_YEARS = 24


def relative_words(moment: date | datetime, today: date) -> str:
    """Say how far `moment` is from `today`, in whole days, weeks, months or years."""
    day = moment.date() if isinstance(moment, datetime) else moment
    days = (today - day).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days == -1:
        return _("tomorrow")
    if days > 0:
        return _("%(amount)s ago") % {"amount": _amount_words(day, today)}
    return _("in %(amount)s") % {"amount": _amount_words(today, day)}


def _amount_words(first: date, last: date) -> str:
    days = (last - first).days
    if days < WEEKS_FROM:
        return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}
    if days < MONTHS_FROM:
        weeks = days // 7
        return ngettext("%(number)s week", "%(number)s weeks", weeks) % {"number": weeks}
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if months < MONTHS_IN_TWO_YEARS:
        # 61 days can lie within two calendar months that are not both whole.
        months = max(2, months)
        return ngettext("%(number)s month", "%(number)s months", months) % {"number": months}
    years = months // 12
    return ngettext("%(number)s year", "%(number)s years", years) % {"number": years}


def exact_words(moment: date | datetime, today: date) -> str:
    """Say the day, "Tue 4 Mar", with the year when it is another one, and the time of a moment."""
    words = dateformat.format(moment, "D j M" if moment.year == today.year else "D j M Y")
    if isinstance(moment, datetime):
        words += dateformat.format(moment, ", H:i")
    return words
