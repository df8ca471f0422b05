"""Sentences about a scheme that several pages say."""

from collections.abc import Mapping

from django.template.defaultfilters import capfirst
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schemes.models import Role, SteeringMember, TakingPart
from schemes.words import Words

WHAT_ROLES_DO: Mapping[str, Promise] = {
    Role.COORDINATOR: gettext_lazy(
        "Runs the scheme day to day: sees and changes people, reports, the set-up, and roles."
    ),
    Role.MANAGER: gettext_lazy("The same, and may open further schemes of the organisation."),
    Role.LEAD: gettext_lazy("Reads about the scheme. Answers for keeping people safe."),
    Role.TRAINER: gettext_lazy("Reads about the scheme, for the training."),
    Role.STEERING: gettext_lazy(
        "Reads about the scheme, and sees figures and reports. Never sees personal records."
    ),
    Role.PARTNER: gettext_lazy(
        "Reads about the scheme, for one organisation that takes part, and sees whom it hosts."
    ),
}


def rhythm_words(days: int) -> str:
    """How often, in words: "every week", "every month", "every 10 days"."""
    if days in (30, 31):
        return _("every month")
    weeks, rest = divmod(days, 7)
    if rest == 0:
        return ngettext("every week", "every %(weeks)s weeks", weeks) % {"weeks": weeks}
    return ngettext("every day", "every %(days)s days", days) % {"days": days}


def length_words(minutes: int) -> str:
    """How long, in words: "1 hour 30 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours})
    if rest or not hours:
        parts.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
    return " ".join(parts)


def capacity_words(capacity: str, words: Words) -> str:
    """In which capacity somebody is in the steering group, in the scheme's words."""
    own = {
        SteeringMember.Capacity.SUPPORTEE: words.supportee,
        SteeringMember.Capacity.VOLUNTEER: words.supporter,
    }
    return str(own.get(SteeringMember.Capacity(capacity), SteeringMember.Capacity(capacity).label))


def capacity_choices(words: Words) -> list[tuple[str, str]]:
    """The capacities for radio buttons."""
    return [
        (each, capfirst(capacity_words(each, words))) for each in SteeringMember.Capacity.values
    ]


def took_part_as_choices(words: Words) -> list[tuple[str, str]]:
    """As what somebody took part, in the scheme's words."""
    return [
        (TakingPart.As.SUPPORTEES.value, capfirst(str(words.supportees))),
        (TakingPart.As.SUPPORTERS.value, capfirst(str(words.supporters))),
    ]


def how_many_words(entry: TakingPart, words: Words) -> str:
    """How many took part in an entry, as what: "30 to 40 mentees", "3 mentors"."""
    many = words.supportees if entry.took_part_as == TakingPart.As.SUPPORTEES else words.supporters
    one = words.supportee if entry.took_part_as == TakingPart.As.SUPPORTEES else words.supporter
    low, high = (len(entry.names),) * 2 if entry.is_named else (entry.low, entry.high)
    if low == high:
        return f"{low} {one if low == 1 else many}"
    return _("%(low)s to %(high)s %(people)s") % {"low": low, "high": high, "people": many}


def preview_sentence(words: Words) -> str:
    """A few sentences that use every word, to hear how they sound."""
    return _(
        "Amira is looking for one of your %(supporters)s. Joan offers to be her %(supporter)s, and "
        "so Amira is now her %(supportee)s. That makes one more %(match)s: you have 9 %(matches)s "
        "and 14 %(supportees)s. After each %(meeting)s Joan fills in a sheet; last month there "
        "were 17 %(meetings)s."
    ) % {name: str(getattr(words, name)) for name in words.__dataclass_fields__}
