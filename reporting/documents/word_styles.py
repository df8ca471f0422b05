"""How a Word document looks: a page like the printed one, by styles that whoever edits it can change."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

PROMPT = "Question prompt"
DETAIL = "Figure detail"
NOTE = "Report note"
CELL = "Table text"
TABLE = "Report table"
FACE = "Arial"
INK = RGBColor(0x1D, 0x1B, 0x18)
SOFT_INK = RGBColor(0x4A, 0x46, 0x3F)
DEEP = RGBColor(0x1F, 0x4A, 0x4D)
AFTER = {PROMPT: 6, NOTE: 6, CELL: 0}
PARTS_WITH_A_FACE = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")
RULES = (
    f"""<w:tblPr {nsdecls("w")}><w:tblBorders>
    <w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/>
    <w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/>
    </w:tblBorders><w:tblCellMar>
    <w:top w:w="50" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>
    <w:bottom w:w="50" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>
    </w:tblCellMar></w:tblPr>""",
    f"""<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:b/></w:rPr>
    <w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="10" w:space="0" w:color="auto"/>
    </w:tcBorders></w:tcPr></w:tblStylePr>""",
    f"""<w:tblStylePr {nsdecls("w")} w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr>""",
)


def dress(word: Document, language: str) -> None:
    """Set the page, the styles and the language of a new document."""
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin, page.bottom_margin = Mm(20), Mm(24)
    _speak(word, language)
    _letters(word, "Normal", 10.5, INK, after=6, line=1.15)
    _letters(word, "Title", 20, DEEP, after=10, bold=True)
    _letters(word, "Heading 1", 13, DEEP, before=18, after=5, bold=True)
    _letters(word, "Heading 2", 11.5, INK, before=12, after=3, bold=True)
    _letters(word, "Footer", 9, SOFT_INK)
    _letters(word, "List Bullet", 10.5, INK, after=6)
    _unline(word, "Title")
    word.styles["Footer"].paragraph_format.tab_stops.clear_all()
    for name, based_on, size in (
        (PROMPT, "List Bullet", 9.5),
        (DETAIL, "Normal", 9.5),
        (NOTE, "Normal", 9.5),
        (CELL, "Normal", 9.5),
    ):
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles[based_on]
        style.quick_style = True
        _letters(word, name, size, INK if name == CELL else SOFT_INK, after=AFTER.get(name, 2))
    detail = word.styles[DETAIL].paragraph_format
    detail.left_indent, detail.first_line_indent = Mm(6), Mm(-4)
    word.styles[PROMPT].paragraph_format.keep_with_next = True
    _rule_tables(word)


def _rule_tables(word: Document) -> None:
    """Tables with a line below each row and a heavier one below the headings; no colours."""
    style = word.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    style.base_style = word.styles["Normal Table"]
    for part in RULES:
        style.element.append(parse_xml(part))


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
