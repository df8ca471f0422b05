"""Who holds which role in a scheme: giving it, ending it, inviting."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import invite, open_account
from core.errors import RuleBroken
from core.history import change
from core.outbox import queue_message
from schemes.access import require
from schemes.models import Organisation, Role, RoleGrant, Scheme
from schemes.rights import Right, roles_with

FURTHEST_AHEAD = timedelta(days=366)


def give_role(
    *,
    scheme: Scheme,
    email: str,
    name: str,
    role: str,
    started_on: date,
    actor: User | None,
    organisation: Organisation | None = None,
) -> RoleGrant:
    """Give somebody a role from a day on, open their account and invite them by e-mail.

    Somebody who has signed in before gets a note instead of an invitation: a link that
    signs in must not be a way round their second step. Needs GRANT_ROLES. Raises RuleBroken
    when they have the role on that day or later, when a partner has no organisation, or
    when the first day is more than a year ahead.
    """
    with change("give a role", actor=actor):
        scheme = _locked(scheme)
        if role not in Role.values:
            raise RuleBroken(_("Please choose one from the list."), field="role")
        if started_on > timezone.localdate() + FURTHEST_AHEAD:
            raise RuleBroken(_("This is more than a year ahead."), field="started_on")
        if role == Role.PARTNER and organisation is None:
            raise RuleBroken(_("Say which organisation they speak for."), field="organisation")
        if organisation and not organisation.partnerships.filter(scheme=scheme).exists():
            raise RuleBroken(
                _("This organisation has no part in the scheme."), field="organisation"
            )
        require(actor, Right.GRANT_ROLES, scheme)
        user = open_account(email=email, name=name, actor=actor)
        held = RoleGrant.objects.filter(
            Q(ended_on=None) | Q(ended_on__gt=started_on), scheme=scheme, user=user, role=role
        )
        if held.exists():
            raise RuleBroken(
                _("%(name)s has this role already, or will have it.") % {"name": user.name},
                field="role",
            )
        grant = RoleGrant.objects.create(
            scheme=scheme,
            user=user,
            role=role,
            organisation=organisation,
            started_on=started_on,
            granted_by=actor,
        )
        if user.last_login is None:
            _invite(grant, actor)
        else:
            _tell(grant)
        return grant


def end_role(*, grant: RoleGrant, ended_on: date, actor: User | None) -> RoleGrant:
    """End a role: it holds up to that day, and no longer on it. Today ends it at once.

    Needs GRANT_ROLES. Raises RuleBroken for a day that is past or before the role begins,
    for a role that is over, and for the last co-ordinator or manager without an end: a
    scheme nobody may run cannot be mended from inside.
    """
    with change("end a role", actor=actor):
        scheme = _locked(grant.scheme)
        grant = RoleGrant.objects.select_related("user").get(pk=grant.pk)
        today = timezone.localdate()
        if grant.ended_on and grant.ended_on <= today:
            raise RuleBroken(_("This role is over already."))
        if ended_on < today:
            raise RuleBroken(_("Choose today or a later day."), field="ended_on")
        if ended_on < grant.started_on:
            raise RuleBroken(
                _("This role begins on %(day)s. Choose that day or a later one.")
                % {"day": grant.started_on.strftime("%-d %B %Y")},
                field="ended_on",
            )
        if grant.role in roles_with(Right.GRANT_ROLES) and not _others_run(scheme, grant, ended_on):
            raise RuleBroken(
                _(
                    "%(name)s is the last who can run this scheme. Give somebody else the role first."
                )
                % {"name": grant.user.name},
            )
        require(actor, Right.GRANT_ROLES, scheme)
        grant.ended_on = ended_on
        grant.save(update_fields=["ended_on"])
        return grant


def invite_again(*, grant: RoleGrant, actor: User | None) -> None:
    """Send the invitation again; the link sent before stops working. Needs GRANT_ROLES.

    Raises RuleBroken when the role is over, or when they have signed in before.
    """
    with change("invite again", actor=actor):
        grant = (
            RoleGrant.objects.select_for_update(of=("self",))
            .select_related("scheme", "user")
            .get(pk=grant.pk)
        )
        if grant.ended_on and grant.ended_on <= timezone.localdate():
            raise RuleBroken(_("This role is over already."))
        if grant.user.last_login:
            raise RuleBroken(
                _("%(name)s has signed in before. They can sign in with their e-mail address.")
                % {"name": grant.user.name}
            )
        require(actor, Right.GRANT_ROLES, grant.scheme)
        _invite(grant, actor)


def _locked(scheme: Scheme) -> Scheme:
    """The scheme, with every other change of its roles kept waiting."""
    return Scheme.objects.select_for_update(no_key=True).get(pk=scheme.pk)


def _others_run(scheme: Scheme, grant: RoleGrant, on: date) -> bool:
    """Whether somebody else may give roles from that day on, without an end."""
    return (
        RoleGrant.objects.filter(
            scheme=scheme,
            role__in=roles_with(Right.GRANT_ROLES),
            started_on__lte=on,
            ended_on=None,
            user__is_active=True,
        )
        .exclude(pk=grant.pk)
        .exists()
    )


def _invite(grant: RoleGrant, actor: User | None) -> None:
    invite(
        grant.user,
        to_what=_("%(scheme)s as %(role)s")
        % {"scheme": grant.scheme.name, "role": grant.get_role_display()},
        actor=actor,
    )


def _tell(grant: RoleGrant) -> None:
    queue_message(
        what=f"role {grant.pk}",
        whom=grant.user.email,
        subject=_("You have a role in %(scheme)s") % {"scheme": grant.scheme.name},
        body=_(
            "Hello %(name)s,\n\n"
            "you are %(role)s in %(scheme)s from %(day)s. Sign in as you always do:\n\n"
            "%(address)s\n"
        )
        % {
            "name": grant.user.name,
            "role": grant.get_role_display(),
            "scheme": grant.scheme.name,
            "day": grant.started_on.strftime("%-d %B %Y"),
            "address": settings.SITE_URL + "/",
        },
    )
