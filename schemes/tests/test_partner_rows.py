"""Rows about partners: what is known again, what is added to it, what is told."""

from datetime import date, timedelta

import pytest

from schemes.imports.outcomes import ImportResult
from schemes.models import Partnership, Scheme
from schemes.tests.factories import a_partnership
from schemes.tests.spreadsheets import bring_in, only_note, outcomes, said

pytestmark = pytest.mark.django_db

HEADINGS = "Organisation,Role,From,Until,Agreement,Engagement,Note,E-mail"
MARCH = date(2026, 3, 1)


def rows(scheme: Scheme, *lines: str):
    return bring_in(scheme, "partners", HEADINGS, *lines)


def the_part() -> Partnership:
    return Partnership.objects.select_related("organisation").get()


def test_the_end_of_a_part_that_is_here_comes_with_a_file(scheme: Scheme) -> None:
    a_partnership(scheme, part=Partnership.Part.HOST, started_on=MARCH)

    result = rows(scheme, "HARBOUR HOUSE,host,1/3/2026,1/6/2026,,faded,,")

    assert outcomes(result) == ["changed"]
    assert (the_part().ended_on, the_part().engagement) == (date(2026, 6, 1), "folded")


def test_an_empty_cell_wipes_nothing(scheme: Scheme) -> None:
    a_partnership(
        scheme,
        part=Partnership.Part.HOST,
        started_on=MARCH,
        ended_on=date(2026, 6, 1),
        agreement_on=MARCH,
        engagement="engaged",
        engagement_note="keen",
    )

    result = rows(scheme, "Harbour House,host,1/3/2026,,,,,")

    assert outcomes(result) == ["unchanged"]


def test_no_agreement_in_a_file_does_not_take_one_away(scheme: Scheme) -> None:
    a_partnership(scheme, part=Partnership.Part.HOST, started_on=MARCH, agreement_on=MARCH)

    result = rows(scheme, "Harbour House,host,1/3/2026,,no,,,")

    assert (outcomes(result), said(result)) == (
        ["unchanged"],
        ["There is a written agreement here. That stays."],
    )


def test_the_day_of_an_agreement_is_learned_later(scheme: Scheme) -> None:
    rows(scheme, "Harbour House,host,1/3/2026,,yes,,,")

    result = rows(scheme, "Harbour House,host,1/3/2026,,signed 28/2/26,,,")

    assert outcomes(result) == ["changed"]
    assert (the_part().agreement_on, the_part().agreement_undated) == (date(2026, 2, 28), False)


@pytest.mark.parametrize(
    ("cell", "on", "undated"),
    [
        ("Yes - 28/2/2026", date(2026, 2, 28), False),
        ("28 Feb 2026", date(2026, 2, 28), False),
        ("in place", None, True),
        ("✓", None, True),
        ("outstanding", None, False),
        ("n/a", None, False),
    ],
)
def test_an_agreement_is_read_as_offices_write_it(
    scheme: Scheme, cell: str, on: date | None, undated: bool
) -> None:
    rows(scheme, f"Harbour House,host,1/3/2026,,{cell},,,")

    assert (the_part().agreement_on, the_part().agreement_undated) == (on, undated)


@pytest.mark.parametrize(
    ("cell", "how", "note"),
    [
        ("Fully committed", "committed", ""),
        ("“Quick fix”", "quick_fix", ""),
        (
            "quick fix - wanted two helpers for a week",
            "quick_fix",
            "quick fix - wanted two helpers for a week",
        ),
        ("Dropped out", "folded", "Dropped out"),
        ("folded", "folded", ""),
        ("active", "engaged", ""),
    ],
)
def test_how_it_goes_is_read_as_offices_write_it(
    scheme: Scheme, cell: str, how: str, note: str
) -> None:
    rows(scheme, f"Harbour House,partner,1/3/2026,1/4/2026,,{cell},,")

    assert (the_part().engagement, the_part().engagement_note) == (how, note)


def test_one_that_folded_on_an_unknown_day_is_taken_and_told(scheme: Scheme) -> None:
    result = rows(scheme, "Harbour House,partner,1/3/2026,,,folded,,")

    assert (outcomes(result), said(result)) == (
        ["added"],
        ["They have folded, but it does not say on which day. Add the day when you know."],
    )


def test_a_part_that_overlaps_with_one_that_is_here_is_refused(scheme: Scheme) -> None:
    a_partnership(scheme, part=Partnership.Part.HOST, started_on=MARCH)

    result = rows(scheme, "Harbour House,host,1/5/2026,,,,,")

    assert only_note(result).problems == [
        (
            "From",
            "Harbour House has this part here already from 01/03/2026 on. "
            "The same part cannot overlap with itself.",
        )
    ]


def test_a_part_ends_and_begins_again_in_one_file(scheme: Scheme) -> None:
    a_partnership(scheme, part=Partnership.Part.HOST, started_on=MARCH)

    result = rows(
        scheme,
        "Harbour House,host,1/3/2026,30/4/2026,,,,",
        "Harbour House,host,1/5/2026,,,,,",
    )

    assert outcomes(result) == ["changed", "added"]


def test_two_rows_that_differ_are_refused(scheme: Scheme) -> None:
    result = rows(
        scheme,
        "Harbour House,host,1/3/2026,,,engaged,,",
        "Harbour House,host,1/3/2026,,,committed,,",
    )

    assert (outcomes(result), said(result)) == (
        ["added", "refused"],
        ["Row 2 says something else of the same part. Keep what is right."],
    )


def test_of_two_addresses_the_first_counts_and_the_file_rests(scheme: Scheme) -> None:
    lines = (
        "Harbour House,host,1/3/2026,,,,,first@example.org",
        "Harbour House,funder,1/3/2026,,,,,second@example.org",
    )

    first, again = rows(scheme, *lines), rows(scheme, *lines)

    told = "Row 2 says something else of the same organisation. That was taken."
    assert (outcomes(first), said(first)) == (["added", "added"], [told])
    assert (outcomes(again), said(again)) == (["unchanged", "unchanged"], [told])
    assert {each.organisation.email for each in Partnership.objects.all()} == {"first@example.org"}


def test_the_organisation_that_runs_the_scheme_does_not_end(scheme: Scheme) -> None:
    result = rows(scheme, "Forest Friends,lead,1/3/2026,1/4/2026,,,,")

    assert said(result) == [
        "Forest Friends runs the scheme, so it stays. The people in it belong to it."
    ]


def test_the_part_of_whoever_runs_the_scheme_may_have_begun_earlier(scheme: Scheme) -> None:
    lead = a_partnership(
        scheme,
        organisation=scheme.organisation,
        part=Partnership.Part.LEAD,
        started_on=date(2026, 11, 1),
    )
    line = f"{scheme.organisation.name},lead,1/4/2012,,,,,"

    first, second = rows(scheme, line), rows(scheme, line)

    assert (outcomes(first), outcomes(second)) == (["changed"], ["unchanged"])
    assert only_note(first).changes == ["From (01/11/2026 → 01/04/2012)"]
    assert the_part() == lead
    assert the_part().started_on == date(2012, 4, 1)


@pytest.mark.parametrize(
    ("part", "day"), [(Partnership.Part.HOST, "1/4/2012"), (Partnership.Part.LEAD, "2/11/2026")]
)
def test_no_other_part_is_moved_to_another_day(
    scheme: Scheme, part: Partnership.Part, day: str
) -> None:
    a_partnership(scheme, organisation=scheme.organisation, part=part, started_on=date(2026, 11, 1))

    result = rows(scheme, f"{scheme.organisation.name},{part},{day},,,,,")

    assert outcomes(result) == ["refused"]


def test_an_induction_of_somebody_who_is_no_host_is_left_out(scheme: Scheme) -> None:
    result = bring_in(
        scheme,
        "partners",
        "Organisation,Role,From,Induction",
        "Harbour House,funder,1/3/2026,2/3/2026",
    )

    assert (outcomes(result), said(result)) == (
        ["added"],
        ["Only a host has this. It was left out."],
    )


def test_a_list_without_parts_is_one_of_partners(scheme: Scheme) -> None:
    result = bring_in(scheme, "partners", "Partner,Since", "Harbour House,1/3/2026")

    assert (outcomes(result), said(result), the_part().part) == (["added"], [], "partner")


@pytest.mark.parametrize("newest_first", [True, False])
def test_the_order_of_the_rows_does_not_matter(scheme: Scheme, newest_first: bool) -> None:
    a_partnership(scheme, part=Partnership.Part.HOST, started_on=date(2024, 1, 1))
    lines = [
        "Harbour House,host,1/1/2026,,,,,",
        "Harbour House,host,1/1/2024,31/12/2025,,,,",
    ]
    if not newest_first:
        lines.reverse()

    first, again = rows(scheme, *lines), rows(scheme, *lines)

    assert sorted(outcomes(first)) == ["added", "changed"]
    assert outcomes(again) == ["unchanged", "unchanged"]


@pytest.mark.parametrize(
    "cell",
    [
        "engaged at first; then dropped out",
        "committed until funding was cut",
        "involved but left",
        "active until 2023",
        "committed – no longer",
        "engaged - closed",
    ],
)
def test_words_that_turn_are_kept_and_none_is_chosen(scheme: Scheme, cell: str) -> None:
    result = rows(scheme, f"Harbour House,partner,1/3/2020,,,{cell},,")

    assert (the_part().engagement, the_part().engagement_note) == ("", cell)
    assert said(result) == [
        f"“{cell}” can be read in two ways, so no word was chosen. "
        "It was kept as a note. Choose how it goes on their page."
    ]


def test_words_that_say_the_same_again_turn_nothing(scheme: Scheme) -> None:
    result = rows(scheme, "Harbour House,partner,1/3/2026,,,engaged and active,,")

    assert (the_part().engagement, said(result)) == ("engaged", [])


def test_words_for_which_the_note_has_no_room_are_kept_with_what_they_do(scheme: Scheme) -> None:
    note = "n" * 290
    line = f"Harbour House,partner,1/3/2026,1/4/2026,,faded when funding was cut,{note},"

    result, again = rows(scheme, line), rows(scheme, line)

    told = "The note is too long to hold this too. It was kept with what they do."
    assert (the_part().engagement_note, the_part().does) == (
        note,
        "Engagement: faded when funding was cut",
    )
    assert (said(result), outcomes(again)) == ([told], ["unchanged"])


@pytest.mark.parametrize("cell", ["1/12/2026", "signed 1/12/2026"])
def test_an_agreement_of_a_day_to_come_is_none(scheme: Scheme, cell: str) -> None:
    result = rows(scheme, f"Harbour House,host,1/3/2026,,{cell},,,")

    assert (the_part().has_agreement, the_part().does) == (False, f"Agreement: {cell}")
    assert said(result) == [
        "01/12/2026 lies in the future. Check it. It was kept with what they do."
    ]


@pytest.mark.parametrize(
    ("induction", "follow_up"), [("", "01/02/2026"), ("01/06/2026", "01/05/2026")]
)
def test_a_follow_up_before_the_start_or_the_induction_silences_nothing(
    scheme: Scheme, induction: str, follow_up: str
) -> None:
    told = (
        "The follow-up would be before the start or the induction. "
        "This day was kept with what they do."
    )

    def bring() -> ImportResult:
        return bring_in(
            scheme,
            "partners",
            "Organisation,Role,From,Induction,Follow up",
            f"Harbour House,host,1/3/2026,{induction},{follow_up}",
        )

    first, again = bring(), bring()

    assert (the_part().followed_up_on, the_part().does) == (None, f"Follow up: {follow_up}")
    assert (said(first), outcomes(again)) == ([told], ["unchanged"])


def test_without_a_first_day_parts_begin_with_the_scheme(scheme: Scheme) -> None:
    Scheme.objects.update(started_on=date(2024, 9, 1))
    scheme.refresh_from_db()
    lines = ("Organisation,Role", "Harbour House,host", "Old Mill,funder")

    first, again = bring_in(scheme, "partners", *lines), bring_in(scheme, "partners", *lines)

    told = "The file does not say since when. 01/09/2024 was taken, when the scheme began."
    assert (outcomes(first), said(first)) == (["added", "added"], [told, told])
    assert (outcomes(again), said(again)) == (["unchanged", "unchanged"], [])
    assert {each.started_on for each in Partnership.objects.all()} == {date(2024, 9, 1)}


def test_without_any_first_day_today_is_taken_and_stays(scheme: Scheme) -> None:
    first = bring_in(scheme, "partners", "Organisation,Role", "Harbour House,host")
    began = the_part().started_on
    Partnership.objects.update(started_on=began - timedelta(days=9))

    again = bring_in(scheme, "partners", "Organisation,Role", "Harbour House,host")

    assert said(first) == [f"The file does not say since when. Today was taken: {began:%d/%m/%Y}."]
    assert outcomes(again) == ["unchanged"]


def test_without_a_first_day_a_row_is_about_the_part_that_holds(scheme: Scheme) -> None:
    old = a_partnership(
        scheme, part=Partnership.Part.HOST, started_on=date(2024, 1, 1), ended_on=date(2024, 6, 1)
    )
    now = a_partnership(
        scheme, organisation=old.organisation, part=Partnership.Part.HOST, started_on=MARCH
    )

    result = bring_in(scheme, "partners", "Organisation,Role,Until", "Harbour House,host,1/6/2026")

    now.refresh_from_db()
    assert (outcomes(result), now.ended_on) == (["changed"], date(2026, 6, 1))


def test_an_end_before_the_scheme_began_asks_for_the_first_day(scheme: Scheme) -> None:
    Scheme.objects.update(started_on=date(2024, 9, 1))
    scheme.refresh_from_db()

    result = bring_in(scheme, "partners", "Organisation,Until", "Harbour House,1/6/2024")

    assert said(result) == [
        "The file does not say since when, and this is before 01/09/2024. Add a column “From”."
    ]
