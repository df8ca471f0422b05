"""Pages about reports: who may open what, five taps on a button, answers written in place."""

import io
import uuid
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.tests.factories import signed_in
from core.days import exact_words
from matching.tests.factories import a_match
from meetings.tests.factories import a_meeting
from reporting.models import NarrativeAnswer, Report
from reporting.services import save_answer
from reporting.tests.factories import a_budget_line, a_built_report, a_report
from schemes.models import Organisation, Partnership, Role, Scheme
from schemes.tests.factories import a_coordinator, a_manager, a_role, a_scheme
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def coordinator(scheme: Scheme) -> Client:
    return signed_in(Client(), a_coordinator(of=scheme))


def address(name: str, report: Report, *more: object) -> str:
    return reverse(name, args=[report.scheme.slug, report.pk, *more])


def wanted(**changes: str) -> dict[str, str]:
    return {
        "layout": "lsis-impact",
        "period": "other",
        "period_from": "1/1/2026",
        "period_to": "31 March 2026",
        "submission_id": str(uuid.uuid4()),
        **changes,
    }


def test_asking_for_a_report_leads_to_its_page(coordinator: Client, scheme: Scheme) -> None:
    answer = coordinator.post(reverse("new_report", args=[scheme.slug]), wanted())

    report = Report.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == report.get_absolute_url()
    assert str(report) == "Impact report, 1 January 2026 to 31 March 2026"


def test_five_taps_make_one_report_and_five_polite_answers(
    coordinator: Client, scheme: Scheme
) -> None:
    form = wanted()

    answers = [
        coordinator.post(reverse("new_report", args=[scheme.slug]), form) for _tap in range(5)
    ]

    report = Report.objects.get()
    assert [answer["Location"] for answer in answers] == [report.get_absolute_url()] * 5


def test_a_usual_period_needs_no_dates(coordinator: Client, scheme: Scheme) -> None:
    coordinator.post(
        reverse("new_report", args=[scheme.slug]),
        wanted(period="this-year", period_from="", period_to=""),
    )

    assert Report.objects.get().period_to == timezone.localdate()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"period_to": "31/12/2025"}, "The last day is before the first day."),
        ({"period_from": ""}, "Please choose a day."),
        ({"period_from": "soon"}, "Write the date like 4 March 2026 or 4/3/2026."),
        ({"period_from": "1/1/2999", "period_to": "2/1/2999"}, "The first day is still to come"),
        ({"layout": "other"}, "Please choose one from the list."),
    ],
)
def test_mistakes_are_said_by_the_field_and_nothing_is_made(
    coordinator: Client, scheme: Scheme, changes: dict[str, str], sentence: str
) -> None:
    answer = coordinator.post(reverse("new_report", args=[scheme.slug]), wanted(**changes))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Report.objects.count() == 0


def test_every_number_opens_exactly_the_records_that_were_counted(
    coordinator: Client, scheme: Scheme
) -> None:
    match = a_match(a_volunteer(scheme), a_supportee(scheme), started="2026-01-05")
    counted = [a_meeting(match, "2026-01-10"), a_meeting(match, "2026-01-20")]
    a_meeting(match, "2026-04-01")
    report = a_built_report(scheme)
    a_meeting(match, "2026-01-30")
    page = coordinator.get(report.get_absolute_url())

    records_url = address("report_records", report, "meetings_held")
    assert f'href="{records_url}"' in page.content.decode()
    records = coordinator.get(records_url)

    assert {each.pk for each in records.context["records"]} == {each.pk for each in counted}


def test_every_figure_with_records_has_a_page(coordinator: Client, scheme: Scheme) -> None:
    match = a_match(a_volunteer(scheme), a_supportee(scheme), started="2026-01-05")
    a_meeting(match, "2026-01-10")
    report = a_built_report(scheme)

    for figure in report.figures.exclude(records_of=""):
        page = coordinator.get(address("report_records", report, figure.key))
        assert page.status_code == 200, figure.key
        assert page.context["records"].paginator.count == len(figure.record_ids)


def test_what_a_cost_was_divided_by_is_opened_from_it(coordinator: Client, scheme: Scheme) -> None:
    a_budget_line(scheme, amount=500, spent=500)
    library = Organisation.objects.create(name="Town Library")
    Partnership.objects.create(
        scheme=scheme, organisation=library, part=Partnership.Part.HOST, started_on=date(2025, 5, 1)
    )
    report = a_built_report(scheme)

    page = coordinator.get(report.get_absolute_url())
    cost = next(
        each
        for each in page.context["document"]["figures"]
        if each["key"] == "cost_per_organisation"
    )
    organisations = address("report_records", report, "organisations")
    records = coordinator.get(organisations)

    assert cost["made_of"] == [
        {"label": "Money spent", "url": address("report_records", report, "money_spent")},
        {"label": "Organisations in the partnership", "url": organisations},
    ]
    assert (
        f'<a href="{organisations}">Organisations in the partnership</a>' in page.content.decode()
    )
    assert "Town Library" in records.content.decode()


def test_the_steering_group_sees_figures_and_never_the_records(scheme: Scheme) -> None:
    match = a_match(a_volunteer(scheme), a_supportee(scheme), started="2026-01-05")
    a_meeting(match, "2026-01-10")
    report = a_built_report(scheme)
    save_answer(report, 3, "To walk side by side.", actor=a_manager(of=scheme))
    steering = signed_in(Client(), a_role(Role.STEERING, of=scheme))

    page = steering.get(report.get_absolute_url()).content.decode()
    records = steering.get(address("report_records", report, "meetings_held"))

    assert "Meetings held" in page
    assert "To walk side by side." in page
    assert "/records/" not in page
    assert "Priya" not in page
    assert records.status_code == 403
    assert "see people, matches and meetings" in records.content.decode()


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("report", ()),
        ("report_progress", ()),
        ("report_records", ("meetings_held",)),
        ("report_download", ()),
        ("report_file", ("pdf",)),
        ("report_answer", (3,)),
        ("report_row", (3,)),
    ],
)
def test_a_report_of_another_scheme_is_not_there(
    coordinator: Client, scheme: Scheme, name: str, more: tuple[object, ...]
) -> None:
    elsewhere = a_scheme("elsewhere", organisation=scheme.organisation)
    report = a_built_report(elsewhere)

    own_address = reverse(name, args=[scheme.slug, report.pk, *more])

    assert coordinator.get(address(name, report, *more)).status_code == 404
    assert coordinator.get(own_address).status_code == 404


@pytest.mark.parametrize("name", ["cancel_report", "try_report_again"])
def test_nothing_is_changed_by_following_a_link(
    coordinator: Client, scheme: Scheme, name: str
) -> None:
    report = a_report(scheme)

    assert coordinator.get(address(name, report)).status_code == 405
    report.refresh_from_db()
    assert report.state == Report.State.WAITING


def test_a_report_on_its_way_says_how_far_it_is_and_can_be_cancelled(
    coordinator: Client, scheme: Scheme
) -> None:
    report = a_report(scheme)
    Report.objects.filter(pk=report.pk).update(
        state=Report.State.BUILDING, progress_done=4, progress_total=14
    )

    page = coordinator.get(report.get_absolute_url()).content.decode()
    assert "Counting: 4 of 14 steps done." in page
    assert '<progress aria-label="How far it is" max="14" value="4">' in page
    assert f'hx-get="{address("report_progress", report)}"' in page

    coordinator.post(address("cancel_report", report))
    report.refresh_from_db()
    assert report.cancel_requested


def test_the_progress_reloads_the_page_once_the_report_is_built(
    coordinator: Client, scheme: Scheme
) -> None:
    waiting, built = a_report(scheme), a_built_report(scheme)

    still = coordinator.get(address("report_progress", waiting), headers={"HX-Request": "true"})
    done = coordinator.get(address("report_progress", built), headers={"HX-Request": "true"})

    assert "HX-Refresh" not in still.headers
    assert done["HX-Refresh"] == "true"


def test_an_answer_is_saved_in_its_place(coordinator: Client, scheme: Scheme) -> None:
    report = a_built_report(scheme)
    answer = coordinator.post(
        address("report_answer", report, 3),
        {"row-3-text": "To walk side by side.", "row-3-submission_id": str(uuid.uuid4())},
        headers={"HX-Request": "true"},
    )

    assert answer.status_code == 200
    assert 'id="row-3"' in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert "To walk side by side." in coordinator.get(report.get_absolute_url()).content.decode()


def test_without_script_saving_an_answer_leads_back_to_its_row(
    coordinator: Client, scheme: Scheme
) -> None:
    report = a_built_report(scheme)
    form = coordinator.get(address("report_answer", report, 3))
    assert "<html" in form.content.decode()

    answer = coordinator.post(address("report_answer", report, 3), {"row-3-text": "Words."})

    assert answer["Location"] == f"{report.get_absolute_url()}#row-3"
    assert NarrativeAnswer.objects.get().text == "Words."


def test_what_was_typed_stays_when_an_answer_is_too_long(
    coordinator: Client, scheme: Scheme
) -> None:
    report = a_built_report(scheme)

    answer = coordinator.post(address("report_answer", report, 3), {"row-3-text": "x" * 20_001})

    assert answer.status_code == 422
    assert "x" * 20_001 in answer.content.decode()
    assert NarrativeAnswer.objects.count() == 0


def test_a_row_the_layout_does_not_have_is_not_there(coordinator: Client, scheme: Scheme) -> None:
    report = a_built_report(scheme)

    assert coordinator.get(address("report_answer", report, 20)).status_code == 404
    assert coordinator.get(address("report_row", report, 20)).status_code == 404


def test_before_download_the_page_says_what_to_mend(coordinator: Client, scheme: Scheme) -> None:
    report = a_built_report(scheme)
    manager = a_manager(of=scheme)
    for number in (3, 4, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17):
        save_answer(report, number, "All is well.", actor=manager)
    save_answer(report, 18, "We learned that", actor=manager)

    page = coordinator.get(address("report_download", report))

    assert page.context["to_mend"] == [(18, "This answer stops in the middle of a sentence.")]
    assert f'href="{report.get_absolute_url()}#row-18"' in page.content.decode()


def test_downloads_are_files_with_a_telling_name(coordinator: Client, scheme: Scheme) -> None:
    report = a_built_report(scheme)

    pdf = coordinator.get(address("report_file", report, "pdf"))
    as_json = coordinator.get(address("report_file", report, "json"))
    docx = coordinator.get(address("report_file", report, "docx"))
    xlsx = coordinator.get(address("report_file", report, "xlsx"))

    assert pdf.content.startswith(b"%PDF-")
    assert set(as_json.json()) == {"figures", "rows", "targets"}
    assert pdf["Content-Disposition"] == (
        'attachment; filename="side-by-side-lsis-impact-2026-01-01-to-2026-03-31.pdf"'
    )
    assert docx["Content-Type"].endswith("wordprocessingml.document")
    assert docx["Content-Disposition"].endswith('2026-03-31.docx"')
    assert xlsx["Content-Type"].endswith("spreadsheetml.sheet")
    assert xlsx.streaming
    assert load_workbook(io.BytesIO(xlsx.getvalue())).sheetnames[:3] == [
        "Report",
        "Figures",
        "Targets",
    ]


def test_before_download_every_file_is_offered_and_the_pdf_first(
    coordinator: Client, scheme: Scheme
) -> None:
    report = a_built_report(scheme)

    page = coordinator.get(address("report_download", report)).content.decode()

    places = [
        page.index(f'href="{address("report_file", report, form)}"')
        for form in ("pdf", "docx", "xlsx", "json")
    ]
    assert places == sorted(places)
    assert page.count('class="button"') == 1


def test_an_unfinished_report_cannot_be_downloaded(coordinator: Client, scheme: Scheme) -> None:
    report = a_report(scheme)

    assert coordinator.get(address("report_file", report, "pdf")).status_code == 404


def test_the_list_says_what_to_do_next(coordinator: Client, scheme: Scheme) -> None:
    empty = coordinator.get(reverse("reports", args=[scheme.slug])).content.decode()
    report = a_built_report(scheme)
    filled = coordinator.get(reverse("reports", args=[scheme.slug])).content.decode()

    assert "No reports yet" in empty
    assert "13 answers in your newest report need you" in filled
    assert str(report) in filled
    assert exact_words(timezone.localdate(), timezone.localdate()) in filled


def test_the_list_takes_the_same_statements_for_one_and_for_thirty(
    coordinator: Client, scheme: Scheme
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            coordinator.get(reverse("reports", args=[scheme.slug]))
        return len(captured)

    a_report(scheme)
    statements()
    at_one = statements()
    for _report in range(15):
        a_report(scheme)

    assert statements() == at_one
