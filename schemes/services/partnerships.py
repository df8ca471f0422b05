"""Which organisations take part in a scheme, with which part, from when to when."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleBroken
from core.history import change
from schemes.access import require
from schemes.models import Organisation, Partnership, Scheme
from schemes.rights import Right


def add_partnership(
    *,
    scheme: Scheme,
    organisation_name: str,
    part: str,
    started_on: date,
    actor: User | None,
    does: str = "",
    agreement_on: date | None = None,
) -> Partnership:
    """Write down that an organisation takes part. Needs CHANGE_PLAN.

    An organisation that the lead organisation works with already is found by its name,
    another is added. Raises RuleBroken when it has this part already in those days.
    """
    with change("add a partnership", actor=actor):
        scheme = (
            Scheme.objects.select_for_update(of=("self",), no_key=True)
            .select_related("organisation")
            .get(pk=scheme.pk)
        )
        name = " ".join(organisation_name.split())
        if not name:
            raise RuleBroken(_("Say which organisation."), field="organisation_name")
        organisation = known_organisation(scheme, name)
        if organisation:
            _check_days(scheme, organisation, part, started_on, None)
        require(actor, Right.CHANGE_PLAN, scheme)
        return Partnership.objects.create(
            scheme=scheme,
            organisation=organisation or Organisation.objects.create(name=name),
            part=part,
            does=does,
            agreement_on=agreement_on,
            started_on=started_on,
        )


def known_organisation(scheme: Scheme, name: str) -> Organisation | None:
    """An organisation of this name among those the lead organisation works with.

    Never one that only others work with: whom they work with is their own affair.
    """
    return (
        Organisation.objects.filter(
            Q(pk=scheme.organisation_id)
            | Q(partnerships__scheme__organisation=scheme.organisation_id),
            name__iexact=name,
        )
        .order_by("pk")
        .first()
    )


def change_partnership(
    *,
    partnership: Partnership,
    does: str,
    started_on: date,
    agreement_on: date | None,
    actor: User | None,
) -> Partnership:
    """Change what an organisation does, since when, and when it was agreed. Needs CHANGE_PLAN.

    Raises RuleBroken when it would begin after its end, or overlap with itself.
    """
    with change("change a partnership", actor=actor):
        scheme = Scheme.objects.select_for_update(no_key=True).get(pk=partnership.scheme_id)
        partnership = Partnership.objects.select_related("organisation").get(pk=partnership.pk)
        if partnership.ended_on and started_on > partnership.ended_on:
            raise RuleBroken(_("This is after the partnership ended."), field="started_on")
        _check_days(
            scheme,
            partnership.organisation,
            partnership.part,
            started_on,
            partnership.ended_on,
            but=partnership,
        )
        require(actor, Right.CHANGE_PLAN, scheme)
        partnership.does = does
        partnership.started_on = started_on
        partnership.agreement_on = agreement_on
        partnership.save()
        return partnership


def end_partnership(*, partnership: Partnership, ended_on: date, actor: User | None) -> Partnership:
    """Say which day was, or will be, the last of an organisation's part. Needs CHANGE_PLAN.

    Raises RuleBroken when that is before the first day, when it has ended already, or for
    the organisation that runs the scheme.
    """
    with change("end a partnership", actor=actor):
        scheme = Scheme.objects.select_for_update(no_key=True).get(pk=partnership.scheme_id)
        partnership = Partnership.objects.select_related("organisation", "scheme").get(
            pk=partnership.pk
        )
        if partnership.ended_on:
            raise RuleBroken(_("This partnership has its last day already."))
        if partnership.is_of_the_runner:
            raise RuleBroken(
                _("%(name)s runs the scheme, so it stays. The people in it belong to it.")
                % {"name": partnership.organisation}
            )
        if ended_on < partnership.started_on:
            raise RuleBroken(
                _("It began on %(day)s. Choose that day or a later one.")
                % {"day": partnership.started_on.strftime("%-d %B %Y")},
                field="ended_on",
            )
        require(actor, Right.CHANGE_PLAN, scheme)
        partnership.ended_on = ended_on
        partnership.save(update_fields=["ended_on"])
        return partnership


def _check_days(
    scheme: Scheme,
    organisation: Organisation,
    part: str,
    started_on: date,
    ended_on: date | None,
    *,
    but: Partnership | None = None,
) -> None:
    same = Partnership.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=started_on),
        scheme=scheme,
        organisation=organisation,
        part=part,
    )
    if ended_on:
        same = same.filter(started_on__lte=ended_on)
    if but:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise RuleBroken(
            _("%(name)s has this part on these days already.") % {"name": organisation.name},
            field="started_on" if but else "organisation_name",
        )
