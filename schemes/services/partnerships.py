"""Which organisations take part in a scheme, with which part, from when to when."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleBroken
from core.history import change
from schemes.access import require
from schemes.models import Organisation, Partnership, Scheme
from schemes.rights import Right


@dataclass(frozen=True, kw_only=True)
class PartnershipDetails:
    """What an organisation does, from when to when, what was agreed and how it goes.

    Induction and follow-up are for hosts. `email` and `phone` are the organisation's own, in all
    its parts; None leaves them as they are.
    """

    started_on: date
    ended_on: date | None = None
    does: str = ""
    agreement_on: date | None = None
    agreement_undated: bool = False
    engagement: str = ""
    engagement_note: str = ""
    inducted_on: date | None = None
    followed_up_on: date | None = None
    email: str | None = None
    phone: str | None = None


ABOUT_THE_ORGANISATION = ("email", "phone")


def add_partnership(
    *,
    scheme: Scheme,
    organisation_name: str,
    part: str,
    details: PartnershipDetails,
    actor: User | None,
) -> Partnership:
    """Write down that an organisation takes part. Needs CHANGE_PLAN.

    An organisation that the lead organisation works with already is found by its name,
    another is added. Raises RuleBroken when it has this part already in those days, when it
    would end before it begins, when it has folded but nobody says on which day, for an agreement,
    induction or follow-up on a day to come, and a follow-up before the start or the induction.
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
        partnership = Partnership(scheme=scheme, part=part)
        _fill(partnership, details)
        if organisation:
            partnership.organisation = organisation
            _check_days(partnership)
        require(actor, Right.CHANGE_PLAN, scheme)
        partnership.organisation = organisation or Organisation.objects.create(name=name)
        _keep_contact(partnership.organisation, details)
        partnership.save()
        return partnership


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
    *, partnership: Partnership, details: PartnershipDetails, actor: User | None
) -> Partnership:
    """Change what is known of an organisation's part, its days included. Needs CHANGE_PLAN.

    Raises RuleBroken as add_partnership does, and when the part of the organisation that runs the
    scheme would end.
    """
    with change("change a partnership", actor=actor):
        scheme = Scheme.objects.select_for_update(no_key=True).get(pk=partnership.scheme_id)
        partnership = Partnership.objects.select_related("organisation").get(pk=partnership.pk)
        partnership.scheme = scheme
        _fill(partnership, details)
        if partnership.ended_on and partnership.is_of_the_runner:
            raise _runner_stays(partnership)
        _check_days(partnership)
        require(actor, Right.CHANGE_PLAN, scheme)
        _keep_contact(partnership.organisation, details)
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
            raise _runner_stays(partnership)
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


def _fill(partnership: Partnership, details: PartnershipDetails) -> None:
    for name in details.__dataclass_fields__:
        if name not in ABOUT_THE_ORGANISATION:
            setattr(partnership, name, getattr(details, name))
    if partnership.agreement_on:
        partnership.agreement_undated = False
    if partnership.part != Partnership.Part.HOST:
        partnership.inducted_on = partnership.followed_up_on = None
    if partnership.ended_on and partnership.ended_on < partnership.started_on:
        raise RuleBroken(_("This is after the partnership ended."), field="started_on")
    _check_what_happened(partnership)
    if partnership.engagement == Partnership.Engagement.FOLDED and not partnership.ended_on:
        raise RuleBroken(
            _("They have folded. Say which day was, or will be, the last."), field="ended_on"
        )


def _check_what_happened(partnership: Partnership) -> None:
    """Days on which something happened: a slip in them would silence what is due."""
    for name in ("agreement_on", "inducted_on", "followed_up_on"):
        day = getattr(partnership, name)
        if day and day > timezone.localdate():
            raise RuleBroken(_("This day is in the future."), field=name)
    followed, inducted = partnership.followed_up_on, partnership.inducted_on
    if followed and inducted and followed < inducted:
        raise RuleBroken(_("This is before the induction."), field="followed_up_on")
    if followed and followed < partnership.started_on:
        raise RuleBroken(_("This is before the day they began."), field="followed_up_on")


def _keep_contact(organisation: Organisation, details: PartnershipDetails) -> None:
    said = {
        name: value
        for name in ABOUT_THE_ORGANISATION
        if (value := getattr(details, name)) is not None and value != getattr(organisation, name)
    }
    if said:
        for name, value in said.items():
            setattr(organisation, name, value)
        organisation.save(update_fields=list(said))


def _runner_stays(partnership: Partnership) -> RuleBroken:
    return RuleBroken(
        _("%(name)s runs the scheme, so it stays. The people in it belong to it.")
        % {"name": partnership.organisation}
    )


def _check_days(partnership: Partnership) -> None:
    same = Partnership.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=partnership.started_on),
        scheme=partnership.scheme,
        organisation=partnership.organisation,
        part=partnership.part,
    ).exclude(pk=partnership.pk)
    if partnership.ended_on:
        same = same.filter(started_on__lte=partnership.ended_on)
    if same.exists():
        raise RuleBroken(
            _("%(name)s has this part on these days already.")
            % {"name": partnership.organisation.name},
            field="started_on" if partnership.pk else "organisation_name",
        )
