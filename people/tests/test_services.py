"""People once each: searched, recognised, given a sign-in."""

from datetime import date

import pytest
from django.core import mail

from accounts.models import User
from accounts.tests.factories import a_user
from core.errors import NotAllowed, RuleBroken
from core.models import OneTimeLink
from core.outbox import deliver_due
from people.models import Person
from people.services import PersonDetails, fill_gaps, give_sign_in, likely_same
from people.tests.factories import a_person
from schemes.models import Organisation
from schemes.tests.factories import an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


class TestSearch:
    @pytest.mark.parametrize(
        "words",
        ["zoe", "ZOË", "müller", "MULLER", "muller zoe", "oe mul", "rosie"],
    )
    def test_in_any_order_and_spelling_of_letters(self, words):
        a_person("Zoë Müller", known_as="Rosie")
        a_person("Tom Reed")

        assert [p.name for p in Person.objects.named_like(words)] == ["Zoë Müller"]

    @pytest.mark.parametrize("words", ["zoe tom", "%", "_", "\\", "zoe%", "'"])
    def test_all_words_must_be_there_and_none_means_anything(self, words):
        a_person("Zoë Müller")
        a_person("Tom Reed")

        assert list(Person.objects.named_like(words)) == []


class TestRecognising:
    @pytest.mark.parametrize(
        "details",
        [
            PersonDetails(given_name="Zoë", family_name="Müller"),
            PersonDetails(given_name="ZOE", family_name="muller"),
            PersonDetails(given_name="Zoë", family_name="Müller", born_on=date(1950, 2, 3)),
            PersonDetails(given_name="Z", family_name="M", phone="07700 900123"),
            PersonDetails(given_name="Z", family_name="M", email="ZOE@example.org"),
        ],
    )
    def test_likely_the_same(self, organisation, details):
        zoe = self.zoe(organisation)

        assert list(likely_same(organisation, details, seen_by=User.objects.get(person=zoe))) == [
            zoe
        ]

    @pytest.mark.parametrize(
        "details",
        [
            PersonDetails(given_name="Zoë", family_name="Müll"),
            PersonDetails(given_name="Zoë", family_name="Müller", born_on=date(1999, 2, 3)),
            PersonDetails(given_name="Z", family_name="M", phone="07700 900124"),
            PersonDetails(given_name="Z", family_name="M"),
        ],
    )
    def test_somebody_else(self, organisation, details):
        zoe = self.zoe(organisation)

        assert list(likely_same(organisation, details, seen_by=User.objects.get(person=zoe))) == []

    def test_people_of_another_organisation_are_not_mentioned(self, organisation):
        zoe = self.zoe(an_organisation("Others"))
        details = PersonDetails(given_name="Zoë", family_name="Müller", phone="07700 900123")

        assert list(likely_same(organisation, details, seen_by=User.objects.get(person=zoe))) == []

    def test_people_whose_record_one_may_not_see_are_not_mentioned(self, organisation):
        self.zoe(organisation)
        details = PersonDetails(given_name="Zoë", family_name="Müller", phone="07700 900123")

        assert list(likely_same(organisation, details, seen_by=a_user("Nell Stranger"))) == []

    def test_what_was_not_known_is_added_and_what_was_known_stays(self, organisation):
        zoe = self.zoe(organisation)
        details = PersonDetails(
            given_name="Zoë", family_name="Müller", phone="07700 900999", postcode="GL1 1AA"
        )

        differ = fill_gaps(person=zoe, details=details, actor=None)

        zoe.refresh_from_db()
        assert (differ, zoe.phone, zoe.postcode) == (["phone"], "07700 900123", "GL1 1AA")

    def zoe(self, organisation: Organisation) -> Person:
        return a_person(
            "Zoë Müller",
            organisation=organisation,
            user=a_user("Zoë Müller", "zoe@example.org"),
            phone="07700 900123",
            email="zoe@example.org",
            born_on=date(1950, 2, 3),
        )


class TestSignIn:
    """A person asks for themselves here: who runs a scheme is known in rooms above."""

    def someone(self, **values) -> tuple[Person, User]:
        user = a_user("Joan Abbott", "joan@example.org")
        return a_person("Joan Abbott", user=user, email="joan@example.org", **values), user

    def test_the_invitation_goes_to_the_account_they_have(self):
        person, user = self.someone()
        given = give_sign_in(person=person, to_what="Side by side", actor=user)
        deliver_due()

        assert (given, User.objects.count()) == (user, 1)
        assert [(m.to, m.subject) for m in mail.outbox] == [
            (["joan@example.org"], "You are invited to Side by side")
        ]

    def test_a_mended_address_gets_the_invitation_and_the_wrong_one_nothing_more(self):
        person, user = self.someone()
        give_sign_in(person=person, to_what="Side by side", actor=user)
        Person.objects.update(email="right@example.org")
        person.refresh_from_db()

        give_sign_in(person=person, to_what="Side by side", actor=user)
        deliver_due()

        assert [m.to for m in mail.outbox] == [["joan@example.org"], ["right@example.org"]]
        assert OneTimeLink.objects.filter(withdrawn_at=None).count() == 1

    def test_an_account_in_use_keeps_its_address(self):
        person, user = self.someone()
        User.objects.update(last_login="2026-01-01 10:00Z")
        Person.objects.update(email="other@example.org")
        person.refresh_from_db()

        give_sign_in(person=person, to_what="Side by side", actor=user)
        deliver_due()

        assert [m.to for m in mail.outbox] == [["joan@example.org"]]

    @pytest.mark.parametrize("values", [{"email": ""}, {"email_is_doubtful": True}])
    def test_without_an_address_there_is_nothing_to_send(self, values):
        person, user = self.someone()
        Person.objects.update(**values)

        with pytest.raises(RuleBroken, match="no e-mail address we can write to"):
            give_sign_in(person=person, to_what="Side by side", actor=user)

        assert (deliver_due(), mail.outbox) == (0, [])

    def test_those_who_may_not_see_the_record_may_not_invite(self):
        person, _user = self.someone()

        with pytest.raises(NotAllowed, match="Only those who run the scheme"):
            give_sign_in(person=person, to_what="Side by side", actor=a_user("Nell Stranger"))

        assert (deliver_due(), mail.outbox) == (0, [])
