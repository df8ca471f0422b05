"""Texts of the set-up, and who took part in which stage."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleBroken
from core.history import change
from schemes.access import require
from schemes.models import LAST_STAGE, Scheme, SetupText, TakingPart
from schemes.rights import Right
from schemes.stages import TEXT_ITEMS


def text_mark(text: str) -> str:
    """A short mark of a wording, by which a form remembers what it was opened with."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def write_text(
    *, scheme: Scheme, item: str, text: str, actor: User | None, seen: str | None = None
) -> SetupText:
    """Put a text under a heading of the set-up, in place of the one before; "" takes it away.

    `seen` is the mark (text_mark) of the wording the writer had in front of them. Needs
    CHANGE_PLAN. Raises RuleBroken when the heading is unknown, or when somebody else
    changed the text in the meantime.
    """
    if item not in TEXT_ITEMS:
        raise RuleBroken(_("There is no such heading in the set-up."))
    with change("write a text of the set-up", actor=actor):
        scheme = Scheme.objects.select_for_update(no_key=True).get(pk=scheme.pk)
        written = SetupText.objects.filter(scheme=scheme, item=item).first() or SetupText(
            scheme=scheme, item=item
        )
        require(actor, Right.CHANGE_PLAN, scheme)
        if seen is not None and seen != text_mark(written.text) and text != written.text:
            raise RuleBroken(
                _(
                    "Somebody else changed this text while you were writing. Their words are "
                    "below. Save again to put yours in their place."
                ),
                field="text",
            )
        written.text = text
        written.save()
        return written


@dataclass(frozen=True, kw_only=True)
class TakingPartDetails:
    """Who took part in a stage. Either `names`, or `low` to `high` people with how it is known."""

    stage: int
    took_part_on: date
    took_part_as: str
    did: str
    names: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    basis: str = ""
    source: str = ""


def record_taking_part(
    *, scheme: Scheme, details: TakingPartDetails, actor: User | None
) -> TakingPart:
    """Write down who took part in a stage. Needs CHANGE_PLAN.

    Raises RuleBroken unless people are either named or counted, or when the day is to come.
    """
    with change("record who took part", actor=actor):
        entry = TakingPart(scheme=scheme)
        require(actor, Right.CHANGE_PLAN, scheme)
        _fill(entry, details)
        entry.save()
        return entry


def change_taking_part(
    *, entry: TakingPart, details: TakingPartDetails, actor: User | None
) -> TakingPart:
    """Mend an entry; the audit trail keeps what it said. Needs CHANGE_PLAN."""
    with change("change who took part", actor=actor):
        entry = _locked(entry)
        require(actor, Right.CHANGE_PLAN, entry.scheme)
        _fill(entry, details)
        entry.save()
        return entry


def remove_taking_part(*, entry: TakingPart, actor: User | None) -> None:
    """Take out an entry made by mistake; the audit trail keeps it. Needs CHANGE_PLAN."""
    with change("take out who took part", actor=actor):
        entry = _locked(entry)
        require(actor, Right.CHANGE_PLAN, entry.scheme)
        entry.delete()


def _locked(entry: TakingPart) -> TakingPart:
    found = (
        TakingPart.objects.select_for_update(of=("self",))
        .select_related("scheme")
        .filter(pk=entry.pk)
        .first()
    )
    if found is None:
        raise RuleBroken(_("This entry was taken out by somebody else."))
    return found


def _fill(entry: TakingPart, details: TakingPartDetails) -> None:
    if not 1 <= details.stage <= LAST_STAGE:
        raise RuleBroken(_("There are seven stages. Choose one of them."), field="stage")
    if details.took_part_on > timezone.localdate():
        raise RuleBroken(
            _("This day is still to come. Write it down when it has happened."),
            field="took_part_on",
        )
    if not details.did.strip():
        raise RuleBroken(_("Say what they did."), field="did")
    names = tuple(name.strip() for name in details.names if name.strip())
    counted = details.low is not None or details.high is not None
    if names and counted:
        raise RuleBroken(
            _("Give names or a number, not both. Make two entries if you have some of each."),
            field="low",
        )
    if not names and not counted:
        raise RuleBroken(_("Say who took part: names, or how many."), field="names")
    low = details.low if details.low is not None else details.high
    high = details.high if details.high is not None else details.low
    if counted and (low is None or high is None or low < 1 or high < low):
        raise RuleBroken(
            _("The number starts at 1, and the second is not smaller than the first."),
            field="high",
        )
    if counted and not details.basis:
        raise RuleBroken(_("Say whether this was counted or is an estimate."), field="basis")
    if counted and not details.source.strip():
        raise RuleBroken(
            _("Say how you know the number, for example “signing-in sheet”."), field="source"
        )
    entry.stage = details.stage
    entry.took_part_on = details.took_part_on
    entry.took_part_as = details.took_part_as
    entry.did = details.did.strip()
    entry.names = list(names)
    entry.low, entry.high = low, high
    entry.basis = details.basis if counted else ""
    entry.source = details.source.strip() if counted else ""
