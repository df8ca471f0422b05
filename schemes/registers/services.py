"""Writing entries of a register: add, change, take out."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleBroken
from core.history import change
from schemes.access import require
from schemes.models import Scheme
from schemes.registers.entries import Entry
from schemes.registers.register import Register
from schemes.rights import Right


class ChangedMeanwhile(RuleBroken):
    """Somebody else changed the entry after this form was opened."""


def add_entry(
    *, register: Register, scheme: Scheme, values: dict[str, Any], actor: User | None
) -> Entry:
    """Write an entry down. Needs KEEP_REGISTERS.

    Raises RuleBroken when it says what cannot be, or is there already.
    """
    with change(f"add to the register: {register.key}", actor=actor):
        # Of two who write the same at once the second waits here, and then finds it.
        Scheme.objects.select_for_update(no_key=True).get(pk=scheme.pk)
        require(actor, Right.KEEP_REGISTERS, scheme)
        entry = register.model(scheme=scheme, recorded_by=actor, **values)
        register.check(entry)
        _refuse_what_does_not_go_together(register, entry)
        entry.save()
        return entry


def change_entry(
    *,
    register: Register,
    entry: Entry,
    values: dict[str, Any],
    seen: str,
    actor: User | None,
) -> Entry:
    """Mend an entry; the audit trail keeps what it said. Needs KEEP_REGISTERS.

    `seen` is the mark of what the writer had in front of them. Raises ChangedMeanwhile when
    that is no longer what the entry says, RuleBroken as `add_entry` does.
    """
    with change(f"change in the register: {register.key}", actor=actor):
        Scheme.objects.select_for_update(no_key=True).get(pk=entry.scheme_id)
        entry = _locked(register, entry)
        require(actor, Right.KEEP_REGISTERS, entry.scheme)
        if seen != register.mark(entry):
            raise ChangedMeanwhile(
                _(
                    "Somebody else changed this while you were writing. Yours is still below. "
                    "Press Save again to put yours in its place."
                )
            )
        for name, value in values.items():
            setattr(entry, name, value)
        register.check(entry)
        _refuse_what_does_not_go_together(register, entry)
        entry.save()
        return entry


def remove_entry(*, register: Register, entry: Entry, actor: User | None) -> None:
    """Take out an entry made by mistake; the audit trail keeps it. Needs KEEP_REGISTERS."""
    with change(f"take out of the register: {register.key}", actor=actor):
        entry = _locked(register, entry)
        require(actor, Right.KEEP_REGISTERS, entry.scheme)
        entry.delete()


def _locked(register: Register, entry: Entry) -> Entry:
    found = (
        register.model.objects.select_for_update(of=("self",))
        .select_related("scheme")
        .filter(pk=entry.pk)
        .first()
    )
    if found is None:
        raise RuleBroken(_("This entry was taken out by somebody else."))
    return found


def _refuse_what_does_not_go_together(register: Register, entry: Entry) -> None:
    _refuse_the_same_again(register, entry)
    if register.check_beside is not None:
        register.check_beside(entry)


def _refuse_the_same_again(register: Register, entry: Entry) -> None:
    same: dict[str, Any] = {}
    for name in register.identity:
        value = getattr(entry, name)
        if isinstance(value, str) and value:
            same[f"{name}__iexact"] = value
        else:
            same[name] = value
    found = register.model.objects.filter(scheme=entry.scheme, **same)
    if found.exclude(pk=entry.pk).exists():
        raise RuleBroken(register.same_words, field=register.identity[0])
