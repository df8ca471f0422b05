"""Days and moments in words, as people say them."""

from datetime import date, datetime

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

WEEKS_FROM = 14
MONTHS_FROM = 61
YEARS_FROM = 730


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
    amount = _amount_words(abs(days))
    return _("%(amount)s ago") % {"amount": amount} if days > 0 else _("in %(amount)s") % {
        "amount": amount
    }


def _amount_words(days: int) -> str:
    if days < WEEKS_FROM:
        return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}
    if days < MONTHS_FROM:
        weeks = days // 7
        return ngettext("%(number)s week", "%(number)s weeks", weeks) % {"number": weeks}
    if days < YEARS_FROM:
        months = max(2, int(days / 30.44))
        return ngettext("%(number)s month", "%(number)s months", months) % {"number": months}
    years = int(days / 365.25) or 1
    return ngettext("%(number)s year", "%(number)s years", years) % {"number": years}


def exact_words(moment: date | datetime, today: date) -> str:
    """Say the day, "Tue 4 Mar", with the year when it is another one, and the time of a moment."""
    words = dateformat.format(moment, "D j M" if moment.year == today.year else "D j M Y")
    if isinstance(moment, datetime):
        words += dateformat.format(moment, ", H:i")
    return words
