"""How a Word document looks: a page like the printed one, by styles that whoever edits it can change."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

PROMPT = "Question prompt"
DETAIL = "Figure detail"
NOTE = "Report note"
FACE = "Calibri"
INK = RGBColor(0x1D, 0x1B, 0x18)
SOFT_INK = RGBColor(0x4A, 0x46, 0x3F)
DEEP = RGBColor(0x1F, 0x4A, 0x4D)
PARTS_WITH_A_FACE = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


def dress(word: Document, language: str) -> None:
    """Set the page, the styles and the language of a new document."""
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin, page.bottom_margin = Mm(20), Mm(24)
    _speak(word, language)
    _letters(word, "Normal", 11, INK, after=6, line=1.12)
    _letters(word, "Title", 22, DEEP, after=10, bold=True)
    _letters(word, "Heading 1", 13, DEEP, before=18, after=5, bold=True)
    _letters(word, "Heading 2", 11.5, INK, before=12, after=3, bold=True)
    _letters(word, "Footer", 9, SOFT_INK)
    _letters(word, "List Bullet", 11, INK, after=3)
    _unline(word, "Title")
    for name, based_on, size in (
        (PROMPT, "List Bullet", 10),
        (DETAIL, "Normal", 10),
        (NOTE, "Normal", 10),
    ):
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles[based_on]
        style.quick_style = True
        _letters(word, name, size, SOFT_INK, after=2 if name != NOTE else 6)
    detail = word.styles[DETAIL].paragraph_format
    detail.left_indent, detail.first_line_indent = Mm(6), Mm(-4)
    word.styles[PROMPT].paragraph_format.keep_with_next = True


def _speak(word: Document, language: str) -> None:
    """The language of every word, so that spelling and voices are the right ones."""
    for spoken in word.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)
    letters = word.styles["Normal"].element.get_or_add_rPr()
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    letters.append(spoken)


def _letters(
    word: Document,
    name: str,
    size: float,
    ink: RGBColor,
    *,
    before: float = 0,
    after: float = 0,
    line: float | None = None,
    bold: bool = False,
) -> None:
    style = word.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.size = Pt(size)
    style.font.name = FACE
    style.font.color.rgb = ink
    style.font.bold = bold or None
    faces = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    # A face of the theme would win over the one named here.
    for part in PARTS_WITH_A_FACE:
        faces.attrib.pop(qn(part), None)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    if line:
        style.paragraph_format.line_spacing = line


def _unline(word: Document, name: str) -> None:
    """Take the rule below a style away: headings are told by size and weight."""
    properties = word.styles[name].element.get_or_add_pPr()
    for rule in properties.findall(qn("w:pBdr")):
        properties.remove(rule)
