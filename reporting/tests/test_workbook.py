"""The workbook, opened again with openpyxl: typed cells, the records behind, nobody's name."""

import io
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from accounts.models import User
from core.figures import Basis, Figure
from matching.models import Match
from matching.tests.factories import a_match
from meetings.models import Meeting
from meetings.tests.factories import a_meeting
from outcomes.tests.factories import an_outcome
from reporting.content import document
from reporting.documents.workbook import render_workbook
from reporting.models import Report, ReportFigure
from reporting.tests.factories import a_budget_line, a_built_report
from schemes.models import Organisation, Partnership, Scheme, TakingPart
from schemes.tests.factories import a_coordinator, a_scheme
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme(own_words={"match": "pairing", "matches": "pairings"})


def opened(report: Report, reader: User | None = None, **changes: Any) -> Workbook:
    content = {**document(report), **changes}
    return load_workbook(io.BytesIO(b"".join(render_workbook(report, content, reader))))


def rows(workbook: Workbook, page: str) -> list[dict[str, Any]]:
    headings, *found = workbook[page].iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in found]


def a_pair(scheme: Scheme, supporter: str = "Priya Shah", supported: str = "Joan Abbott") -> Match:
    return a_match(
        a_volunteer(scheme, supporter), a_supportee(scheme, supported), started="2026-01-05"
    )


def test_each_row_has_its_question_and_its_answer(scheme: Scheme) -> None:
    found = rows(opened(a_built_report(scheme, answers={"3": "=To walk & talk."})), "Report")

    assert [row["Row"] for row in found] == list(range(1, 20))
    assert found[2] == {
        "Row": 3,
        "Question": "Briefly outline the aim and scope of your project",
        "Answer": "=To walk & talk.",
    }
    assert found[9]["Answer"] == "Not answered."


def test_an_answer_too_long_for_one_cell_goes_on_in_the_next_row(scheme: Scheme) -> None:
    typed = "word " * 4_000 + "end."
    report = a_built_report(scheme, answers={"19": typed})

    *_, first, second = rows(opened(report), "Report")

    assert first["Answer"] + second["Answer"] == typed
    assert (second["Row"], second["Question"]) == (19, "(the answer goes on)")


def test_numbers_are_numbers_and_days_are_days(scheme: Scheme) -> None:
    match = a_pair(scheme)
    a_meeting(match, "2026-01-10", minutes=90)
    a_meeting(match, "2026-01-24", minutes=None)
    found = {row["Key"]: row for row in rows(opened(a_built_report(scheme)), "Figures")}

    hours = found["hours_given"]
    assert (hours["Reads"], hours["Value"], hours["Records"]) == ("1.50", 1.5, 1)
    assert (hours["From"], hours["To"]) == (datetime(2026, 1, 1), datetime(2026, 3, 31))
    assert hours["Please note"] == (
        "1 meeting does not say how long it was. Its time is not in the hours."
    )
    assert (found["training_days"]["Reads"], found["training_days"]["Value"]) == (
        "not reported",
        None,
    )
    cost = found["cost_per_person"]
    assert (cost["Counted or divided"], cost["Divided by"], cost["Divided by: amount"]) == (
        "Money spent",
        "People supported",
        1,
    )


def test_money_is_money_and_a_range_keeps_both_ends(scheme: Scheme) -> None:
    report = a_built_report(scheme)
    [figure, *_] = document(report)["figures"]
    money = {**figure, "unit": "pounds", "value": 45, "low": 45, "high": 45.5, "documented": 45.5}
    a_range = {**figure, "value": None, "low": 30, "high": 40, "documented": 0, "estimated": 30}
    sheet = opened(report, figures=[money, a_range])["Figures"]

    assert [(cell.value, cell.number_format) for cell in sheet[2][1:5]] == [
        ("£45.00", "General"),
        (45, '"£"#,##0.00'),
        (45, '"£"#,##0.00'),
        (45.5, '"£"#,##0.00'),
    ]
    assert [cell.value for cell in sheet[3][1:7]] == ["30 to 40", None, 30, 40, 0, 30]


def test_a_meeting_is_one_row_that_says_which_figures_count_it(scheme: Scheme) -> None:
    match = a_pair(scheme)
    a_meeting(match, "2026-01-10", minutes=90)
    a_meeting(match, "2026-01-24", minutes=None)
    a_meeting(match, "2026-02-07", state=Meeting.State.MISSED)

    found = rows(opened(a_built_report(scheme)), "Meetings")

    assert [
        (row["Date"], row["State"], row["Minutes"], row["Pairing"], row["Meetings held"],
         row["Meetings that did not happen"], row["Hours given"])
        for row in found
    ] == [
        (datetime(2026, 1, 10), "held", 90, match.pk, 1, None, 1),
        (datetime(2026, 1, 24), "held", None, match.pk, 1, None, None),
        (datetime(2026, 2, 7), "did not happen", None, match.pk, None, 1, None),
    ]  # fmt: skip


def test_the_ones_below_every_figure_add_up_to_its_number_of_records(scheme: Scheme) -> None:
    for supporter in ("Priya Shah", "Tom Green"):
        match = a_pair(scheme, supporter, "Joan Abbott")
        a_meeting(match, "2026-01-10", minutes=90)
        a_meeting(match, "2026-02-07", state=Meeting.State.MISSED)
    TakingPart.objects.create(
        scheme=scheme, stage=1, took_part_on=date(2026, 2, 3), names=["Ann Quill"],
        took_part_as=TakingPart.As.SUPPORTEES, did="Chose the name.",
    )  # fmt: skip
    report = a_built_report(scheme)
    workbook = opened(report)

    added: dict[str, int] = {}
    for page in workbook.sheetnames[3:-1]:
        for row in rows(workbook, page):
            for heading, cell in row.items():
                added[heading] = added.get(heading, 0) + (cell if cell == 1 else 0)
    counted = [figure for figure in report.figures.exclude(records_of="") if figure.record_ids]

    assert len(counted) == 8
    assert {figure.frozen["label"]: added[figure.frozen["label"]] for figure in counted} == {
        figure.frozen["label"]: figure.frozen["n"] for figure in counted
    }


def test_nobodys_name_is_in_it(scheme: Scheme) -> None:
    match = a_pair(scheme, "Priya Shah", "Joan Abbott")
    a_meeting(match, "2026-01-10", place="Joan Abbott's flat, 4 Mill Lane")
    TakingPart.objects.create(
        scheme=scheme, stage=1, took_part_on=date(2026, 2, 3), names=["Ann Quill"],
        took_part_as=TakingPart.As.SUPPORTEES, did="Ann chose the name.",
    )  # fmt: skip

    workbook = opened(a_built_report(scheme))
    said = [
        str(cell)
        for page in workbook.sheetnames[2:]
        for row in workbook[page].iter_rows(values_only=True)
        for cell in row
    ]

    for name in ("Priya", "Shah", "Joan", "Abbott", "Ann", "Quill", "Mill Lane"):
        assert not [text for text in said if name in text]


def test_people_go_by_their_reference_unless_it_gives_their_name_away(scheme: Scheme) -> None:
    supporter = a_volunteer(scheme, "Priya Shah", reference="V-7")
    supported = a_supportee(scheme, "Joan Abbott", reference="abbott-2")
    nameless = a_supportee(scheme, "Tom Green")
    for each in (supported, nameless):
        a_meeting(a_match(supporter, each, started="2026-01-05"), "2026-01-10")

    workbook = opened(a_built_report(scheme))

    shown = {f"no. {supported.pk}", f"no. {nameless.pk}"}
    assert {row["Befriendee"] for row in rows(workbook, "Pairings")} == shown
    assert {row["Befriendee"] for row in rows(workbook, "Meetings")} == shown
    assert {row["Befriender"] for row in rows(workbook, "Meetings")} == {"V-7"}
    assert {row["Reference"] for row in rows(workbook, "Befriendees")} == shown


def test_a_place_is_named_where_three_matches_met_and_else_kept_back(scheme: Scheme) -> None:
    pairs = [a_pair(scheme, f"Supporter {n}", f"Supported {n}") for n in range(3)]
    for pair in pairs:
        a_meeting(pair, "2026-01-10", place="Town Library")
    for day in ("2026-01-11", "2026-01-18", "2026-01-25"):
        a_meeting(pairs[0], day, place="4 Mill Lane")
    a_meeting(pairs[1], "2026-01-30", place="")

    found = rows(opened(a_built_report(scheme)), "Meetings")

    assert [row["Place"] for row in found] == ["Town Library"] * 3 + ["(kept back)"] * 3 + [None]


def test_a_place_that_looks_like_a_formula_stays_text(scheme: Scheme) -> None:
    for n in range(3):
        a_meeting(a_pair(scheme, f"Supporter {n}", f"Other {n}"), "2026-01-10", place="=1+1")

    sheet = opened(a_built_report(scheme))["Meetings"]

    assert [(cell.value, cell.data_type) for cell in sheet["E"][1:]] == [("=1+1", "s")] * 3


def test_partners_are_listed_with_their_part(scheme: Scheme) -> None:
    Partnership.objects.create(
        scheme=scheme,
        organisation=Organisation.objects.create(name="Town Library"),
        part=Partnership.Part.HOST,
        started_on=date(2025, 5, 1),
        agreement_on=date(2025, 4, 1),
    )
    report = a_built_report(scheme)

    assert rows(opened(report), "Partnership") == [
        {
            "Organisation": "Town Library",
            "Part": "hosts volunteers",
            "From": datetime(2025, 5, 1),
            "Until": None,
            "Written agreement made on": datetime(2025, 4, 1),
            "Organisations in the partnership": 1,
        }
    ]


def test_a_reader_gets_no_record_that_is_not_theirs_and_the_file_says_so(scheme: Scheme) -> None:
    a_meeting(a_pair(scheme), "2026-01-10")
    report = a_built_report(scheme)
    own = a_coordinator(of=scheme)
    stranger = a_coordinator(
        of=a_scheme("elsewhere", organisation=scheme.organisation), name="Kit Lake"
    )

    seen, unseen = opened(report, own), opened(report, stranger)

    assert len(rows(seen, "Meetings")) == 1
    assert [len(rows(unseen, page)) for page in unseen.sheetnames[3:-1]] == [0] * 5
    left_out = (
        "Meetings held: 1 of the records that were counted are not listed. "
        "They are gone, or not for whoever took this file out."
    )
    assert left_out in [row["Says"] for row in rows(unseen, "About this file")]
    assert left_out not in [row["Says"] for row in rows(seen, "About this file")]


def test_records_nobody_described_are_listed_by_their_number(scheme: Scheme) -> None:
    report = a_built_report(scheme)
    a_figure = Figure(
        key="schemes_here", label="Schemes here", definition="Schemes.", unit="schemes",
        basis=Basis.HAPPENED, records=lambda scheme, period: Scheme.objects.filter(pk=scheme.pk),
    )  # fmt: skip
    value = a_figure.value(scheme, report.period)
    ReportFigure.objects.create(
        report=report,
        position=99,
        key=a_figure.key,
        frozen={**document(report)["figures"][0], "label": "Schemes here"},
        records_of=value.records_of,
        record_ids=list(value.record_ids),
    )

    assert rows(opened(report), "Schemes") == [{"Record": scheme.pk, "Schemes here": 1}]


def test_people_counted_without_names_are_records_too(scheme: Scheme) -> None:
    named = TakingPart.objects.create(
        scheme=scheme, stage=1, took_part_on=date(2026, 2, 3), names=["Ann Quill", "Bo Ash"],
        took_part_as=TakingPart.As.SUPPORTEES, did="Chose the name.",
    )  # fmt: skip
    counted = TakingPart.objects.create(
        scheme=scheme, stage=1, took_part_on=date(2026, 2, 4), low=30, high=40, source="a list",
        basis=TakingPart.Basis.ESTIMATED, took_part_as=TakingPart.As.SUPPORTEES, did="Met.",
    )  # fmt: skip

    found = rows(opened(a_built_report(scheme)), "Planning")

    label = "People who took part in planning"
    assert [(row["At least"], row["At most"], row["How we know"], row[label]) for row in found] == [
        (2, 2, "named", 1),
        (30, 40, counted.get_basis_display(), 1),
    ]
    assert named.names[0] not in str(found)


def test_it_takes_the_same_statements_for_one_record_and_for_thirty(
    scheme: Scheme,
) -> None:
    def statements(report: Report) -> int:
        with CaptureQueriesContext(connection) as captured:
            opened(report)
        return len(captured)

    match = a_pair(scheme)
    a_meeting(match, "2026-01-10")
    at_one = statements(a_built_report(scheme))
    for day in range(1, 29):
        a_meeting(match, f"2026-02-{day:02}")

    assert statements(a_built_report(scheme)) == at_one


def test_entries_of_registers_are_listed_without_who_they_are_about(scheme: Scheme) -> None:
    an_outcome(a_supportee(scheme, "Joan Abbott"), kind="completed", on="2026-02-03")
    a_budget_line(scheme, "The grant")

    workbook = opened(a_built_report(scheme))

    (line,) = rows(workbook, "Budget lines")
    assert (line["What for"], line["From"], line["Money spent"]) == (
        "The grant",
        datetime(2026, 1, 1),
        1,
    )
    (outcome,) = rows(workbook, "Outcomes")
    assert (outcome["Kind"], outcome["People who completed something"]) == ("completed", 1)
    assert "Abbott" not in str(outcome)
