"""Pages: who gets in, and forms that count once and lose nothing."""

from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.models import JobMark, Submission
from core.tests.at_once import at_once
from core.tests.factories import somebody
from core.views import Page, anyone

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("core.tests.pages"),
    pytest.mark.usefixtures("core_templates"),
]


@pytest.fixture
def sam(client: Client) -> Client:
    client.force_login(somebody("Sam Rivers"))
    return client


def a_note(title: str = "tea", **values):
    return {"title": title, "text": "With milk.", "submission_id": str(uuid4()), **values}


def kept() -> int:
    return JobMark.objects.count()


class TestGuards:
    def test_a_page_without_one_cannot_be_defined(self):
        with pytest.raises(ImproperlyConfigured, match="Unguarded declares no guard"):

            class Unguarded(Page):
                pass

    def test_a_page_has_the_guard_of_the_page_it_builds_on(self):
        class Parent(Page):
            guard = anyone

        class Child(Parent):
            pass

        assert Child.guard is anyone

    def test_an_abstract_page_needs_none(self):
        class Base(Page, abstract=True):
            pass

        assert not hasattr(Base, "guard")

    def test_a_public_page_is_open(self, client):
        assert client.get("/open/").content == b"open"

    def test_somebody_signed_out_is_sent_to_sign_in_and_back(self, client):
        answer = client.get("/notes/?page=2")

        assert (answer.status_code, answer["Location"]) == (
            302,
            "/sign-in/?next=/notes/%3Fpage%3D2",
        )

    def test_the_right_person_gets_in(self, sam):
        assert sam.get("/notes/").content == b"notes"

    def test_a_refusal_is_403_and_says_why(self, client):
        client.force_login(somebody("Joan Abbott"))

        answer = client.get("/notes/")

        assert answer.status_code == 403
        assert "Only Sam keeps these notes." in answer.content.decode()

    def test_a_refusal_by_a_service_is_403_and_says_why(self, sam):
        answer = sam.get("/refused-later/")

        assert answer.status_code == 403
        assert "This note is locked." in answer.content.decode()

    def test_a_method_that_a_page_has_not_is_refused_after_the_guard(self, client, sam):
        assert (Client().post("/notes/").status_code, sam.post("/notes/").status_code) == (302, 405)


class TestFormsThatAreRefused:
    def test_what_is_missing_is_said_by_its_field_and_nothing_typed_is_lost(self, sam):
        answer = sam.post("/add/", a_note(title=""))

        form = answer.context["form"]
        assert answer.status_code == 422
        assert form.errors == {"title": ["Please fill this in."]}
        assert 'value="With milk."' in answer.content.decode()

    def test_a_broken_rule_is_said_by_its_field_and_nothing_typed_is_lost(self, sam):
        answer = sam.post("/add/", a_note(title="taken"))

        assert answer.status_code == 422
        assert answer.context["form"].errors == {"title": ["There is a note with this title."]}
        page = answer.content.decode()
        assert ("There is a note with this title." in page, 'value="taken"' in page) == (True, True)
        assert 'value="With milk."' in page

    def test_a_rule_about_no_field_of_the_form_is_said_above_it(self, sam):
        answer = sam.post("/add/", a_note(title="closed"))

        assert answer.status_code == 422
        assert answer.context["form"].non_field_errors() == ["The book of notes is closed."]
        assert "The book of notes is closed." in answer.content.decode()

    @pytest.mark.parametrize(("title", "status"), [("taken", 422), ("locked", 403)])
    def test_nothing_is_half_done_and_the_id_stays_unspent(self, sam, title, status):
        answer = sam.post("/add/", a_note(title=title))

        assert (answer.status_code, kept(), Submission.objects.count()) == (status, 0, 0)

    def test_the_same_form_mended_is_taken(self, sam):
        refused = a_note(title="taken")
        sam.post("/add/", refused)

        answer = sam.post("/add/", refused | {"title": "tea"})

        assert (answer.status_code, answer["Location"], kept()) == (302, "/notes/tea/", 1)

    def test_a_damaged_id_does_not_keep_the_words_from_being_saved(self, sam):
        assert sam.post("/add/", a_note(submission_id="drop table")).status_code == 302
        assert kept() == 1


class TestFormsThatCountOnce:
    def test_five_times_in_a_row(self, sam):
        note = a_note()

        answers = [sam.post("/add/", note) for _ in range(5)]

        assert [(a.status_code, a["Location"]) for a in answers] == [(302, "/notes/tea/")] * 5
        assert (kept(), Submission.objects.count()) == (1, 1)

    def test_without_an_id_each_is_a_form_of_its_own(self, sam):
        note = a_note(submission_id="")

        assert [sam.post("/add/", note).status_code for _ in range(2)] == [302, 302]
        assert kept() == 2

    def test_the_id_comes_with_the_form(self, sam):
        first = sam.get("/add/").context["form"]["submission_id"].value()
        second = sam.get("/add/").context["form"]["submission_id"].value()

        assert first != second

    def test_other_words_with_a_spent_id_are_shown_again_with_a_fresh_one(self, sam):
        note = a_note()
        sam.post("/add/", note)

        answer = sam.post("/add/", note | {"title": "coffee"})

        page = answer.content.decode()
        assert (answer.status_code, kept()) == (422, 1)
        assert "You already saved this form once, with other words." in page
        assert '<a href="/notes/tea/">see what was saved.</a>' in page
        assert 'value="coffee"' in page
        assert answer.context["form"]["submission_id"].value() != note["submission_id"]

    def test_pressing_save_again_keeps_both(self, sam):
        note = a_note()
        sam.post("/add/", note)
        shown = sam.post("/add/", note | {"title": "coffee"}).context["form"]

        fresh_id = shown["submission_id"].value()
        answer = sam.post("/add/", note | {"title": "coffee", "submission_id": fresh_id})

        assert (answer.status_code, answer["Location"], kept()) == (302, "/notes/coffee/", 2)

    def test_another_file_with_the_same_words_is_another_form(self, sam):
        note = a_note()
        sam.post("/add/", note | {"paper": SimpleUploadedFile("list.csv", b"one")})

        same = sam.post("/add/", note | {"paper": SimpleUploadedFile("list.csv", b"one")})
        other = sam.post("/add/", note | {"paper": SimpleUploadedFile("list.csv", b"two")})

        assert (same.status_code, other.status_code) == (302, 422)

    def test_somebody_elses_id_learns_nothing_of_what_they_saved(self, sam):
        note = a_note()
        sam.post("/add/", note)
        joan = Client()
        joan.force_login(somebody("Joan Abbott"))

        answer = joan.post("/add/", note)

        assert (answer.status_code, kept()) == (422, 1)
        assert "This form was opened by somebody else." in answer.content.decode()
        assert "/notes/tea/" not in answer.content.decode()

    def test_the_same_id_at_another_page_is_another_form(self, sam):
        note = a_note()
        sam.post("/add/", note)

        assert sam.post("/add-from-outside/", note).status_code == 422

    def test_people_who_are_not_signed_in_count_once_as_well(self, client):
        note = a_note()

        answers = [client.post("/add-from-outside/", note) for _ in range(2)]

        assert ([a.status_code for a in answers], kept()) == ([302, 302], 1)

    @pytest.mark.django_db(transaction=True)
    def test_five_at_once(self):
        user = somebody()
        note, clients = a_note(), [Client() for _ in range(5)]
        for each in clients:
            each.force_login(user)

        answers = at_once(*[lambda c=each: c.post("/add/", note) for each in clients])

        assert [(a.status_code, a["Location"]) for a in answers] == [(302, "/notes/tea/")] * 5
        assert (kept(), Submission.objects.count()) == (1, 1)

    @pytest.mark.django_db(transaction=True)
    def test_when_the_first_of_five_at_once_is_refused_none_is_kept(self):
        user = somebody()
        note, clients = a_note(title="taken"), [Client() for _ in range(5)]
        for each in clients:
            each.force_login(user)

        answers = at_once(*[lambda c=each: c.post("/add/", note) for each in clients])

        assert ([a.status_code for a in answers], kept()) == ([422] * 5, 0)
