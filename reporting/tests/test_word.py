"""The Word document, opened again with python-docx and by its XML."""

import io
from collections import Counter
from datetime import UTC
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from matching.tests.factories import a_match
from reporting.content import document
from reporting.documents.word import render_word
from reporting.models import Report
from reporting.tests.factories import a_built_report
from schemes.models import Scheme
from schemes.tests.factories import a_scheme
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme(name="Llŷn & Friends <x>")


def opened(report: Report, **changes: Any) -> WordDocument:
    content = {**document(report), **changes}
    return Document(io.BytesIO(render_word(content, report.scheme.organisation.name)))


def styled(word: WordDocument, style: str) -> list[str]:
    return [line.text for line in word.paragraphs if line.style and line.style.name == style]


@pytest.mark.parametrize(("layout", "rows"), [("lsis-impact", 19), ("lsis-guide", 11)])
def test_questions_are_real_headings(scheme: Scheme, layout: str, rows: int) -> None:
    report = a_built_report(scheme, layout=layout)
    content = document(report)
    word = opened(report)

    assert styled(word, "Title") == [f"{content['title']}: Llŷn & Friends <x>"]
    assert styled(word, "Heading 1") == [
        *(row["heading"] for row in content["rows"]),
        "Targets",
        "How each figure was counted",
        "What to know about these figures",
    ]
    assert len(content["rows"]) == rows
    assert len(styled(word, "Heading 2")) == len(content["figures"])


def test_the_impact_report_numbers_its_questions_and_the_guide_does_not(scheme: Scheme) -> None:
    impact, guide = (
        styled(opened(a_built_report(scheme, layout=layout)), "Heading 1")[0]
        for layout in ("lsis-impact", "lsis-guide")
    )

    assert impact == "1. Provider and project name"
    assert guide == "Provider name/consortia members"


def test_tables_have_a_marked_heading_row_say_what_they_show_and_merge_nothing(
    scheme: Scheme,
) -> None:
    report = a_built_report(scheme)
    rows_with_figures = [row for row in document(report)["rows"] if row["figures"]]
    tables = opened(report).tables

    assert len(tables) == len(rows_with_figures)
    for table, row in zip(tables, rows_with_figures, strict=True):
        assert [cell.text for cell in table.rows[0].cells] == [
            "Figure",
            "Value",
            "Documented",
            "Estimated",
            "Records",
        ]
        assert len(table.rows) == len(row["figures"]) + 1
        marks = [line._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for line in table.rows]
        assert [mark is not None for mark in marks] == [True] + [False] * len(row["figures"])
        for tag in ("w:tblCaption", "w:tblDescription"):
            assert table._tbl.tblPr.find(qn(tag)).get(qn("w:val")) == (
                f"Figures for: {row['heading']}"
            )
        for tag in ("w:gridSpan", "w:vMerge", "w:hMerge"):
            assert list(table._tbl.iter(qn(tag))) == []


def test_a_figures_row_says_what_the_page_says(scheme: Scheme) -> None:
    a_match(a_volunteer(scheme), a_supportee(scheme))
    said = [
        [cell.text for cell in row.cells] for row in opened(a_built_report(scheme)).tables[1].rows
    ]

    assert ["People supported", "0", "0", "0", "0"] in said
    assert ["Events held", "not reported"] in [row[:2] for row in said]


def test_dashes_become_a_real_list(scheme: Scheme) -> None:
    typed = "We did this:\n- found people\n  near here\n* trained them\n\nThen we met."
    word = opened(a_built_report(scheme, layout="lsis-guide", answers={"5": typed}))

    first = next(n for n, line in enumerate(word.paragraphs) if line.text == "We did this:")
    assert [
        (line.style.name, line.text) for line in word.paragraphs[first : first + 4] if line.style
    ] == [
        ("Normal", "We did this:"),
        ("List Bullet", "found people\nnear here"),
        ("List Bullet", "trained them"),
        ("Normal", "Then we met."),
    ]
    assert styled(word, "Question prompt") == ["What is involved? list actions as bullet points"]
    properties = word.styles["List Bullet"].element.pPr
    assert properties.numPr is not None


def test_targets_are_a_table_with_nothing_left_blank(scheme: Scheme) -> None:
    targets = [
        {
            "label": "People who pass", "group": "", "unit": "people", "target": None,
            "target_low": 30, "target_high": 40, "actual": None, "actual_low": None,
            "actual_high": None, "documented": None, "estimated": None, "per_cent": None,
            "per_cent_low": None, "per_cent_high": None, "actual_or_expected": "",
            "counted_by": "Mo Bright",
            "period": {"from": "2026-01-01", "to": "2026-03-31", "words": "", "is_of_report": True},
        }
    ]  # fmt: skip
    word = opened(a_built_report(scheme), targets=targets)
    table = word.tables[-1]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Objective", "Target", "Reached", "Per cent", "Actual or expected", "Counted by"],
        ["People who pass", "30 to 40 people", *["not reported"] * 3, "Mo Bright"],
    ]
    assert "Per cent are rounded to one decimal place. Groups are never added together." in [
        paragraph.text for paragraph in word.paragraphs
    ]


def test_it_says_its_language_title_author_and_time(scheme: Scheme) -> None:
    report = a_built_report(scheme)
    word = opened(report)
    about = word.core_properties

    assert (about.title, about.author, about.language) == (
        "Impact report: Llŷn & Friends <x>",
        "Forest Friends",
        "en-GB",
    )
    assert report.built_at is not None
    assert about.created == about.modified == report.built_at.astimezone(UTC).replace(microsecond=0)
    spoken = {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))}
    assert spoken == {"en-GB"}


def test_pages_are_numbered_by_fields(scheme: Scheme) -> None:
    footer = opened(a_built_report(scheme)).sections[0].footer._element

    assert [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]


def test_there_is_no_picture_that_would_need_words(scheme: Scheme) -> None:
    word = opened(a_built_report(scheme))

    found = Counter(element.tag for element in word.element.iter())
    assert found[qn("w:drawing")] + found[qn("w:pict")] == 0


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Tea & cake <b>not bold</b> ]]>", "Tea & cake <b>not bold</b> ]]>"),
        ("a\x07b\x1fc", "abc"),
        ("Ŵy â ŷ 😀 谢谢", "Ŵy â ŷ 😀 谢谢"),
        ("One line.\r\nThe next.", "One line.\nThe next."),
        ("x" * 20_000, "x" * 20_000),
    ],
)
def test_whatever_people_type_the_document_stays_whole(
    scheme: Scheme, typed: str, kept: str
) -> None:
    word = opened(a_built_report(scheme, answers={"3": typed}))

    assert kept in [line.text for line in word.paragraphs]


def test_the_same_content_gives_the_same_bytes(scheme: Scheme) -> None:
    content = document(a_built_report(scheme))

    assert render_word(content, "Forest Friends") == render_word(content, "Forest Friends")
