"""What the page of organisations tells whom: a judgement is for those who run the scheme."""

import pytest
from django.test import Client

from accounts.tests.factories import signed_in
from schemes.models import Partnership, Role, RoleGrant, Scheme
from schemes.tests.factories import a_partnership, a_role
from schemes.tests.visiting import address, words_of

pytestmark = pytest.mark.django_db

JUDGED = ("“quick fix”", "wanted the certificate and no more")
REACHED = ("07700 900301", "skills@example.org")


def an_organisation_judged(scheme: Scheme) -> Partnership:
    partnership = a_partnership(
        scheme,
        "Severn Skills",
        does="Trains our volunteers",
        engagement="quick_fix",
        engagement_note="wanted the certificate and no more",
    )
    organisation = partnership.organisation
    organisation.phone, organisation.email = REACHED
    organisation.save()
    return partnership


def told(client: Client, scheme: Scheme) -> list[str]:
    page = words_of(client.get(address(scheme, "organisations")))
    assert "Trains our volunteers" in page
    return [each for each in (*JUDGED, *REACHED) if each in page]


@pytest.mark.parametrize("role", [Role.LEAD, Role.TRAINER, Role.STEERING, Role.PARTNER])
def test_who_only_reads_the_plan_reads_no_judgement_and_no_contact(
    client: Client, scheme: Scheme, role: Role
) -> None:
    an_organisation_judged(scheme)
    signed_in(client, a_role(role, of=scheme))

    assert told(client, scheme) == []


def test_a_partner_reads_how_their_own_organisation_is_reached(
    client: Client, scheme: Scheme
) -> None:
    organisation = an_organisation_judged(scheme).organisation
    hope = a_role(Role.PARTNER, of=scheme)
    RoleGrant.objects.filter(user=hope).update(organisation=organisation)
    signed_in(client, hope)

    assert told(client, scheme) == list(REACHED)


def test_those_who_run_the_scheme_read_all_of_it(staff: Client, scheme: Scheme) -> None:
    an_organisation_judged(scheme)

    assert told(staff, scheme) == [*JUDGED, *REACHED]
