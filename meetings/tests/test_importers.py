"""Meetings and record sheets from spreadsheets."""

from datetime import date, time

import pytest
from django.utils import timezone

from matching.tests.factories import a_match
from meetings.importers.fields import a_length
from meetings.models import Meeting, RecordSheet
from meetings.tests.factories import a_meeting
from schemes.imports.fields import Reading
from schemes.tests.factories import a_scheme
from schemes.tests.spreadsheets import bring_in, only_note, outcomes, said
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db
WHO = "Befriender,Befriendee"
PAIR = "Priya Khan,Joan Abbott"


@pytest.fixture
def scheme():
    return a_scheme("side-by-side")


@pytest.fixture
def match(scheme):
    return a_match(
        a_volunteer(scheme, "Priya Khan"), a_supportee(scheme, "Joan Abbott"), started="2026-03-01"
    )


def the_meeting():
    return Meeting.objects.get()


def test_a_meeting_comes_in_with_its_sheet(scheme, match):
    result = bring_in(
        scheme,
        "meetings",
        f"Date,{WHO},Meeting at,Why we met today,What we did,What we achieved,What we need to do next time,Next meeting,How long,Did it happen?",
        f"8/3/2026,{PAIR},Library,CV,Talked,Form sent,Ring college,15/3/2026 2pm,1 hr 15,✓",
    )
    assert outcomes(result) == ["added"]
    meeting = the_meeting()
    assert (meeting.match, meeting.state, meeting.on, meeting.place, meeting.minutes, meeting.way) == (
        match, "held", date(2026, 3, 8), "Library", 75, "in_person",
    )  # fmt: skip
    sheet = meeting.sheets.get()
    assert (sheet.why_met, sheet.did, sheet.achieved, sheet.next_time, sheet.next_on, sheet.next_at) == (
        "CV", "Talked", "Form sent", "Ring college", date(2026, 3, 15), time(14, 0),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        ("No – ill", "missed", "ill"),
        ("cancelled", "missed", "cancelled"),
        ("N", "missed", ""),
        ("y", "held", ""),
    ],
)
def test_whether_it_happened(scheme, match, answer, state, reason):
    bring_in(scheme, "meetings", f"Date,{WHO},Did it happen?", f"8/3/2026,{PAIR},{answer}")
    assert (the_meeting().state, the_meeting().missed_reason) == (state, reason)


def test_a_log_without_that_column_lists_meetings_that_were_held(scheme, match):
    bring_in(scheme, "meetings", f"Date,{WHO}", f"8/3/2026,{PAIR}")
    assert (the_meeting().state, the_meeting().minutes) == ("held", None)


def test_a_blank_answer_is_not_guessed(scheme, match):
    result = bring_in(scheme, "meetings", f"Date,{WHO},Did it happen?", f"8/3/2026,{PAIR},")
    assert said(result) == ["It does not say whether they met. Write yes or no."]


@pytest.mark.parametrize(
    ("place", "way"), [("Phone", "phone"), ("Teams", "video"), ("Library café", "in_person")]
)
def test_some_places_say_how_they_met(scheme, match, place, way):
    bring_in(scheme, "meetings", f"Date,{WHO},Meeting at", f"8/3/2026,{PAIR},{place}")
    assert (the_meeting().place, the_meeting().way) == (place, way)


def test_the_heading_says_what_a_bare_number_means(scheme, match):
    bring_in(scheme, "meetings", f"Date,{WHO},Hours", f"8/3/2026,{PAIR},2")
    assert the_meeting().minutes == 120


def test_the_match_of_the_day_is_taken(scheme, match):
    later = a_match(match.volunteer, a_supportee(scheme, "Tom Lee"), started="2026-03-01")
    earlier = a_match(later.volunteer, match.supportee, started="2025-01-01", ended="2025-06-01")
    bring_in(scheme, "meetings", f"Date,{WHO}", f"8/3/2025,{PAIR}", "9/3/2026,Priya Khan,Tom Lee")
    assert [meeting.match for meeting in Meeting.objects.order_by("on")] == [earlier, later]


def test_a_meeting_a_little_outside_its_match_is_taken_with_a_warning(scheme, match):
    result = bring_in(scheme, "meetings", f"Date,{WHO}", f"20/2/2026,{PAIR}")
    assert outcomes(result) == ["added"]
    assert said(result) == ["They were not matched on this day. It counts to their nearest match."]


def test_a_meeting_far_outside_its_match_is_refused(scheme, match):
    result = bring_in(scheme, "meetings", f"Date,{WHO}", f"20/2/2025,{PAIR}")
    assert said(result) == ["They were not matched on this day, nor within three months of it."]


def test_two_who_were_never_matched_are_refused(scheme, match):
    a_supportee(scheme, "Tom Lee")
    result = bring_in(scheme, "meetings", f"Date,{WHO}", "8/3/2026,Priya Khan,Tom Lee")
    assert said(result) == ["Priya Khan and Tom Lee are not matched. Bring their match in first."]


def test_of_two_with_one_name_the_one_who_is_matched_is_meant(scheme, match):
    a_volunteer(scheme, "Priya Khan")
    assert outcomes(bring_in(scheme, "meetings", f"Date,{WHO}", f"8/3/2026,{PAIR}")) == ["added"]


def test_of_two_with_one_name_who_are_both_matched_none_is_guessed(scheme, match):
    other = a_volunteer(scheme, "Priya Khan", reference="V2")
    a_match(other, match.supportee, started="2026-03-01")
    result = bring_in(scheme, "meetings", f"Date,{WHO}", f"8/3/2026,{PAIR}")
    assert said(result) == [
        "This may be Priya Khan or Priya Khan (V2). Add a column with the reference."
    ]


def test_two_meetings_on_one_day_need_their_times(scheme, match):
    rows = [f"8/3/2026,10:00,{PAIR}", f"8/3/2026,15:00,{PAIR}", f"8/3/2026,,{PAIR}"]
    result = bring_in(scheme, "meetings", f"Date,Time,{WHO}", *rows)
    assert outcomes(result) == ["added", "added", "duplicate"]
    again = bring_in(scheme, "meetings", f"Date,Time,{WHO}", *rows)
    assert outcomes(again) == ["unchanged", "unchanged", "duplicate"]


def test_other_words_are_a_new_version_and_the_old_ones_stay(scheme, match):
    headings = f"Date,{WHO},What we did,How long"
    bring_in(scheme, "meetings", headings, f"8/3/2026,{PAIR},Talked,1h")
    result = bring_in(scheme, "meetings", headings, f"8/3/2026,{PAIR},Walked,90 mins")
    assert (outcomes(result), only_note(result).changes) == (
        ["changed"],
        ["How long", "What we did"],
    )
    newest, oldest = RecordSheet.objects.order_by("-version")
    assert (newest.version, newest.did, oldest.did) == (2, "Walked", "Talked")
    assert newest.meeting_before is not None
    assert newest.meeting_before["minutes"] == 60
    assert the_meeting().minutes == 90


def test_a_signed_sheet_is_not_changed_from_a_spreadsheet(scheme, match):
    meeting = a_meeting(match, "2026-03-08")
    RecordSheet.objects.create(
        meeting=meeting,
        did="Talked",
        supporter_signed_name="Priya Khan",
        supporter_signed_at=timezone.now(),
    )
    headings = f"Date,{WHO},What we did"
    assert outcomes(bring_in(scheme, "meetings", headings, f"8/3/2026,{PAIR},Talked")) == [
        "unchanged"
    ]
    result = bring_in(scheme, "meetings", headings, f"8/3/2026,{PAIR},Walked")
    assert said(result) == [
        "The sheet of this meeting is signed. Correct it on its own page, so that both can sign again."
    ]
    assert RecordSheet.objects.count() == 1


def test_a_planned_meeting_becomes_the_one_that_was_held(scheme, match):
    planned = a_meeting(match, "2026-03-08", state="planned")
    result = bring_in(scheme, "meetings", f"Date,{WHO},How long", f"8/3/2026,{PAIR},1h")
    assert outcomes(result) == ["changed"]
    assert (the_meeting(), the_meeting().state, the_meeting().minutes) == (planned, "held", 60)


def test_a_next_meeting_still_to_come_is_planned_once(scheme, match):
    rows = [
        f"8/3/2026,{PAIR},1/12/2026 2pm",
        f"15/3/2026,{PAIR},1/12/2026 2pm",
        f"16/3/2026,{PAIR},1/4/2026",
    ]
    bring_in(scheme, "meetings", f"Date,{WHO},Next meeting", *rows)
    bring_in(scheme, "meetings", f"Date,{WHO},Next meeting", *rows)
    planned = Meeting.objects.get(state="planned")
    assert (planned.on, planned.at) == (date(2026, 12, 1), time(14, 0))


def test_an_ended_match_has_no_next_meeting(scheme, match):
    match.status, match.ended_on = "ended", date(2026, 6, 1)
    match.save()
    bring_in(scheme, "meetings", f"Date,{WHO},Next meeting", f"8/3/2026,{PAIR},1/12/2026")
    assert not Meeting.objects.filter(state="planned").exists()


@pytest.mark.parametrize(
    ("headings", "row", "sentence"),
    [
        (
            f"Date,{WHO},Did it happen?",
            f"1/12/2026,{PAIR},yes",
            "This day is still to come, so it cannot have happened.",
        ),
        (
            f"Date,{WHO},How long",
            f"8/3/2026,{PAIR},2",
            "“2” may be hours or minutes. Write 2 hours or 2 minutes.",
        ),
        (f"Date,{WHO}", f",{PAIR}", "There is nothing here. It is needed."),
        (f"Date,{WHO}", "8/3/2026,Priya Khan,", "There is nothing here. It is needed."),
    ],
)
def test_what_cannot_be_is_refused(scheme, match, headings, row, sentence):
    result = bring_in(scheme, "meetings", headings, row)
    assert outcomes(result) == ["refused"]
    assert said(result) == [sentence]


@pytest.mark.parametrize(
    ("headings", "row", "sentence"),
    [
        (
            f"Date,{WHO},How long,Did it happen?",
            f"8/3/2026,{PAIR},1h,no",
            "It did not happen, so its length was left out.",
        ),
        (
            f"Date,{WHO},How long",
            f"8/3/2026,{PAIR},0",
            "It happened but took no time. Its length was left out.",
        ),
        (
            f"Date,{WHO},Next meeting",
            f"8/3/2026,{PAIR},1/3/2026",
            "The next meeting is not after this one, so it was left out.",
        ),
    ],
)
def test_what_does_not_fit_is_left_out_and_said(scheme, match, headings, row, sentence):
    result = bring_in(scheme, "meetings", headings, row)
    assert outcomes(result) == ["added"]
    assert said(result) == [sentence]


def test_the_length_may_be_told_by_start_and_end(scheme, match):
    bring_in(scheme, "meetings", f"Date,Start time,End time,{WHO}", f"8/3/2026,23:30,00:45,{PAIR}")
    assert (the_meeting().at, the_meeting().minutes) == (time(23, 30), 75)


@pytest.mark.parametrize(("heading", "minutes"), [("Duration (hrs)", 120), ("Duration (mins)", 2)])
def test_brackets_in_a_heading_say_what_a_bare_number_means(scheme, match, heading, minutes):
    bring_in(scheme, "meetings", f"Date,{WHO},{heading}", f"8/3/2026,{PAIR},2")
    assert the_meeting().minutes == minutes


def test_a_row_is_named_by_its_people_and_its_day(scheme, match):
    result = bring_in(scheme, "meetings", f"Date,{WHO}", f"8/3/2026,{PAIR}")
    assert only_note(result).who == "Priya Khan – Joan Abbott, 08/03/2026"


def test_two_rows_are_never_about_one_meeting(scheme, match):
    known = a_meeting(match, "2026-03-08")
    headings = f"Date,Time,{WHO},What we did"
    rows = [f"8/3/2026,10:00,{PAIR},Talked", f"8/3/2026,15:00,{PAIR},Walked"]
    assert outcomes(bring_in(scheme, "meetings", headings, *rows)) == ["changed", "added"]
    known.refresh_from_db()
    assert (known.at, known.sheets.get().did) == (time(10, 0), "Talked")
    assert outcomes(bring_in(scheme, "meetings", headings, *rows)) == ["unchanged", "unchanged"]


@pytest.mark.parametrize(
    ("start", "end", "minutes"), [("22:30", "00:15", 105), ("11:00", "12:30", 90)]
)
def test_a_meeting_may_last_past_midnight(scheme, match, start, end, minutes):
    bring_in(scheme, "meetings", f"Date,Time in,Time out,{WHO}", f"8/3/2026,{start},{end},{PAIR}")
    assert the_meeting().minutes == minutes


@pytest.mark.parametrize(
    ("start", "end"), [("11:00", "1:00"), ("22:30", "9:00"), ("14:00", "2:00")]
)
def test_a_meeting_that_ends_before_it_starts_has_no_length(scheme, match, start, end):
    result = bring_in(
        scheme, "meetings", f"Date,Time in,Time out,{WHO}", f"8/3/2026,{start},{end},{PAIR}"
    )
    assert (outcomes(result), the_meeting().minutes) == (["added"], None)
    assert said(result) == [
        "It ended before it started. Its length was left out. Write times like 13:00."
    ]


@pytest.mark.parametrize(
    ("heading", "cell", "minutes"),
    [
        ("Duration minutes", "45", 45),
        ("Length (hrs)", "2", 120),
        ("Length (hrs & mins)", "1.5", 90),
        ("Length (hrs & mins)", "90", 90),
    ],
)
def test_whole_words_of_a_heading_say_the_unit(scheme, match, heading, cell, minutes):
    bring_in(scheme, "meetings", f"Date,{WHO},{heading}", f"8/3/2026,{PAIR},{cell}")
    assert the_meeting().minutes == minutes


def test_a_heading_that_names_both_units_leaves_a_bare_number_unclear(scheme, match):
    result = bring_in(scheme, "meetings", f"Date,{WHO},Length (hrs & mins)", f"8/3/2026,{PAIR},2")
    assert said(result) == ["“2” may be hours or minutes. Write 2 hours or 2 minutes."]


def test_a_word_that_only_holds_a_unit_is_none():
    assert a_length("2", Reading(date(2026, 11, 21), "Admin hours", print)) == 120


@pytest.mark.parametrize("words", ["Walked,1h", "Talked,2h"])
def test_two_rows_for_a_day_that_say_different_things_are_refused(scheme, match, words):
    result = bring_in(
        scheme,
        "meetings",
        f"Date,{WHO},What we did,How long",
        f"8/3/2026,{PAIR},Talked,1h",
        f"8/3/2026,{PAIR},{words}",
    )
    assert outcomes(result) == ["added", "refused"]
    assert said(result) == ["Two rows for this day say different things. Add the time of each."]


def test_two_rows_for_a_day_that_agree_are_one_meeting(scheme, match):
    rows = [f"8/3/2026,{PAIR},Talked,1h", f"8/3/2026,{PAIR},Talked,60 mins", f"8/3/2026,{PAIR},,"]
    result = bring_in(scheme, "meetings", f"Date,{WHO},What we did,How long", *rows)
    assert outcomes(result) == ["added", "duplicate", "duplicate"]


def test_a_plan_stays_a_plan_when_its_file_comes_again_after_its_day(scheme, match):
    planned = a_meeting(match, "2026-03-08", state="planned")
    rows = f"Date,Time in,Time out,{WHO}", f"8/3/2026,10:00,11:00,{PAIR}"
    result = bring_in(scheme, "meetings", *rows)
    planned.refresh_from_db()
    assert (planned.state, planned.minutes) == ("planned", None)
    assert said(result) == [
        "Here it is marked as “planned”. That stays, because this row does not say that they met."
    ]
    assert outcomes(bring_in(scheme, "meetings", *rows)) == ["unchanged"]


def test_a_missed_meeting_stays_missed_unless_the_row_says_yes(scheme, match):
    missed = a_meeting(match, "2026-03-08", state="missed", missed_reason="ill")
    bring_in(scheme, "meetings", f"Date,{WHO}", f"8/3/2026,{PAIR}")
    missed.refresh_from_db()
    assert (missed.state, missed.missed_reason) == ("missed", "ill")
    bring_in(scheme, "meetings", f"Date,{WHO},Did it happen?", f"8/3/2026,{PAIR},yes")
    missed.refresh_from_db()
    assert (missed.state, missed.missed_reason) == ("held", "")


def test_a_meeting_called_off_does_not_turn_missed_when_its_file_comes_again(scheme, match):
    off = a_meeting(match, "2026-03-08", state="cancelled", missed_reason="ill")
    row = f"Date,{WHO},Did it happen?", f"8/3/2026,{PAIR},No - ill"
    assert outcomes(bring_in(scheme, "meetings", *row)) == ["unchanged"]
    off.refresh_from_db()
    assert off.state == "cancelled"


def test_a_plan_that_was_called_off_is_not_made_again(scheme, match):
    headings = f"Date,{WHO},What we did,Next meeting"
    bring_in(scheme, "meetings", headings, f"8/3/2026,{PAIR},Talked,1/12/2026")
    Meeting.objects.filter(state="planned").update(state="cancelled")
    result = bring_in(scheme, "meetings", headings, f"8/3/2026,{PAIR},Walked,1/12/2026")
    assert outcomes(result) == ["changed"]
    assert not Meeting.objects.filter(state="planned").exists()
