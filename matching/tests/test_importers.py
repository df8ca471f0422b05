"""Matches from spreadsheets: history is taken as it was."""

from datetime import date

import pytest

from matching.models import Match, MatchPause
from matching.tests.factories import a_match
from schemes.tests.factories import a_scheme
from schemes.tests.spreadsheets import bring_in, only_note, outcomes, said
from supportees.models import Supportee
from supportees.tests.factories import a_supportee
from volunteers.models import Volunteer
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme():
    return a_scheme("side-by-side")


@pytest.fixture
def two(scheme):
    return (
        a_volunteer(scheme, "Priya Khan", reference="V1"),
        a_supportee(scheme, "Joan Abbott", reference="S1", status="waiting"),
    )


def test_a_match_comes_in_and_both_are_matched(scheme, two):
    result = bring_in(
        scheme,
        "matches",
        "Befriender,Befriendee,Matched on,How often,Place",
        'priya KHAN,"Abbott, Joan",1/3/2026,weekly,Library',
    )
    assert outcomes(result) == ["added"]
    match = Match.objects.get()
    assert (match.volunteer, match.supportee) == two
    assert (match.started_on, match.rhythm_days, match.usual_place, match.status) == (
        date(2026, 3, 1), 7, "Library", "active",
    )  # fmt: skip
    assert match.is_imported
    assert (Volunteer.objects.get().status, Supportee.objects.get().status) == (
        "matched",
        "matched",
    )


def test_an_ended_match_leaves_its_people_free(scheme, two):
    bring_in(
        scheme,
        "matches",
        "Befriender,Befriendee,Matched on,Ended on,Why ended",
        "Priya Khan,Joan Abbott,1/3/2026,1/6/2026,Moved away",
    )
    match = Match.objects.get()
    assert (match.status, match.ended_on, match.ending_reason, match.ended_by) == (
        "ended", date(2026, 6, 1), "Moved away", "unknown",
    )  # fmt: skip
    assert (Volunteer.objects.get().status, Supportee.objects.get().status) == (
        "available",
        "waiting",
    )


def test_without_a_rhythm_the_scheme_s_own_is_taken(scheme, two):
    bring_in(
        scheme, "matches", "Befriender,Befriendee,Matched on", "Priya Khan,Joan Abbott,1/3/2026"
    )
    assert Match.objects.get().rhythm_days == scheme.rhythm_days


def test_people_may_be_named_by_reference(scheme, two):
    a_volunteer(scheme, "Priya Khan", reference="V2")
    assert outcomes(
        bring_in(scheme, "matches", "Volunteer ID,Client ID,Start", "v1,S1,1/3/2026")
    ) == ["added"]


def test_an_ambiguous_name_is_refused_saying_who_it_might_be(scheme, two):
    a_volunteer(scheme, "Priya Khan", reference="V2")
    result = bring_in(
        scheme, "matches", "Befriender,Befriendee,Matched on", "Priya Khan,Joan Abbott,1/3/2026"
    )
    assert said(result) == [
        "“Priya Khan” may be Priya Khan (V1) or Priya Khan (V2). Add a column with the reference."
    ]
    assert only_note(result).problems[0][0] == "Befriender"


def test_a_slip_in_a_name_is_pointed_out(scheme, two):
    result = bring_in(
        scheme, "matches", "Befriender,Befriendee,Matched on", "Pria Khan,Joan Abott,1/3/2026"
    )
    assert said(result) == [
        "“Pria Khan” is not among the befrienders. Is it Priya Khan?",
        "“Joan Abott” is not among the befriendees. Is it Joan Abbott?",
    ]


def test_a_reference_and_a_name_that_disagree_are_refused(scheme, two):
    a_volunteer(scheme, "Tom Lee", reference="V2")
    result = bring_in(
        scheme,
        "matches",
        "Volunteer ID,Volunteer,Client,Start",
        "V2,Priya Khan,Joan Abbott,1/3/2026",
    )
    assert said(result) == ["V2 is Tom Lee here, not “Priya Khan”. Check which is right."]


def test_a_later_file_may_say_that_a_match_has_ended(scheme, two):
    rows = "Befriender,Befriendee,Matched on,Ended on"
    bring_in(scheme, "matches", rows, "Priya Khan,Joan Abbott,1/3/2026,")
    result = bring_in(scheme, "matches", rows, "Priya Khan,Joan Abbott,1/3/2026,1/6/2026")
    assert outcomes(result) == ["changed"]
    assert (Match.objects.get().status, Volunteer.objects.get().status) == ("ended", "available")


def test_a_file_that_does_not_know_of_an_end_does_not_open_a_match_again(scheme, two):
    a_match(*two, started="2026-03-01", ended="2026-06-01")
    result = bring_in(
        scheme, "matches", "Befriender,Befriendee,Matched on", "Priya Khan,Joan Abbott,1/3/2026"
    )
    assert outcomes(result) == ["unchanged"]


def test_matching_the_same_two_again_later_is_a_new_match(scheme, two):
    a_match(*two, started="2025-03-01", ended="2025-06-01")
    result = bring_in(
        scheme, "matches", "Befriender,Befriendee,Matched on", "Priya Khan,Joan Abbott,1/3/2026"
    )
    assert outcomes(result) == ["added"]


@pytest.mark.parametrize("where", ["here", "in the file"])
def test_two_matches_of_the_same_two_cannot_overlap(scheme, two, where):
    rows = ["Priya Khan,Joan Abbott,1/5/2026,"]
    if where == "here":
        a_match(*two, started="2026-03-01")
    else:
        rows.insert(0, "Priya Khan,Joan Abbott,1/3/2026,1/6/2026")
    result = bring_in(scheme, "matches", "Befriender,Befriendee,Matched on,Ended on", *rows)
    assert result.notes[-1].problems == [
        (
            "Matched on",
            "These two are matched already from 01/03/2026 on. Two matches of the same two cannot overlap.",
        )
    ]


def test_what_breaks_today_s_rules_is_listed_and_not_refused(scheme):
    a_volunteer(scheme, "Priya Khan", most_supportees=1, status="paused", imported_status="on hold")
    a_supportee(scheme, "Joan Abbott", status="waiting")
    a_supportee(scheme, "Tom Lee", status="ended")
    result = bring_in(
        scheme,
        "matches",
        "Befriender,Befriendee,Matched on",
        "Priya Khan,Joan Abbott,1/3/2026",
        "Priya Khan,Tom Lee,1/4/2026",
    )
    assert outcomes(result) == ["added", "added"]
    assert said(result) == [
        "Priya Khan is marked as “on hold”, but this match is running.",
        "Priya Khan now has 2 running matches and can take 1.",
        "Priya Khan is marked as “on hold”, but this match is running.",
        "Tom Lee is marked as “ended”, but this match is running.",
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Priya Khan,Joan Abbott,1/3/2027,,", "01/03/2027 lies in the future. Check it."),
        ("Priya Khan,Joan Abbott,,,", "There is nothing here. It is needed."),
        ("Priya Khan,Joan Abbott,1/3/2026,1/2/2026,", "This is before the day they were matched."),
        (
            "Priya Khan,Joan Abbott,1/3/2026,,ended",
            "It has ended, but there is no day on which it ended. Add the day.",
        ),
    ],
)
def test_days_that_cannot_be_are_refused(scheme, two, row, sentence):
    result = bring_in(scheme, "matches", "Befriender,Befriendee,Matched on,Ended on,Status", row)
    assert said(result) == [sentence]


def test_an_end_still_to_come_is_no_end_yet(scheme, two):
    result = bring_in(
        scheme,
        "matches",
        "Befriender,Befriendee,Matched on,Ended on",
        "Priya Khan,Joan Abbott,1/3/2026,1/3/2027",
    )
    assert outcomes(result) == ["added"]
    assert Match.objects.get().status == "active"


def test_people_of_another_scheme_are_not_found(scheme, two):
    other = a_scheme("other", organisation=scheme.organisation)
    result = bring_in(
        other, "matches", "Befriender,Befriendee,Matched on", "Priya Khan,Joan Abbott,1/3/2026"
    )
    assert outcomes(result) == ["refused"]


def test_names_may_stand_in_two_columns(scheme, two):
    result = bring_in(
        scheme,
        "matches",
        "Volunteer first name,Volunteer surname,Client first name,Client surname,Start",
        "Priya,Khan,Joan,Abbott,1/3/2026",
    )
    assert outcomes(result) == ["added"]
    assert only_note(result).who == "Priya Khan – Joan Abbott"


def test_a_reference_may_stand_in_the_column_of_the_name(scheme, two):
    assert outcomes(bring_in(scheme, "matches", "Volunteer,Client,Start", "V1,s1,1/3/2026")) == [
        "added"
    ]


def test_an_unclear_rhythm_does_not_stop_a_match(scheme, two):
    result = bring_in(
        scheme,
        "matches",
        "Volunteer,Client,Start,How often",
        "Priya Khan,Joan Abbott,1/3/2026,bi-weekly",
    )
    assert outcomes(result) == ["added"]
    assert Match.objects.get().rhythm_days == scheme.rhythm_days
    assert said(result) == [
        "“bi-weekly” does not say how often. Write it like weekly, fortnightly or every 3 weeks. It was left out."
    ]


def test_who_waits_again_waits_since_the_match_ended(scheme, two):
    Supportee.objects.update(status="waiting", status_since=date(2025, 1, 1))
    bring_in(
        scheme,
        "matches",
        "Befriender,Befriendee,Matched on,Ended on",
        "Priya Khan,Joan Abbott,1/3/2025,1/6/2025",
        "Priya Khan,Joan Abbott,1/1/2026,1/2/2026",
    )
    assert Supportee.objects.get().status_since == date(2026, 2, 1)


def test_who_is_matched_is_matched_since_the_first_match_that_runs(scheme, two):
    bring_in(
        scheme, "matches", "Befriender,Befriendee,Matched on", "Priya Khan,Joan Abbott,1/3/2026"
    )
    assert Volunteer.objects.get().status_since == date(2026, 3, 1)


def test_two_rows_for_one_match_that_say_different_things_are_refused(scheme, two):
    result = bring_in(
        scheme,
        "matches",
        "Befriender,Befriendee,Matched on,Ended on",
        "Priya Khan,Joan Abbott,1/3/2026,1/6/2026",
        "Priya Khan,Joan Abbott,1/3/2026,1/7/2026",
        "Priya Khan,Joan Abbott,1/3/2026,",
    )
    assert outcomes(result) == ["added", "refused", "duplicate"]
    assert said(result) == [
        "Two rows for this match say different things. Keep the one that is right."
    ]


def test_a_pause_made_on_screen_wins_over_a_file_that_says_active(scheme, two):
    match = a_match(*two, started="2026-03-01", status="paused")
    MatchPause.objects.create(match=match, started_on=date(2026, 10, 1))
    result = bring_in(
        scheme,
        "matches",
        "Befriender,Befriendee,Matched on,Status",
        "Priya Khan,Joan Abbott,1/3/2026,Active",
    )
    match.refresh_from_db()
    assert (outcomes(result), match.status) == (["unchanged"], "paused")
    assert said(result) == [
        "This match is on hold here since 01/10/2026. That stays. Let it go on from its own page."
    ]


def test_what_is_on_hold_from_a_spreadsheet_goes_on_by_spreadsheet(scheme, two):
    match = a_match(*two, started="2026-03-01", status="paused", is_imported=True)
    bring_in(
        scheme,
        "matches",
        "Befriender,Befriendee,Matched on,Status",
        "Priya Khan,Joan Abbott,1/3/2026,Active",
    )
    match.refresh_from_db()
    assert match.status == "active"


@pytest.mark.parametrize(("ended", "pause_ended"), [("1/11/2026", 1), ("1/9/2026", None)])
def test_an_end_from_a_file_ends_the_pause_too(scheme, two, ended, pause_ended):
    match = a_match(*two, started="2026-03-01", status="paused")
    pause = MatchPause.objects.create(match=match, started_on=date(2026, 10, 1))
    bring_in(
        scheme,
        "matches",
        "Befriender,Befriendee,Matched on,Ended on",
        f"Priya Khan,Joan Abbott,1/3/2026,{ended}",
    )
    match.refresh_from_db()
    pause.refresh_from_db()
    assert (match.status, match.ended_by) == ("ended", "unknown")
    # A pause that had not begun when the match ended lasts no time.
    assert pause.ended_on == (date(2026, 11, 1) if pause_ended else date(2026, 10, 1))


@pytest.mark.parametrize("order", [1, -1])
def test_a_file_may_end_a_match_and_bring_the_next_one_of_the_same_two(scheme, two, order):
    a_match(*two, started="2026-03-01")
    rows = ["Priya Khan,Joan Abbott,1/3/2026,1/6/2026", "Priya Khan,Joan Abbott,1/9/2026,"]
    result = bring_in(
        scheme, "matches", "Befriender,Befriendee,Matched on,Ended on", *rows[::order]
    )
    assert sorted(outcomes(result)) == ["added", "changed"]
    assert said(result) == []
    assert Match.objects.filter(status="active").get().started_on == date(2026, 9, 1)
