"""The scheme, its organisations and roles: what a form saves, what comes back."""

from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import signed_in
from core.models import OutboxMessage
from schemes.models import (
    Partnership,
    Role,
    RoleGrant,
    Scheme,
)
from schemes.tests.factories import (
    a_manager,
    a_partnership,
    a_role,
)
from schemes.tests.visiting import address, send, words_of


def test_the_particulars_are_changed(staff: Client, scheme: Scheme) -> None:
    send(
        staff,
        address(scheme, "scheme_change"),
        name="Alongside",
        kind="mentoring",
        started_on="",
        rhythm_days="7",
        usual_minutes="90",
        contact_name="Sam Rivers",
        contact_phone="07700 900123",
        contact_email="",
    )

    scheme.refresh_from_db()
    assert (scheme.name, scheme.rhythm_days, scheme.contact_phone) == (
        "Alongside",
        7,
        "07700 900123",
    )


def test_a_number_that_nobody_can_ring_is_refused(staff: Client, scheme: Scheme) -> None:
    answer = send(
        staff,
        address(scheme, "scheme_change"),
        name="x",
        kind="mentoring",
        rhythm_days="7",
        usual_minutes="90",
        contact_phone="ask me",
    )

    assert list(answer.context["form"].errors) == ["contact_phone"]


def test_words_are_heard_before_they_are_saved(staff: Client, scheme: Scheme) -> None:
    answer = send(
        staff, address(scheme, "scheme_words"), **{"word-supporters": "allies"}, preview="yes"
    )

    scheme.refresh_from_db()
    assert "one of your allies" in words_of(answer)
    assert "Not saved yet" in words_of(answer)
    assert scheme.own_words == {}


def test_saved_words_are_spoken_on_every_page(staff: Client, scheme: Scheme) -> None:
    send(staff, address(scheme, "scheme_words"), **{"word-supporters": "allies"})

    assert "What allies do" in words_of(staff.get(address(scheme, "setup_stage", 1)))


def test_usual_words_are_hints(staff: Client, scheme: Scheme) -> None:
    assert "Usually: befriender" in words_of(staff.get(address(scheme, "scheme_words")))


def test_sites_are_added_and_renamed(staff: Client, scheme: Scheme) -> None:
    send(staff, address(scheme, "site_add"), name="Gloster")
    site = scheme.sites.get()
    send(staff, address(scheme, "site_rename", site.pk), name="Gloucester")

    assert "Gloucester" in words_of(staff.get(address(scheme, "scheme")))


def test_a_manager_opens_a_further_scheme_and_lands_in_its_set_up(
    client: Client, scheme: Scheme
) -> None:
    signed_in(client, a_manager(of=scheme))

    answer = send(
        client, address(scheme, "scheme_add"), name="Alongside: Stroud", kind="mentoring", slug=""
    )

    assert answer["Location"] == "/s/alongside-stroud/setup/"
    assert client.get(answer["Location"]).status_code == 200


def test_a_name_without_letters_for_an_address_is_asked_for_one(
    client: Client, scheme: Scheme
) -> None:
    signed_in(client, a_manager(of=scheme))

    answer = send(client, address(scheme, "scheme_add"), name="友達", kind="mentoring", slug="")

    assert answer.context["form"].errors == {
        "slug": ["No address can be made from this name. Please write one."]
    }


def test_an_organisation_comes_and_goes(staff: Client, scheme: Scheme) -> None:
    send(
        staff,
        address(scheme, "partnership_add"),
        organisation_name="Harbour House",
        part="referrer",
        does="Refers people",
        started_on="2026-01-01",
        agreement_on="",
    )
    partnership = Partnership.objects.get()
    send(
        staff,
        address(scheme, "partnership_change", partnership.pk),
        does="Lends a room",
        started_on="2026-01-01",
        agreement_on="2026-01-01",
    )
    send(staff, address(scheme, "partnership_end", partnership.pk), ended_on="2026-05-01")

    page = words_of(staff.get(address(scheme, "organisations")))
    assert "Harbour House" in page
    assert "Lends a room" in page
    assert "1 January 2026 to 1 May 2026" in page
    assert "No longer takes part" in page


GIVEN = {
    "name": "Joan Ellis",
    "email": "joan@example.org",
    "role": "steering",
    "organisation": "",
}


def test_a_role_is_given_and_the_page_says_so(staff: Client, scheme: Scheme) -> None:
    answer = send(
        staff, address(scheme, "role_give"), **GIVEN, started_on=str(timezone.localdate())
    )

    page = words_of(staff.get(answer["Location"]))
    assert (
        "Joan Ellis is steering group member. An e-mail is on its way to joan@example.org" in page
    )


def test_a_role_given_five_times_is_given_once(staff: Client, scheme: Scheme) -> None:
    typed = {**GIVEN, "started_on": str(timezone.localdate()), "submission_id": str(uuid4())}

    answers = [staff.post(address(scheme, "role_give"), typed) for _ in range(5)]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, address(scheme, "roles"))
    }
    assert RoleGrant.objects.filter(role=Role.STEERING).count() == 1
    assert OutboxMessage.objects.filter(whom="joan@example.org").count() == 1


def test_an_invitation_is_sent_again_once_for_a_double_tap(staff: Client, scheme: Scheme) -> None:
    user = a_role(Role.STEERING, of=scheme)
    where = address(scheme, "role_invite", RoleGrant.objects.get(user=user).pk)
    typed = {"submission_id": str(uuid4())}

    staff.post(where, typed)
    staff.post(where, typed)

    assert OutboxMessage.objects.filter(whom=user.email).count() == 1


def test_a_role_is_ended_and_stands_among_the_earlier_ones(staff: Client, scheme: Scheme) -> None:
    user = a_role(Role.STEERING, of=scheme, name="Joan Ellis")
    grant = RoleGrant.objects.get(user=user)

    send(staff, address(scheme, "role_end", grant.pk), ended_on=str(timezone.localdate()))

    now = words_of(staff.get(address(scheme, "roles")))
    earlier = words_of(staff.get(address(scheme, "roles") + "?which=over"))
    assert ["Joan Ellis" in page for page in (now, earlier)] == [False, True]


def test_the_last_who_runs_the_scheme_is_told_why_they_stay(
    staff: Client, scheme: Scheme, coordinator: User
) -> None:
    grant = RoleGrant.objects.get(user=coordinator)

    answer = send(staff, address(scheme, "role_end", grant.pk), ended_on=str(timezone.localdate()))

    assert answer.status_code == 422
    assert "Sam Rivers is the last who can run this scheme" in words_of(answer)


def test_whoever_ends_their_own_role_is_led_home(
    staff: Client, scheme: Scheme, coordinator: User
) -> None:
    a_manager(of=scheme)
    grant = RoleGrant.objects.get(user=coordinator)

    answer = send(staff, address(scheme, "role_end", grant.pk), ended_on=str(timezone.localdate()))

    assert answer["Location"] == reverse("home")


def test_a_role_ended_in_another_tab_stops_a_form_with_403(
    staff: Client, scheme: Scheme, coordinator: User
) -> None:
    a_manager(of=scheme)
    RoleGrant.objects.filter(user=coordinator).update(ended_on=timezone.localdate())

    answer = send(staff, address(scheme, "site_add"), name="Stroud")

    assert answer.status_code in (403, 404)
    assert not scheme.sites.exists()


def test_many_organisations_have_pages_and_are_searched(staff: Client, scheme: Scheme) -> None:
    for number in range(41):
        a_partnership(scheme, f"Host {number:02}", Partnership.Part.HOST)
    where = address(scheme, "organisations")

    first, second = words_of(staff.get(where)), words_of(staff.get(f"{where}?page=2"))
    found = words_of(staff.get(f"{where}?q=host 07"))

    assert ["Host 39" in first, "Host 40" in first, "Host 40" in second] == [True, False, True]
    assert ["Host 07" in found, "Host 08" in found] == [True, False]
    assert "Nothing found" in words_of(staff.get(f"{where}?q=nobody"))


def test_a_host_is_changed_and_its_own_page_says_what_is_due(staff: Client, scheme: Scheme) -> None:
    send(
        staff,
        address(scheme, "partnership_add"),
        organisation_name="Forest Centre",
        part="host",
        started_on="2026-01-01",
    )
    partnership = Partnership.objects.get()
    answer = send(
        staff,
        address(scheme, "partnership_change", partnership.pk),
        started_on="2026-01-01",
        agreement_undated="on",
        inducted_on="2026-01-12",
        engagement="committed",
        engagement_note="the whole team is keen",
        email="hello@forest.example",
        phone="07700 900301",
    )

    assert answer["Location"] == address(scheme, "host", partnership.organisation_id)
    page = words_of(staff.get(address(scheme, "organisations")))
    assert "Host induction on 12 January 2026" in page
    assert "Written agreement, of a day nobody knows" in page
    assert "“the whole team is keen”" in page
    assert "hello@forest.example" in page


def test_who_folded_needs_a_last_day_and_nothing_typed_is_lost(
    staff: Client, scheme: Scheme
) -> None:
    partnership = a_partnership(scheme)

    answer = send(
        staff,
        address(scheme, "partnership_change", partnership.pk),
        started_on="2026-01-01",
        engagement="folded",
        engagement_note="core funding was cut",
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "ended_on": ["They have folded. Say which day was, or will be, the last."]
    }
    assert "core funding was cut" in words_of(answer)
