"""What became of people in sentences: what was reached in the period, then what is expected."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.humanize.templatetags.humanize import apnumber
from django.template.defaultfilters import capfirst
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.amounts import HowSure
from core.figures import Period
from outcomes.figures import MAYBE_MORE_THAN_ONCE, actual, expected, with_who
from outcomes.models import Outcome
from reporting.statements.amounts import Tally, at_most, people_words
from reporting.statements.parts import Statements
from reporting.statements.targets import targets
from reporting.wording import amount
from schemes.models import Scheme

K, S = Outcome.Kind, Outcome.Standing
Text = str | Promise


@dataclass(frozen=True)
class Told:
    """How a kind is told: what one and several did, what one and several are expected to do, and of what
    where nobody wrote it down."""

    one_did: Text
    several_did: Text
    one_will: Text
    several_will: Text
    something: Text = ""


TOLD: dict[str, Told] = {
    K.SIGNPOSTED: Told(
        gettext_lazy("%(people)s was signposted to %(what)s"),
        gettext_lazy("%(people)s were signposted to %(what)s"),
        gettext_lazy("%(people)s is expected to be signposted to %(what)s"),
        gettext_lazy("%(people)s are expected to be signposted to %(what)s"),
        gettext_lazy("other services"),
    ),
    K.ENROLLED: Told(
        gettext_lazy("%(people)s enrolled on %(what)s"),
        gettext_lazy("%(people)s enrolled on %(what)s"),
        gettext_lazy("%(people)s is expected to enrol on %(what)s"),
        gettext_lazy("%(people)s are expected to enrol on %(what)s"),
        gettext_lazy("a course"),
    ),
    K.COMPLETED: Told(
        gettext_lazy("%(people)s completed %(what)s"),
        gettext_lazy("%(people)s completed %(what)s"),
        gettext_lazy("%(people)s is expected to complete %(what)s"),
        gettext_lazy("%(people)s are expected to complete %(what)s"),
        gettext_lazy("a course"),
    ),
    K.MOVED_ON: Told(
        gettext_lazy("%(people)s moved into work, education or training: %(what)s"),
        gettext_lazy("%(people)s moved into work, education or training: %(what)s"),
        gettext_lazy("%(people)s is expected to move into work, education or training: %(what)s"),
        gettext_lazy("%(people)s are expected to move into work, education or training: %(what)s"),
    ),
    K.INDEPENDENT: Told(
        gettext_lazy("%(people)s came to live more independently: %(what)s"),
        gettext_lazy("%(people)s came to live more independently: %(what)s"),
        gettext_lazy("%(people)s is expected to live more independently: %(what)s"),
        gettext_lazy("%(people)s are expected to live more independently: %(what)s"),
    ),
    K.OTHER: Told(
        gettext_lazy("%(people)s: %(what)s"),
        gettext_lazy("%(people)s: %(what)s"),
        gettext_lazy("%(people)s, expected: %(what)s"),
        gettext_lazy("%(people)s, expected: %(what)s"),
        gettext_lazy("something else"),
    ),
}


@dataclass
class Group:
    """Outcomes that differ only in whose they are and when."""

    kind: str
    standing: str
    what: str
    provider: str
    how_many_each: int | None
    payment: Decimal | None
    people: Tally
    latest: date
    # Whether people without names were counted beside others, so that somebody may be in it twice.
    may_count_twice: bool

    @property
    def without_provider(self) -> tuple[Any, ...]:
        """What a reader tells groups apart by, but for who offers it."""
        return (self.standing, self.kind, self.what.casefold(), self.how_many_each, self.payment)

    def sentence(self, *, names_provider: bool) -> str:
        """All of it in one sentence, and for what is expected by when."""
        told = TOLD[self.kind]
        is_expected = self.standing == S.EXPECTED
        if self.people.is_one:
            words = told.one_will if is_expected else told.one_did
        else:
            words = told.several_will if is_expected else told.several_did
        what = self._what or str(told.something)
        said = (str(words) % {"people": people_words(self.people), "what": what}).rstrip(": ")
        said = capfirst(said)
        if names_provider and self.provider:
            said = _("%(said)s (offered by %(provider)s)") % {
                "said": said,
                "provider": self.provider,
            }
        if self.payment is not None:
            said = _("%(said)s, %(payment)s for each person") % {
                "said": said,
                "payment": amount(self.payment, "pounds"),
            }
        if is_expected:
            day = date_format(self.latest, "j F Y")
            return _("%(said)s. By %(day)s.") % {"said": said, "day": day}
        return f"{said}."

    @property
    def _what(self) -> str:
        if self.how_many_each is None:
            return self.what
        return _("%(number)s %(what)s each") % {
            "number": apnumber(self.how_many_each),
            "what": self.what or _("of them"),
        }


def outcomes(scheme: Scheme, period: Period) -> Statements:
    """What was reached, then what is expected; never added to each other. Nobody is named.

    Different providers are told apart, and named where the sentences would be alike without.
    """
    groups = [*_groups(actual(scheme, period)), *_groups(expected(scheme, period))]
    alike = Counter(group.without_provider for group in groups)
    return Statements(
        at_most(
            [group.sentence(names_provider=alike[group.without_provider] > 1) for group in groups]
        ),
        (str(MAYBE_MORE_THAN_ONCE),) if any(group.may_count_twice for group in groups) else (),
    )


def outcomes_and_targets(scheme: Scheme, period: Period) -> Statements:
    """Both, for a row that asks for impacts of every sort."""
    parts = [outcomes(scheme, period), targets(scheme, period)]
    return Statements(
        tuple(line for part in parts for line in part.lines),
        tuple(warning for part in parts for warning in part.warnings),
    )


def _groups(found: Any) -> list[Group]:
    """In the order of the kinds, those of most people first."""
    together: dict[tuple[Any, ...], list[Any]] = {}
    for outcome in with_who(found).order_by("on", "pk"):
        key = (
            outcome.kind,
            outcome.what.casefold(),
            outcome.provider.casefold(),
            outcome.how_many_each,
            outcome.payment_per_person,
        )
        together.setdefault(key, []).append(outcome)
    groups = [
        Group(
            kind=members[0].kind,
            standing=members[0].standing,
            what=members[0].what,
            provider=members[0].provider,
            how_many_each=members[0].how_many_each,
            payment=members[0].payment_per_person,
            people=_people(members),
            latest=members[-1].on,
            may_count_twice=len(members) > 1 and not all(each.is_named for each in members),
        )
        for members in together.values()
    ]
    kinds = Outcome.Kind.values
    return sorted(groups, key=lambda each: (kinds.index(each.kind), -each.people.high))


def _people(members: Iterable[Any]) -> Tally:
    named = {outcome.who for outcome in members if outcome.is_named}
    counted = [
        (outcome.people_low, outcome.people_high, outcome.people_how_sure)
        for outcome in members
        if not outcome.is_named
    ]
    return Tally.of([(len(named), len(named), HowSure.DOCUMENTED), *counted])
