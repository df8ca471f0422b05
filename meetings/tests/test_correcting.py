"""Correcting a sheet and signing it."""

from datetime import date

import pytest

from accounts.models import User
from core.errors import NotAllowed
from matching.models import Match
from meetings.models import Meeting, RecordSheet
from meetings.services import MeetingFacts, SheetWords, Signatures, correct_sheet, sign_sheet
from meetings.tests.factories import a_meeting
from meetings.tests.writing import TODAY, corrected, facts, refusal, written
from meetings.versions import versions_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("thursday")]
S = Meeting.State


def test_a_correction_is_a_new_version_and_asks_for_signatures_again(
    match: Match, priya: User
) -> None:
    first = written(match, priya, signatures=Signatures(supporter=True, supportee_name="Joan"))

    second = corrected(first, priya)

    assert list(
        RecordSheet.objects.order_by("version").values_list("did", "supporter_signed_name")
    ) == [("Tea.", "Priya Khan"), ("Coffee.", "")]
    assert second.version == 2


def test_versions_say_what_changed_in_the_meeting_too(match: Match, priya: User) -> None:
    first = written(match, priya)
    corrected(first, priya, facts=facts(date(2026, 11, 18), minutes=90, place="Library"))
    meeting = Meeting.objects.get(pk=first.meeting_id)

    newest, oldest = versions_of(meeting, list(meeting.sheets.all()))

    assert [(str(each.label), each.before, each.after) for each in newest.changes] == [
        ("Date:", "Thu 19 Nov 2026", "Wed 18 Nov 2026"),
        ("Meeting at: (location)", "–", "Library"),
        ("How long", "1 hour", "1½ hours"),
        ("What we did:", "Tea.", "Coffee."),
    ]
    assert (oldest.facts.on, oldest.facts.minutes, oldest.changes) == (TODAY, 60, [])


def test_a_correction_may_say_that_they_did_not_meet(match: Match, priya: User) -> None:
    sheet = corrected(
        written(match, priya), priya, facts=MeetingFacts(on=TODAY, held=False, missed_by="other")
    )

    assert (sheet.meeting.state, sheet.meeting.minutes) == (S.MISSED, None)


def test_a_correction_of_something_unseen_is_refused(match: Match, priya: User) -> None:
    first = written(match, priya)
    corrected(first, priya)

    assert refusal(lambda: corrected(first, priya, did="Cake."))[1] == "known_version"


def test_a_correction_that_changes_nothing_is_refused(match: Match, priya: User) -> None:
    first = written(match, priya)

    assert refusal(lambda: corrected(first, priya, did="Tea."))[0] == (
        "Nothing is different from what was written before."
    )


def test_a_corrected_next_date_moves_the_plan(match: Match, priya: User) -> None:
    first = written(match, priya, words=SheetWords(did="Tea.", next_on=date(2026, 11, 27)))

    corrected(first, priya, words=SheetWords(did="Tea.", next_on=date(2026, 11, 28)))

    assert list(Meeting.objects.filter(state=S.PLANNED).values_list("on", flat=True)) == [
        date(2026, 11, 28)
    ]


def test_a_next_date_taken_back_calls_the_plan_off(match: Match, priya: User) -> None:
    first = written(match, priya, words=SheetWords(did="Tea.", next_on=date(2026, 11, 27)))

    corrected(first, priya, words=SheetWords(did="Tea."))

    assert Meeting.objects.get(on=date(2026, 11, 27)).state == S.CANCELLED


def test_a_correction_onto_a_day_with_another_sheet_is_refused(match: Match, priya: User) -> None:
    written(match, priya, date(2026, 11, 18))
    second = written(match, priya)

    assert refusal(lambda: corrected(second, priya, facts=facts(date(2026, 11, 18))))[1] == (
        "another_that_day"
    )


def test_an_imported_meeting_without_a_sheet_gets_its_first_version(
    match: Match, coordinator: User
) -> None:
    meeting = a_meeting(match, "2025-11-10", is_imported=True)

    sheet = correct_sheet(
        meeting=meeting,
        facts=MeetingFacts.of(meeting),
        words=SheetWords(did="Tea."),
        actor=coordinator,
        known_version=0,
    )

    assert (sheet.version, sheet.meeting_before) == (1, None)


@pytest.mark.parametrize("state", [S.PLANNED, S.SUPERSEDED, S.CANCELLED])
def test_only_a_meeting_that_was_written_about_is_corrected(
    match: Match, priya: User, state: str
) -> None:
    meeting = a_meeting(match, "2026-11-10", state=state)

    assert (
        "nothing to correct"
        in refusal(
            lambda: correct_sheet(
                meeting=meeting,
                facts=facts(date(2026, 11, 10)),
                words=SheetWords(),
                actor=priya,
                known_version=0,
            )
        )[0]
    )


# Signing


def test_each_signs_later_from_their_own_phone(match: Match, priya: User, joan: User) -> None:
    sheet = written(match, priya)

    sign_sheet(sheet=sheet, actor=priya)
    sheet = sign_sheet(sheet=sheet, actor=joan)

    assert (sheet.supporter_signed_name, sheet.supportee_signed_name) == (
        "Priya Khan",
        "Joan Abbott",
    )


def test_the_supportee_signs_on_the_supporters_phone(match: Match, priya: User) -> None:
    sheet = sign_sheet(sheet=written(match, priya), actor=priya, supportee_name="Joan")

    assert (sheet.supporter_signed_name, sheet.supportee_signed_name) == ("", "Joan")


def test_nobody_signs_twice(match: Match, priya: User) -> None:
    sheet = sign_sheet(sheet=written(match, priya), actor=priya)

    assert refusal(lambda: sign_sheet(sheet=sheet, actor=priya)) == (
        "This is signed already.",
        None,
    )


def test_an_older_version_is_not_signed(match: Match, priya: User) -> None:
    first = written(match, priya)
    corrected(first, priya)

    assert "was corrected" in refusal(lambda: sign_sheet(sheet=first, actor=priya))[0]


def test_staff_sign_for_nobody(match: Match, priya: User, coordinator: User) -> None:
    sheet = written(match, priya)

    with pytest.raises(NotAllowed):
        sign_sheet(sheet=sheet, actor=coordinator)
