"""Giving and ending roles: the services."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.services import accept_invitation
from core.errors import NotAllowed
from core.models import OutboxMessage
from schemes.access import rights_in
from schemes.models import Role, RoleGrant, Scheme
from schemes.rights import Right
from schemes.services import end_role, give_role, invite_again
from schemes.tests.expectations import at_once, refused
from schemes.tests.factories import (
    a_coordinator,
    a_manager,
    a_partnership,
    a_role,
    a_scheme,
    an_organisation,
)


def today() -> date:
    return timezone.localdate()


def give(scheme: Scheme, actor: User | None, **changes: Any) -> RoleGrant:
    details: dict[str, Any] = {
        "email": "joan@example.org",
        "name": "Joan Ellis",
        "role": Role.STEERING,
        "started_on": today(),
    }
    return give_role(scheme=scheme, actor=actor, **{**details, **changes})


def grant_of(user: User, scheme: Scheme) -> RoleGrant:
    return RoleGrant.objects.get(user=user, scheme=scheme)


def invitation_token(email: str) -> str:
    """The secret in the invitation that was written to somebody last."""
    body = OutboxMessage.objects.filter(whom=email, what="invitation").latest("pk").body
    return body.split("/invitation/")[1].split("/")[0]


def test_a_role_given_opens_an_account_and_invites(scheme: Scheme, coordinator: User) -> None:
    grant = give(scheme, coordinator)

    assert (grant.user.email, grant.user.name, grant.role, grant.granted_by) == (
        "joan@example.org",
        "Joan Ellis",
        "steering",
        coordinator,
    )
    assert accept_invitation(invitation_token("joan@example.org")) == grant.user


def test_the_role_says_what_they_may_do(scheme: Scheme, coordinator: User) -> None:
    grant = give(scheme, coordinator)

    assert rights_in(grant.user, scheme) == {Right.SEE_PLAN, Right.SEE_FIGURES}


def test_a_role_that_begins_tomorrow_does_not_hold_today(scheme: Scheme, coordinator: User) -> None:
    grant = give(scheme, coordinator, started_on=today() + timedelta(1))

    assert rights_in(grant.user, scheme) == set()
    assert rights_in(grant.user, scheme, on=today() + timedelta(1)) == {
        Right.SEE_PLAN,
        Right.SEE_FIGURES,
    }


def test_somebody_who_signs_in_already_gets_a_note_and_no_link(
    scheme: Scheme, coordinator: User
) -> None:
    joan = a_role(Role.TRAINER, of=a_scheme("elsewhere"), name="Joan Ellis")
    User.objects.filter(pk=joan.pk).update(last_login=timezone.now())

    grant = give(scheme, coordinator, email=joan.email)

    messages = OutboxMessage.objects.filter(whom=joan.email)
    assert [message.what for message in messages] == [f"role {grant.pk}"]
    assert "/invitation/" not in messages[0].body


def test_one_person_holds_several_roles(scheme: Scheme, coordinator: User) -> None:
    give(scheme, coordinator, role=Role.STEERING)
    grant = give(scheme, coordinator, role=Role.TRAINER)

    assert grant.user.role_grants.count() == 2


def test_the_same_role_twice_is_refused(scheme: Scheme, coordinator: User) -> None:
    give(scheme, coordinator)

    with refused("Joan Ellis has this role already", field="role"):
        give(scheme, coordinator, email="JOAN@example.org")


def test_a_role_that_begins_before_one_to_come_is_refused(
    scheme: Scheme, coordinator: User
) -> None:
    give(scheme, coordinator, started_on=today() + timedelta(30))

    with refused("Joan Ellis has this role already", field="role"):
        give(scheme, coordinator)


def test_a_role_is_given_again_after_it_ended(scheme: Scheme, coordinator: User) -> None:
    end_role(grant=give(scheme, coordinator), ended_on=today(), actor=coordinator)

    grant = give(scheme, coordinator)

    assert RoleGrant.objects.filter(user=grant.user).count() == 2


def test_a_partner_speaks_for_an_organisation(scheme: Scheme, coordinator: User) -> None:
    with refused("Say which organisation", field="organisation"):
        give(scheme, coordinator, role=Role.PARTNER)


def test_an_organisation_without_a_part_here_is_refused(scheme: Scheme, coordinator: User) -> None:
    stranger = an_organisation("Harbour House")

    with refused("This organisation has no part in the scheme", field="organisation"):
        give(scheme, coordinator, role=Role.PARTNER, organisation=stranger)


def test_a_partner_of_an_organisation_with_a_part(scheme: Scheme, coordinator: User) -> None:
    partner = a_partnership(scheme).organisation

    grant = give(scheme, coordinator, role=Role.PARTNER, organisation=partner)

    assert grant.organisation == partner


def test_an_unknown_role_is_refused(scheme: Scheme, coordinator: User) -> None:
    with refused("Please choose one", field="role"):
        give(scheme, coordinator, role="king")


def test_more_than_a_year_ahead_is_refused(scheme: Scheme, coordinator: User) -> None:
    with refused("This is more than a year ahead", field="started_on"):
        give(scheme, coordinator, started_on=today() + timedelta(367))


def test_a_refused_role_opens_no_account(scheme: Scheme) -> None:
    with pytest.raises(NotAllowed):
        give(scheme, a_role(Role.STEERING, of=scheme))

    assert not User.objects.filter(email="joan@example.org").exists()


def test_a_coordinator_of_another_scheme_gives_no_roles_here(scheme: Scheme) -> None:
    stranger = a_coordinator(of=a_scheme("elsewhere"), name="Ana Stone")

    with pytest.raises(NotAllowed):
        give(scheme, stranger)


def test_ended_at_once_means_today(scheme: Scheme, coordinator: User) -> None:
    grant = give(scheme, coordinator)

    end_role(grant=grant, ended_on=today(), actor=coordinator)

    assert rights_in(grant.user, scheme) == set()


def test_a_role_holds_until_its_end(scheme: Scheme, coordinator: User) -> None:
    grant = give(scheme, coordinator)
    friday = today() + timedelta(5)

    end_role(grant=grant, ended_on=friday, actor=coordinator)

    held = [bool(rights_in(grant.user, scheme, on=friday + timedelta(n))) for n in (-1, 0)]
    assert held == [True, False]


def test_an_end_that_is_to_come_can_be_moved(scheme: Scheme, coordinator: User) -> None:
    grant = give(scheme, coordinator)
    end_role(grant=grant, ended_on=today() + timedelta(5), actor=coordinator)

    end_role(grant=grant, ended_on=today() + timedelta(9), actor=coordinator)

    grant.refresh_from_db()
    assert grant.ended_on == today() + timedelta(9)


def test_yesterday_is_refused(scheme: Scheme, coordinator: User) -> None:
    grant = grant_of(a_role(Role.TRAINER, of=scheme), scheme)

    with refused("Choose today or a later day", field="ended_on"):
        end_role(grant=grant, ended_on=today() - timedelta(1), actor=coordinator)


def test_a_role_to_come_does_not_end_before_it_begins(scheme: Scheme, coordinator: User) -> None:
    grant = give(scheme, coordinator, started_on=today() + timedelta(5))

    with refused("This role begins on", field="ended_on"):
        end_role(grant=grant, ended_on=today(), actor=coordinator)


def test_a_role_to_come_is_called_off_on_its_first_day(scheme: Scheme, coordinator: User) -> None:
    first_day = today() + timedelta(5)
    grant = give(scheme, coordinator, started_on=first_day)

    end_role(grant=grant, ended_on=first_day, actor=coordinator)

    assert rights_in(grant.user, scheme, on=first_day) == set()


def test_a_role_that_is_over_is_not_ended_again(scheme: Scheme, coordinator: User) -> None:
    grant = give(scheme, coordinator)
    end_role(grant=grant, ended_on=today(), actor=coordinator)

    with refused("This role is over already"):
        end_role(grant=grant, ended_on=today(), actor=coordinator)


def test_the_last_who_runs_the_scheme_stays(scheme: Scheme, coordinator: User) -> None:
    a_role(Role.TRAINER, of=scheme)

    with refused("Sam Rivers is the last who can run this scheme"):
        end_role(grant=grant_of(coordinator, scheme), ended_on=today(), actor=coordinator)


@pytest.mark.parametrize("other", [Role.COORDINATOR, Role.MANAGER])
def test_somebody_else_who_runs_the_scheme_lets_the_first_go(
    scheme: Scheme, coordinator: User, other: Role
) -> None:
    a_role(other, of=scheme, name="Mo Bright")

    end_role(grant=grant_of(coordinator, scheme), ended_on=today(), actor=coordinator)

    assert rights_in(coordinator, scheme) == set()


def test_somebody_whose_own_end_is_set_does_not_count(scheme: Scheme, coordinator: User) -> None:
    manager = a_manager(of=scheme)
    end_role(grant=grant_of(manager, scheme), ended_on=today() + timedelta(30), actor=coordinator)

    with refused("Sam Rivers is the last who can run this scheme"):
        end_role(grant=grant_of(coordinator, scheme), ended_on=today(), actor=coordinator)


def test_somebody_who_begins_later_does_not_count(scheme: Scheme, coordinator: User) -> None:
    a_role(Role.MANAGER, of=scheme, since=today() + timedelta(7))

    with refused("Sam Rivers is the last who can run this scheme"):
        end_role(grant=grant_of(coordinator, scheme), ended_on=today(), actor=coordinator)


def test_whoever_runs_another_scheme_does_not_count(scheme: Scheme, coordinator: User) -> None:
    a_manager(of=a_scheme("elsewhere"))

    with refused("Sam Rivers is the last who can run this scheme"):
        end_role(grant=grant_of(coordinator, scheme), ended_on=today(), actor=coordinator)


@pytest.mark.django_db(transaction=True)
def test_two_who_end_each_other_at_once_do_not_both_go() -> None:
    scheme = a_scheme()
    sam, mo = a_coordinator(of=scheme), a_manager(of=scheme)

    answers = at_once(
        lambda: end_role(grant=grant_of(sam, scheme), ended_on=today(), actor=mo),
        lambda: end_role(grant=grant_of(mo, scheme), ended_on=today(), actor=sam),
    )

    assert sorted(isinstance(answer, RoleGrant) for answer in answers) == [False, True]
    assert RoleGrant.objects.current().filter(scheme=scheme).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_leave_at_once_do_not_both_go() -> None:
    scheme = a_scheme()
    sam, mo = a_coordinator(of=scheme), a_manager(of=scheme)

    answers = at_once(
        lambda: end_role(grant=grant_of(sam, scheme), ended_on=today(), actor=sam),
        lambda: end_role(grant=grant_of(mo, scheme), ended_on=today(), actor=mo),
    )

    assert sorted(isinstance(answer, RoleGrant) for answer in answers) == [False, True]
    assert RoleGrant.objects.current().filter(scheme=scheme).count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_role_given_twice_at_once_is_given_once() -> None:
    scheme = a_scheme()
    sam = a_coordinator(of=scheme)

    answers = at_once(lambda: give(scheme, sam), lambda: give(scheme, sam))

    assert sorted(isinstance(answer, RoleGrant) for answer in answers) == [False, True]
    assert RoleGrant.objects.filter(scheme=scheme, role=Role.STEERING).count() == 1


def test_an_invitation_sent_again_replaces_the_first(scheme: Scheme, coordinator: User) -> None:
    grant = give(scheme, coordinator)
    first = invitation_token("joan@example.org")

    invite_again(grant=grant, actor=coordinator)

    with refused("A newer link was sent to you"):
        accept_invitation(first)
    assert accept_invitation(invitation_token("joan@example.org")) == grant.user


def test_somebody_who_has_signed_in_is_not_invited_again(scheme: Scheme, coordinator: User) -> None:
    grant = give(scheme, coordinator)
    User.objects.filter(pk=grant.user_id).update(last_login=timezone.now())

    with refused("Joan Ellis has signed in before"):
        invite_again(grant=grant, actor=coordinator)


def test_nobody_is_invited_to_a_role_that_is_over(scheme: Scheme, coordinator: User) -> None:
    grant = give(scheme, coordinator)
    end_role(grant=grant, ended_on=today(), actor=coordinator)

    with refused("This role is over already"):
        invite_again(grant=grant, actor=coordinator)


@pytest.mark.parametrize("service", ["end", "invite"])
def test_the_steering_group_may_not_change_roles(scheme: Scheme, service: str) -> None:
    reader = a_role(Role.STEERING, of=scheme)
    grant = grant_of(a_role(Role.TRAINER, of=scheme), scheme)
    calls = {
        "end": lambda: end_role(grant=grant, ended_on=today(), actor=reader),
        "invite": lambda: invite_again(grant=grant, actor=reader),
    }

    with pytest.raises(NotAllowed):
        calls[service]()
