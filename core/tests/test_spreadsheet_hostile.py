"""A file made to do harm costs little."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from core.spreadsheets import Limits
from core.tests.files import MAIN, raw_workbook, refusal


def test_the_size_an_archive_claims_is_not_believed():
    sheet = f"<worksheet {MAIN}><sheetData>" + "<row/>" * 40_000 + "</sheetData></worksheet>"
    stream = raw_workbook(sheet)
    content = bytearray(stream.getvalue())
    claimed = len(sheet).to_bytes(4, "little")
    while claimed in content:
        at = content.index(claimed)
        content[at : at + 4] = (1000).to_bytes(4, "little")
    assert refusal(io.BytesIO(bytes(content)), limits=Limits(unzipped_bytes=100_000))


# Each hostile file is opened in a process of its own, so that its memory is measured and nobody else's.
HOSTILE = {
    "a zip bomb": """
sheet = b"<worksheet><sheetData>" + b"<row/>" * 200
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("[Content_Types].xml", "<a/>")
    with archive.open("xl/workbook.xml", "w") as part:
        for _ in range(300): part.write(b" " * 1_000_000)
""",
    "millions of rows": """
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
    archive.writestr("[Content_Types].xml", "<a/>")
    archive.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="a" id="r1"/></sheets></workbook>')
    archive.writestr("xl/_rels/workbook.xml.rels",
        '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/></Relationships>')
    with archive.open("xl/worksheets/s.xml", "w") as part:
        part.write(b"<worksheet><sheetData>")
        import random
        rows = b"".join(b"<row><c><v>%d</v></c></row>" % random.randrange(10**9) for _ in range(50_000))
        for _ in range(130): part.write(rows)
""",
    "ten million lines": """
with open(path, "wb") as file:
    file.write(b"Ref,Surname\\n" + b"\\n" * 10_000_000)
""",
    "one endless line": """
with open(path, "wb") as file:
    file.write(b"a,\\"" + b"b" * 15_000_000)
""",
    "a list of contents without end": """
with zipfile.ZipFile(path, "w") as archive:
    for number in range(60_000): archive.writestr(str(number), b"")
""",
    "nearly two million shared texts": """
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("[Content_Types].xml", "<a/>")
    archive.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="a" id="r1"/></sheets></workbook>')
    archive.writestr("xl/_rels/workbook.xml.rels",
        '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/>'
        '<Relationship Id="r2" Type="x/sharedStrings" Target="t.xml"/></Relationships>')
    archive.writestr("xl/s.xml", "<worksheet/>")
    import random
    texts = "".join(f"<si><t>{random.random()}</t></si>" for _ in range(100_000))
    with archive.open("xl/t.xml", "w") as part:
        part.write(b"<sst>")
        for _ in range(18): part.write(texts.encode())
""",
}


MAKE = "import sys, zipfile\npath = sys.argv[1]\n"


OPEN = """
import sys, time
from django.conf import settings
settings.configure(USE_I18N=False)
from core.spreadsheets import UnreadableSpreadsheet, open_table
def peak(): return int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) // 1024
before, started = peak(), time.monotonic()
try:
    with open_table(sys.argv[1], known=["Ref"]) as table:
        for row in table.rows(): pass
except UnreadableSpreadsheet as refused:
    print("refused", peak() - before, round(time.monotonic() - started, 2), refused, sep="|")
"""


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_costs_little(kind, tmp_path):
    path = tmp_path / "hostile"
    project = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", MAKE + HOSTILE[kind], path], check=True)
    answer = subprocess.run(
        [sys.executable, "-c", OPEN, path], cwd=project, capture_output=True, text=True, check=True
    )
    verdict, megabytes, seconds, _sentence = answer.stdout.strip().split("|")
    assert verdict == "refused"
    assert int(megabytes) < 100
    assert float(seconds) < (1 if kind == "a zip bomb" else 15)
