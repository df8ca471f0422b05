"""The report command: its promised JSON, and what it says when something is wrong."""

import json
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from django.core.management import CommandError, call_command
from docx import Document

from matching.tests.factories import a_match
from meetings.tests.factories import a_meeting
from reporting.layouts import layout
from reporting.models import NarrativeAnswer, Report
from schemes.models import Scheme
from schemes.tests.factories import a_scheme
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db

PROMISED_FIGURE_KEYS = {
    "key", "label", "definition", "value", "low", "high", "numerator", "denominator",
    "documented", "estimated", "basis", "period", "n", "warnings",
}  # fmt: skip
PROMISED_FIGURES = {
    "people_supported", "volunteers_active", "matches_started", "matches_active",
    "meetings_held", "meetings_missed", "hours_given", "training_days", "people_trained",
    "cost_per_person", "cost_per_training_day", "cost_per_organisation",
}  # fmt: skip


@pytest.fixture
def scheme() -> Scheme:
    scheme = a_scheme()
    match = a_match(a_volunteer(scheme), a_supportee(scheme), started="2026-01-05")
    a_meeting(match, "2026-01-01", minutes=90)
    a_meeting(match, "2026-03-31", minutes=None)
    return scheme


def report(output: Path, form: str = "json", **options: object) -> None:
    call_command(
        "report",
        options.pop("scheme", "side-by-side"),
        options.pop("layout", "lsis-impact"),
        first=options.pop("first", "2026-01-01"),
        last=options.pop("last", "2026-03-31"),
        format=form,
        output=str(output),
        **options,
    )


def test_the_json_has_the_promised_keys_to_the_letter(scheme: Scheme, tmp_path: Path) -> None:
    report(tmp_path / "report.json")

    found = json.loads((tmp_path / "report.json").read_text())

    assert set(found) == {"figures", "rows", "targets"}
    assert all(set(figure) == PROMISED_FIGURE_KEYS for figure in found["figures"])
    assert {figure["key"] for figure in found["figures"]} >= PROMISED_FIGURES
    assert [row["number"] for row in found["rows"]] == list(range(1, 20))
    assert all(set(row) == {"number", "question", "answer", "warnings"} for row in found["rows"])
    assert [row["question"] for row in found["rows"]] == [
        row.question for row in layout("lsis-impact").rows
    ]


def test_the_figures_are_numbers_with_what_they_rest_on(scheme: Scheme, tmp_path: Path) -> None:
    report(tmp_path / "report.json")

    figures = {
        figure["key"]: figure
        for figure in json.loads((tmp_path / "report.json").read_text())["figures"]
    }

    hours = figures["hours_given"]
    assert (hours["value"], hours["low"], hours["high"]) == (1.5, 1.5, 1.5)
    assert (hours["documented"], hours["estimated"], hours["n"]) == (1.5, 0, 1)
    assert hours["period"] == {"from": "2026-01-01", "to": "2026-03-31"}
    assert hours["warnings"] == [
        "1 meeting does not say how long it was. Its time is not in the hours."
    ]
    assert figures["meetings_held"]["value"] == 2
    assert figures["matches_active"]["basis"] == "at_date"


def test_what_nobody_records_is_null_and_says_so(scheme: Scheme, tmp_path: Path) -> None:
    report(tmp_path / "report.json")

    figures = {
        figure["key"]: figure
        for figure in json.loads((tmp_path / "report.json").read_text())["figures"]
    }

    for key in ("training_days", "people_trained", "cost_per_person"):
        assert figures[key]["value"] is None
        assert figures[key]["warnings"] != []
    assert figures["cost_per_person"]["denominator"] == {"name": "People supported", "value": 1}


def test_answers_of_a_file_are_used_for_this_report_alone(scheme: Scheme, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"3": "To walk side by side."}))

    report(tmp_path / "first.json", answers=str(answers))
    report(tmp_path / "second.json")

    first, second = (
        json.loads((tmp_path / name).read_text())["rows"][2]
        for name in ("first.json", "second.json")
    )
    assert (first["answer"], first["warnings"]) == ("To walk side by side.", [])
    assert (second["answer"], second["warnings"]) == ("", ["This answer is empty."])
    assert NarrativeAnswer.objects.count() == 0


def test_kept_answers_are_there_the_next_time(scheme: Scheme, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"3": "To walk side by side and"}))

    report(tmp_path / "first.json", answers=str(answers), keep_answers=True)
    report(tmp_path / "second.json")

    row = json.loads((tmp_path / "second.json").read_text())["rows"][2]
    assert row["answer"] == "To walk side by side and"
    assert row["warnings"] == ["This answer stops in the middle of a sentence."]


def test_pdf_and_html_are_whole_documents(scheme: Scheme, tmp_path: Path) -> None:
    report(tmp_path / "report.pdf", form="pdf")
    report(tmp_path / "report.html", form="html")

    with pikepdf.open(tmp_path / "report.pdf") as pdf:
        assert len(pdf.pages) >= 3
    html = (tmp_path / "report.html").read_text()
    assert html.count("<h1>") == 1
    assert all(f"<h2>{number}. " in html for number in range(1, 20))


def test_the_guide_comes_in_every_format(scheme: Scheme, tmp_path: Path) -> None:
    for form in ("json", "html", "pdf", "docx", "xlsx"):
        report(tmp_path / f"guide.{form}", form=form, layout="lsis-guide")

    questions = [row.question for row in layout("lsis-guide").rows]
    found = json.loads((tmp_path / "guide.json").read_text())
    assert [(row["number"], row["question"]) for row in found["rows"]] == list(
        enumerate(questions, 1)
    )
    html = (tmp_path / "guide.html").read_text()
    assert [f"<h2>{question}</h2>" in html for question in questions] == [True] * 11
    with pikepdf.open(tmp_path / "guide.pdf") as pdf:
        assert len(pdf.pages) >= 2
    docx = Document(str(tmp_path / "guide.docx"))
    assert [line.text for line in docx.paragraphs if line.style and line.style.name == "Heading 1"][
        :11
    ] == questions
    xlsx = openpyxl.load_workbook(tmp_path / "guide.xlsx")
    assert [row[1].value for row in xlsx["Report"].iter_rows(min_row=2)] == questions


@pytest.mark.parametrize(
    ("options", "sentence", "code"),
    [
        (
            {"form": "txt"},
            "There is no format called txt. Choose from: json, html, pdf, docx, xlsx.",
            2,
        ),
        (
            {"layout": "funder"},
            "The layout funder is not available yet. Choose from: lsis-impact, lsis-guide.",
            2,
        ),
        (
            {"layout": "other"},
            "There is no layout called other. Choose from: lsis-impact, lsis-guide.",
            2,
        ),
        ({"first": "1/4/26"}, "--from needs a day such as 2026-03-31, not 1/4/26.", 2),
        ({"scheme": "nowhere"}, "There is no scheme called nowhere.", 1),
        ({"last": "2025-01-01"}, "The last day is before the first day.", 1),
        (
            {"first": "2999-01-01", "last": "2999-12-31"},
            "The first day is still to come, so there is nothing to report.",
            1,
        ),
    ],
)
def test_mistakes_get_one_clear_line_and_leave_nothing(
    scheme: Scheme, tmp_path: Path, options: dict[str, str], sentence: str, code: int
) -> None:
    with pytest.raises(CommandError) as refusal:
        report(tmp_path / "report.json", **options)

    assert (str(refusal.value), refusal.value.returncode) == (sentence, code)
    assert list(tmp_path.iterdir()) == []
    assert Report.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("not json", "is not JSON."),
        ("[1]", 'has to look like {"3": "text"}.'),
        ('{"20": "x"}', ": lsis-impact has no row 20."),
        ('{"3": 4}', ": the answer of row 3 is not text."),
        ('{"3": "a\\u0000b"}', ": the answer of row 3 holds letters no text can hold."),
    ],
)
def test_a_wrong_answers_file_is_refused_before_anything_is_built(
    scheme: Scheme, tmp_path: Path, content: str, sentence: str
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(content)

    with pytest.raises(CommandError) as refusal:
        report(tmp_path / "report.json", answers=str(answers))

    assert str(refusal.value).endswith(sentence)
    assert Report.objects.count() == 0


def test_a_missing_folder_is_found_out_before_the_work(scheme: Scheme, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no folder"):
        report(tmp_path / "nowhere" / "report.json")

    assert Report.objects.count() == 0
