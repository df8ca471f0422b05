"""A built report as a Word document that a manager can go on editing.

Real headings, lists and tables with headed columns, so that Word's own navigation, styles
and screen readers work on it. There are no pictures in it; each table says what it shows.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from reporting.documents.paper import built_at, on_paper
from reporting.documents.word_styles import CELL, DETAIL, NOTE, PROMPT, TABLE, dress

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
PAGE_WIDTH = Mm(210 - 2 * 22)
BELOW_A_TABLE = Pt(9)
ROWS_THAT_STAY_TOGETHER = 15


def render_word(content: dict[str, Any], author: str) -> bytes:
    """The .docx of a report's frozen content; `author` is the organisation.

    The same content always gives the same bytes.
    """
    shown = on_paper(content)
    made_at = built_at(content).astimezone(UTC)
    language = f"{shown['lang']}-GB"
    word = Document()
    dress(word, language)
    _say_what_it_is(word, shown, author, language, made_at)
    _footer(word, shown)
    _write(word, shown)
    written = io.BytesIO()
    word.save(written)
    return _with_fixed_times(written, made_at)


def _say_what_it_is(
    word: WordDocument, shown: dict[str, Any], author: str, language: str, made_at: datetime
) -> None:
    about = word.core_properties
    about.title = _plain(shown["heading"])[:255]
    about.author = about.last_modified_by = _plain(author)[:255]
    about.subject = _plain(shown["summary"])[:255]
    about.language = language
    about.comments = about.keywords = ""
    about.revision = 1
    about.created = about.modified = made_at


def _write(word: WordDocument, shown: dict[str, Any]) -> None:
    words = shown["words"]
    word.add_paragraph(_plain(shown["heading"]), style="Title")
    word.add_paragraph(_plain(shown["summary"]), style=NOTE)
    for row in shown["rows"]:
        _write_row(word, row, words)
    word.add_heading(words["targets"], 1)
    _write_targets(word, shown["targets"], words)
    word.add_heading(words["how_counted"], 1)
    for figure in shown["figures"]:
        word.add_heading(_plain(f"{figure['label']}: {figure['shown']}"), 2)
        line = word.add_paragraph(_plain(figure["definition"]))
        for detail in figure["details"]:
            line.paragraph_format.keep_with_next = True
            line = word.add_paragraph(style=DETAIL)
            line.add_run(_plain(detail["name"]) + ": ").bold = True
            line.add_run(_plain(detail["value"]))
    if shown["warnings"]:
        word.add_heading(words["to_know"], 1)
        _write_points(word, shown["warnings"])


def _write_row(word: WordDocument, row: dict[str, Any], words: dict[str, str]) -> None:
    word.add_heading(_plain(row["heading"]), 1)
    _write_points(word, row["prompts"], PROMPT)
    if row["figures"]:
        _write_table(
            word,
            [words[key] for key in ("figure", "value", "documented", "estimated", "records")],
            [
                [
                    figure[key]
                    for key in (
                        "label",
                        "shown",
                        "shown_documented",
                        "shown_estimated",
                        "shown_n",
                    )
                ]
                for figure in row["figures"]
            ],
            widths=(40, 15, 16, 15, 14),
            numbers=(1, 2, 3, 4),
            about=f"{words['figure_table']} {row['heading']}",
        )
    below = len(word.paragraphs)
    for passage in (*row["stated"], *row["told"]):
        if "points" in passage:
            _write_points(word, passage["points"])
        else:
            word.add_paragraph(_plain(passage["text"]))
    if row["says_not_answered"]:
        word.add_paragraph(words["not_answered"])
    if row["figures"] and len(word.paragraphs) > below:
        word.paragraphs[below].paragraph_format.space_before = BELOW_A_TABLE


def _write_points(word: WordDocument, points: Iterable[str], style: str = "List Bullet") -> None:
    for point in points:
        word.add_paragraph(_plain(point), style=style)


def _write_targets(
    word: WordDocument, targets: Sequence[dict[str, str]], words: dict[str, str]
) -> None:
    if not targets:
        word.add_paragraph(words["no_targets"])
        return
    _write_table(
        word,
        [
            words[key]
            for key in (
                "objective",
                "target",
                "actual",
                "per_cent",
                "actual_or_expected",
                "counted_by",
            )
        ],
        [
            [
                target[key]
                for key in (
                    "label",
                    "shown_target",
                    "shown_actual",
                    "shown_per_cent",
                    "shown_status",
                    "shown_counted_by",
                )
            ]
            for target in targets
        ],
        widths=(34, 13, 13, 12, 14, 14),
        numbers=(1, 2, 3),
        about=words["targets"],
    )
    word.add_paragraph(words["about_targets"]).paragraph_format.space_before = BELOW_A_TABLE


def _write_table(
    word: WordDocument,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[int],
    numbers: Sequence[int],
    about: str,
) -> None:
    """A table whose first row is marked as its heading and comes again on each page.

    `widths` are parts of a hundred; `numbers` are the columns set to the right.
    """
    table = word.add_table(rows=len(rows) + 1, cols=len(headings), style=TABLE)
    table.autofit = False
    _describe(table, about)
    for number, (line, texts) in enumerate(zip(table.rows, [headings, *rows], strict=True)):
        properties = line._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for place, (cell, text) in enumerate(zip(line.cells, texts, strict=True)):
            cell.width = PAGE_WIDTH * widths[place] // 100
            _fill(
                cell,
                text,
                to_the_right=place in numbers,
                together=number < len(rows) <= ROWS_THAT_STAY_TOGETHER,
            )
    for column, width in zip(table.columns, widths, strict=True):
        column.width = PAGE_WIDTH * width // 100


def _fill(cell: _Cell, text: str, *, to_the_right: bool, together: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = CELL
    paragraph.add_run(_plain(text))
    paragraph.paragraph_format.keep_with_next = together
    if to_the_right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _describe(table: Table, about: str) -> None:
    """The alternative text of a table, and that only its first row is a heading."""
    properties = table._tbl.tblPr
    for tag in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(tag)
        element.set(qn("w:val"), _plain(about))
        properties.append(element)
    look = properties.find(qn("w:tblLook"))
    for name, value in (("w:firstRow", "1"), ("w:firstColumn", "1"), ("w:noVBand", "1")):
        look.set(qn(name), value)


def _footer(word: WordDocument, shown: dict[str, Any]) -> None:
    """The report's name, and the page with its number as a field that Word keeps true."""
    line = word.sections[0].footer.paragraphs[0]
    line.paragraph_format.tab_stops.add_tab_stop(PAGE_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(_plain(shown["heading"]) + "\t")
    for part in re.split(r"(\{pages?\})", shown["words"]["page"]):
        if part in ("{page}", "{pages}"):
            _field(line, "PAGE" if part == "{page}" else "NUMPAGES")
        else:
            line.add_run(part)


def _field(line: Paragraph, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)


def _plain(text: str) -> str:
    """The text without what no XML can hold; a line end stays a line end."""
    return NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _with_fixed_times(written: io.BytesIO, made_at: datetime) -> bytes:
    """The same archive, each part as old as the report, so that nothing differs but by content."""
    again = io.BytesIO()
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(again, "w") as after:
        for name in before.namelist():
            place = zipfile.ZipInfo(name, date_time=made_at.timetuple()[:6])
            place.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(place, before.read(name))
    return again.getvalue()
