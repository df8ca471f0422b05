"""The PDF, seen through pikepdf: an independent reader of the tag tree and the metadata."""

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from reporting.content import document
from reporting.documents.paper import render_pdf
from reporting.documents.typesetting import printable
from reporting.services import save_answer
from reporting.tests.factories import a_built_report
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme(name="Llŷn & Friends #[x]")


def opened(content: dict[str, Any]) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render_pdf(content)))


def tags_below(node: Any) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from tags_below(each)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        if "/K" in node:
            yield from tags_below(node.K)


def test_it_says_that_it_is_tagged_titled_and_in_which_language(scheme: Scheme) -> None:
    pdf = opened(document(a_built_report(scheme)))

    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
        assert about["dc:title"] == "Impact report: Llŷn & Friends #[x]"


def test_its_tags_hold_headings_lists_and_tables_with_headed_columns(scheme: Scheme) -> None:
    content = document(a_built_report(scheme))
    pdf = opened(content)
    tags = Counter(tags_below(pdf.Root.StructTreeRoot.K))
    tables = sum(1 for row in content["rows"] if row["figures"])
    figure_rows = sum(len(row["figures"]) for row in content["rows"])

    assert tags["/H1"] == 4
    assert tags["/H2"] == 19 + len(content["figures"])
    assert (tags["/Table"], tags["/THead"], tags["/TH"]) == (tables, tables, 5 * tables)
    assert tags["/TD"] == 5 * figure_rows
    assert tags["/L"] >= 5


def test_the_guide_is_tagged_in_the_same_way_with_bullets_as_lists(scheme: Scheme) -> None:
    typed = "- found volunteers\n- trained them\n- met"
    content = document(a_built_report(scheme, layout="lsis-guide", answers={"5": typed}))
    pdf = opened(content)
    tags = Counter(tags_below(pdf.Root.StructTreeRoot.K))
    tables = sum(1 for row in content["rows"] if row["figures"])

    assert tags["/H1"] == 4
    assert tags["/H2"] == 11 + len(content["figures"])
    assert (tags["/Table"], tags["/THead"], tags["/TH"]) == (tables, tables, 5 * tables)
    # The one prompt of the layout, the three points, and what to know at the end.
    assert tags["/LI"] - len(content["warnings"]) - _details(content) == 1 + 3
    with pdf.open_metadata() as about:
        assert about["dc:title"] == "Implementation guide: Llŷn & Friends #[x]"


def _details(content: dict[str, Any]) -> int:
    """Below each figure: what is counted (or both parts of a division), four more, and its notes."""
    return sum(
        (2 if figure["denominator"] else 1) + 4 + len(figure["warnings"])
        for figure in content["figures"]
    )


def test_every_page_is_in_the_tag_tree(scheme: Scheme) -> None:
    pdf = opened(document(a_built_report(scheme)))

    assert all("/StructParents" in page for page in pdf.pages)
    assert all(str(page.Tabs) == "/S" for page in pdf.pages)


def test_the_same_content_gives_the_same_bytes(scheme: Scheme) -> None:
    content = document(a_built_report(scheme))

    assert render_pdf(content) == render_pdf(content)


@pytest.mark.parametrize(
    "text",
    [
        "Emoji 😀 and 中文 and ਪੰਜਾਬੀ.",
        "#let x = 1; $a_b$ *not bold* \\ ` ``` @label <tag> // comment /* x */",
        "zero\u200dwidth \ufe0f soft\u00adhyphen \u202eturned",
        "One line.\nThe next.\n\n\nA paragraph.",
        "x" * 5000,
    ],
)
def test_whatever_people_type_the_pdf_stays_whole(scheme: Scheme, text: str) -> None:
    report = a_built_report(scheme)
    save_answer(report, 3, text, actor=a_coordinator(of=scheme))

    assert len(opened(document(report)).pages) >= 3


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ŵy â ŷ – “quoted” £5 ½ ✓", "Ŵy â ŷ – “quoted” £5 ½ ✓"),
        ("Well done 👍", "Well done [thumbs up sign]"),
        ("She said 谢谢 to us", "She said [words in another alphabet: read them on screen] to us"),
        ("a\x07b", "ab"),
        ("Привет, γειά", "Привет, γειά"),
    ],
)
def test_characters_no_face_holds_are_said_in_words(typed: str, printed: str) -> None:
    assert printable(typed) == printed
