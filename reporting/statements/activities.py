"""The activities of the period in sentences: each name once, with how often, how long and how many."""

from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.figures import Period
from meetings.activity_figures import activities as activities_in
from meetings.models import Activity
from reporting.statements.amounts import Tally, at_most, days_words, people_words
from reporting.statements.parts import Statements
from schemes.models import Scheme


def activities(scheme: Scheme, period: Period) -> Statements:
    """Group meetings, then training, then others; those of one name together."""
    kinds = Activity.Kind.values
    found = sorted(
        activities_in(scheme, period),
        key=lambda each: (kinds.index(each.kind), each.title.casefold(), each.on, each.pk),
    )
    groups = [
        list(group)
        for _key, group in groupby(found, key=lambda each: (each.kind, each.title.casefold()))
    ]
    return Statements(at_most([_line(group) for group in groups]))


def _line(group: list[Activity]) -> str:
    parts = [_when(group)]
    if group[0].kind == Activity.Kind.TRAINING:
        days = Tally.of((each.days_low, each.days_high, each.days_how_sure) for each in group)
        parts.append(days_words(days))
    people = Tally.of((each.people_low, each.people_high, each.people_how_sure) for each in group)
    parts.append(people_words(people))
    # What holds for some of them only is not said of all.
    whom, *others = {each.for_whom for each in group}
    if whom and whom != Activity.ForWhom.MIXED and not others:
        parts.append(_("for %(whom)s") % {"whom": group[0].get_for_whom_display()})
    organisation, *others = {each.organisation for each in group}
    if organisation and not others:
        parts.append(_("with %(organisation)s") % {"organisation": organisation})
    return _("%(title)s: %(parts)s.") % {
        "title": group[0].title,
        "parts": ", ".join(part for part in parts if part),
    }


def _when(group: list[Activity]) -> str:
    first = date_format(group[0].on, "j F Y")
    last = date_format(max(each.last_day for each in group), "j F Y")
    if len(group) > 1:
        return ngettext(
            "%(n)d time, %(first)s to %(last)s", "%(n)d times, %(first)s to %(last)s", len(group)
        ) % {"n": len(group), "first": first, "last": last}
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
