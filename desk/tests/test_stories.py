"""The pages of a volunteer, a supportee and a match: who, now, next, then the story."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import signed_in
from matching.models import Match
from matching.services import end_match, make_match, pause_match
from matching.tests.factories import a_match
from meetings.models import Meeting, RecordSheet
from meetings.tests.factories import a_meeting
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme, an_organisation
from supportees.tests.factories import a_supportee
from volunteers.services import move_volunteer
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def sam(scheme: Scheme) -> User:
    return a_coordinator(of=scheme)


@pytest.fixture
def staff(sam: User) -> Client:
    return signed_in(Client(), sam)


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def opened(staff: Client, record: Any) -> Any:
    answer = staff.get(record.get_absolute_url())
    assert answer.status_code == 200
    return answer


def words(answer: Any) -> str:
    return str(answer.content.decode())


class TestAVolunteer:
    def test_their_way_here_is_told_from_the_history(self, scheme, sam, staff):
        volunteer = a_volunteer(scheme, status="applied", status_since=ago(40))
        move_volunteer(volunteer=volunteer, to="in_training", actor=sam, on=ago(30))
        move_volunteer(volunteer=volunteer, to="available", actor=sam, on=ago(9), why="Ready")
        volunteer.refresh_from_db()
        volunteer.notes = "Likes tea"
        volunteer.save()

        steps = opened(staff, volunteer).context["steps"]

        assert [(step.status, step.on, step.by, step.why) for step in steps] == [
            ("available", ago(9), "Sam Rivers", "Ready"),
            ("in training", ago(30), "Sam Rivers", ""),
            ("applied", ago(40), "", ""),
        ]

    def test_a_match_is_a_step_signed_by_who_made_and_ended_it(self, scheme, sam, staff):
        volunteer = a_volunteer(scheme, status_since=ago(90))
        match = make_match(
            volunteer=volunteer,
            supportee=a_supportee(scheme),
            started_on=ago(60),
            rhythm_days=14,
            actor=sam,
        )
        end_match(
            match=match,
            ended_on=ago(5),
            ending="planned",
            ended_by="both",
            reason="All is well",
            supportee_waits_again=True,
            actor=sam,
        )

        steps = opened(staff, volunteer).context["steps"]

        assert [(step.status, step.on, step.by, step.why) for step in steps] == [
            ("available", ago(5), "Sam Rivers", "All is well"),
            ("matched", ago(60), "Sam Rivers", ""),
            ("available", ago(90), "", ""),
        ]

    def test_running_matches_come_first_then_the_latest_ended(self, scheme, staff):
        volunteer = a_volunteer(scheme, most_supportees=5)
        a_match(
            volunteer, a_supportee(scheme, "Long Ago"), started="2024-01-01", ended="2024-06-01"
        )
        a_match(volunteer, a_supportee(scheme, "Now Running"), started="2025-01-01")
        a_match(
            volunteer, a_supportee(scheme, "Last Year"), started="2024-07-01", ended="2025-06-01"
        )

        answer = opened(staff, volunteer)

        assert [match.supportee.person.name for match in answer.context["matches"]] == [
            "Now Running",
            "Last Year",
            "Long Ago",
        ]
        assert [m.supportee.person.name for m in answer.context["running"]] == ["Now Running"]

    @pytest.mark.parametrize(
        ("status", "most", "sentence"),
        [
            ("applied", 1, "Nobody can be matched before they are available."),
            ("available", 1, "Priya is free for somebody."),
            ("available", 0, None),
            ("left", 1, None),
        ],
    )
    def test_one_next_step(self, scheme, staff, status, most, sentence):
        volunteer = a_volunteer(scheme, status=status, most_supportees=most)

        page = words(opened(staff, volunteer))

        assert page.count('class="next-step"') == (1 if sentence else 0)
        assert (sentence or "") in page

    def test_the_latest_ten_meetings_of_all_their_matches(self, scheme, staff):
        volunteer = a_volunteer(scheme, most_supportees=5)
        matches = [
            a_match(volunteer, a_supportee(scheme, name)) for name in ("Joan Abbott", "Ann Lee")
        ]
        for day in range(2, 14):
            a_meeting(matches[day % 2], f"2026-04-{day:02}")
        a_meeting(matches[0], "2026-04-20", state=Meeting.State.SUPERSEDED)

        entries = opened(staff, volunteer).context["entries"]

        assert [entry.meeting.on.day for entry in entries] == list(range(13, 3, -1))


class TestASupportee:
    def test_how_long_they_have_waited(self, scheme, staff):
        supportee = a_supportee(scheme, referred_on=ago(40), status_since=ago(3))

        assert opened(staff, supportee).context["days_waiting"] == 40

    def test_find_somebody_is_the_next_step(self, scheme, staff):
        supportee = a_supportee(scheme)

        address = reverse("make_match", args=[scheme.slug]) + f"?supportee={supportee.pk}"
        assert f'href="{address}"' in words(opened(staff, supportee))


class TestAMatch:
    def match(self, scheme: Scheme, **values: Any) -> Match:
        return a_match(
            a_volunteer(scheme, status="matched"),
            a_supportee(scheme, status="matched"),
            started=str(ago(200)),
            **values,
        )

    def test_as_agreed_there_is_nothing_to_do(self, scheme, staff):
        match = self.match(scheme)
        a_meeting(match, str(ago(3)))

        answer = opened(staff, match)

        assert answer.context["is_overdue"] is False
        assert 'class="next-step"' not in words(answer)

    def test_a_quiet_one_asks_to_ring_the_volunteer(self, scheme, staff):
        match = self.match(scheme)
        a_meeting(match, str(ago(60)))
        match.volunteer.person.phone = "07700 900123"
        match.volunteer.person.save()

        page = words(opened(staff, match))

        assert "No sheet from Priya and Joan for 60 days." in page
        assert 'href="tel:07700900123">Ring Priya</a>' in page

    def test_without_a_number_their_page_is_offered(self, scheme, staff):
        page = words(opened(staff, self.match(scheme)))

        assert "Reach Priya" in page
        assert "were matched on" in page

    def test_one_on_hold_says_why_and_offers_to_go_on(self, scheme, sam, staff):
        match = self.match(scheme)
        pause_match(match=match, started_on=ago(10), reason="In hospital", actor=sam)

        page = words(opened(staff, match))

        assert ("They are on hold." in page, "In hospital" in page) == (True, True)
        assert f'href="{reverse("resume_match", args=[scheme.slug, match.pk])}"' in page

    def test_a_missing_sheet_is_asked_for_without_blame(self, scheme, staff):
        match = self.match(scheme)
        a_meeting(match, str(ago(8)))
        a_meeting(match, str(ago(4)), state=Meeting.State.PLANNED)

        answer = opened(staff, match)

        assert [meeting.on for meeting in answer.context["missing"]] == [ago(4)]
        assert "They may well have met." in words(answer)

    def test_an_ended_one_tells_how_and_offers_nothing(self, scheme, sam, staff):
        match = end_match(
            match=self.match(scheme),
            ended_on=ago(1),
            ending="premature",
            ended_by="volunteer",
            reason="Moved to York",
            supportee_waits_again=True,
            actor=sam,
        )

        page = words(opened(staff, match))

        assert ("Moved to York" in page, "Earlier than planned" in page) == (True, True)
        assert reverse("end_match", args=[scheme.slug, match.pk]) not in page

    def test_what_was_written_stands_in_its_story(self, scheme, staff):
        match = self.match(scheme)
        RecordSheet.objects.create(
            meeting=a_meeting(match, str(ago(3))), did="Read a letter <together>."
        )

        assert "Read a letter &lt;together&gt;." in words(opened(staff, match))


@pytest.mark.parametrize("name", ["volunteer", "supportee", "match"])
def test_what_belongs_to_another_scheme_is_not_there(staff, name):
    elsewhere = a_scheme("elsewhere", organisation=an_organisation("Others"))
    match = a_match(a_volunteer(elsewhere), a_supportee(elsewhere))
    record = match if name == "match" else getattr(match, name)

    answers = [
        staff.get(reverse(name, args=[slug, record.pk])) for slug in ("side-by-side", "elsewhere")
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "Priya" not in "".join(words(answer) for answer in answers)
