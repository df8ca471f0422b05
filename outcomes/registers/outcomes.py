"""The register of outcomes: what an entry may say, and its list."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.amounts import amount_words
from core.errors import RuleBroken
from outcomes.models import Outcome
from outcomes.registers.form import OutcomeForm
from outcomes.wording import pounds_words
from schemes.registers.register import Column, Register


def check_outcome(outcome: Outcome) -> None:
    """One person or a number of them; what is reached lies behind us, and so does its money. Raises RuleBroken."""
    today = timezone.localdate()
    ways = [outcome.supportee_id, outcome.volunteer_id, outcome.people_low]
    if sum(way is not None for way in ways) != 1:
        raise RuleBroken(_("Say either who it was, or how many people."), field="people")
    if outcome.people_low is not None and outcome.people_low < 1:
        raise RuleBroken(_("It is at least one person, or there is no outcome."), field="people")
    is_expected = outcome.standing == Outcome.Standing.EXPECTED
    if not is_expected and outcome.on > today:
        raise RuleBroken(
            _("This day is still to come. Choose “expected” until it has happened."), field="on"
        )
    if outcome.how_many_each is not None and outcome.how_many_each < 1:
        raise RuleBroken(_("It is at least one for each person."), field="how_many_each")
    if outcome.payment_per_person is not None and outcome.payment_per_person <= 0:
        raise RuleBroken(
            _("A payment is more than nought. Leave it empty if there is none."),
            field="payment_per_person",
        )
    if outcome.payment_received_on:
        _check_received(outcome, is_expected=is_expected)


def _check_received(outcome: Outcome, *, is_expected: bool) -> None:
    if outcome.payment_per_person is None:
        raise RuleBroken(
            _("Write how much was paid for each person, or leave this day empty."),
            field="payment_received_on",
        )
    if is_expected:
        raise RuleBroken(
            _("Nothing is paid for what is only expected. Leave this day empty."),
            field="payment_received_on",
        )
    assert outcome.payment_received_on
    if outcome.payment_received_on > timezone.localdate():
        raise RuleBroken(
            _("This day is still to come. Write it down when the money is there."),
            field="payment_received_on",
        )


def whose(outcome: Outcome) -> str:
    """The name of the person, or how many people."""
    member = outcome.supportee or outcome.volunteer
    if member is not None:
        return member.person.name
    return amount_words(outcome.people_low, outcome.people_high, outcome.people_how_sure)


OUTCOMES = Register(
    key="outcomes",
    model=Outcome,
    form_class=OutcomeForm,
    title=_("Outcomes"),
    about=_("What became of people: signposted, enrolled, completed, moved on. Reached or expected."),
    add_words=_("Add an outcome"),
    heading_add=_("Which outcome?"),
    heading_change=_("Change the outcome"),
    done_words=_("Saved. It will be in your report."),
    columns=(
        Column(_("Outcome"), str, sort="what"),
        Column(_("Who or how many"), whose),
        Column(_("Date"), lambda outcome: outcome.on, sort="on"),
        Column(
            _("Actual or expected"),
            lambda outcome: outcome.get_standing_display(),
            sort="standing",
        ),
        Column(
            _("Payment for each"),
            lambda outcome: pounds_words(outcome.payment_per_person),
            number=True,
        ),
    ),
    fields=(
        "kind", "standing", "what", "how_many_each", "on", "supportee_id", "volunteer_id",
        "people_low", "people_high", "people_how_sure", "payment_per_person",
        "payment_received_on", "provider", "source", "notes",
    ),
    identity=("kind", "standing", "what", "on", "supportee_id", "volunteer_id", "provider"),
    check=check_outcome,
    same_words=_("The same outcome on the same day is here already. Change that one."),
    order=20,
    default_sort="-on",
    search=(
        "what", "provider", "supportee__person__search_name", "volunteer__person__search_name",
        "supportee__reference", "volunteer__reference",
    ),
    filters={"standing": _("Actual or expected"), "kind": _("Kind")},
    also=("supportee__person", "volunteer__person"),
)  # fmt: skip
