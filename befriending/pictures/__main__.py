"""Takes the pictures into docs/pictures: `script/pictures`, or `script/pictures desk match` for some."""

import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

from befriending.local.browser import find_browser
from befriending.local.errors import LocalError
from befriending.local.home import CHECKOUT, DataHome
from befriending.local.services import Services

FOLDER = CHECKOUT / "docs" / "pictures"
LARGEST = 200_000
SCHEME = "/s/side-by-side/"
WIDE, NARROW, LONG = (1280, 800), (390, 844), (390, 1300)
OTHER_SERVERS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SITE_URL", "EMAIL_URL")
SPREADSHEET = """\
Ref,First name,Surname,Mobile,E-mail,Can help with,Started,Max no. of supportees,Site
V025,Beatrice,Holm,07700 900401,beatrice.holm@example.org,company; choir,3/11/2026,1,Ashmere
V012,Mei,Tran,07700 900112,mei.tran@demo.example,English conversation; letters from school,14 May 2026,1,Hazelford
V027,Saoirse,Quill,07700 900403,saoirse.quill@example.org,cooking,31/11/2026,1,Coldbrook
V021,Oscar,Lindqvist,07700 900407,oscar.lindqvist@demo.example,phones and computers,,1,Hazelford
V026,Dominic,Adeyemi,07700 900402,dominic.adeyemi@example.org,finding work,10 Nov 2026,2,Hazelford
V028,Imran,Sheikh-Bell,07700 900404,imran@example.org,company; chess,12.11.26,1,Hazelford
V029,,,07700 900405,,company,12.11.26,1,Hazelford
"""


@dataclass(frozen=True)
class Picture:
    """One picture: who looks, on which screen, and how they get there."""

    name: str
    part: str
    go: Callable[[Page], None]
    size: tuple[int, int] = WIDE
    is_dark: bool = False
    # A phone's screen is fine-grained; a desk's would make the file large.
    scale: float = 1


def desk(page: Page) -> None:
    """The co-ordinator's first page."""
    page.goto(SCHEME)


def match(page: Page) -> None:
    """The story of a match that has kept every meeting."""
    page.goto(SCHEME + "matches/?q=Joan")
    page.locator("main").get_by_role("link", name=re.compile("Joan")).first.click()


def spreadsheet(page: Page) -> None:
    """A list of new volunteers, sent and looked at."""
    page.goto(SCHEME + "spreadsheets/?kind=volunteers")
    page.locator("input[name=kind][value=volunteers]").check(force=True)
    page.set_input_files(
        "input[type=file]",
        {
            "name": "New befrienders.csv",
            "mimeType": "text/csv",
            "buffer": SPREADSHEET.encode(),
        },
    )
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_url(re.compile(r"/spreadsheets/\d+/$"))


def report(page: Page) -> None:
    """The report that is built, at its figures."""
    page.goto(SCHEME + "reports/")
    page.locator("main").get_by_role("link", name=re.compile("Impact report")).first.click()
    page.locator("#row-6").evaluate("row => row.scrollIntoView()")


def money(page: Page) -> None:
    """The same report, at what things cost."""
    report(page)
    page.locator("#row-11").evaluate("row => row.scrollIntoView()")


def setup(page: Page) -> None:
    """The seven stages."""
    page.goto(SCHEME + "setup/")


def my_matches(page: Page) -> None:
    """The volunteer's phone."""
    page.goto("/me/")


def sheet(page: Page) -> None:
    """The record sheet of the meeting that is planned for today, as it opens."""
    page.goto("/me/")
    page.get_by_role("link", name="Write a sheet").first.click()


PICTURES = (
    Picture("desk", "coordinator", desk),
    Picture("desk-dark", "coordinator", desk, is_dark=True),
    Picture("match", "coordinator", match),
    Picture("import", "coordinator", spreadsheet),
    Picture("report", "manager", report),
    Picture("money", "manager", money),
    Picture("setup", "manager", setup),
    Picture("my-matches", "volunteer", my_matches, NARROW, scale=1.5),
    Picture("sheet", "volunteer", sheet, LONG, scale=1.25),
)


def take(wanted: list[str]) -> None:
    """Take the pictures of these names, all without any."""
    unknown = set(wanted) - {picture.name for picture in PICTURES}
    if unknown:
        raise LocalError(
            f"There is no picture called {', '.join(sorted(unknown))}. "
            f"There are: {', '.join(picture.name for picture in PICTURES)}."
        )
    chosen = [picture for picture in PICTURES if not wanted or picture.name in wanted]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with a_site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser())
        for picture in chosen:
            path = FOLDER / f"{picture.name}.png"
            try:
                photograph(browser, address, picture, path)
            except Error as error:
                raise LocalError(f"The picture {picture.name} failed: {error.message}") from None
            size = path.stat().st_size
            print(f"{path.relative_to(CHECKOUT)}  {size // 1000} kB", flush=True)
            if size > LARGEST:
                raise LocalError(f"{path} is larger than {LARGEST // 1000} kB.")
        browser.close()


def photograph(browser: Browser, address: str, picture: Picture, path: Path) -> None:
    """Sign in on the demo page, go there, and press the button."""
    width, height = picture.size
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        device_scale_factor=picture.scale,
        color_scheme="dark" if picture.is_dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="Europe/London",
    )
    page = context.new_page()
    page.goto("/demo/")
    page.locator(f"button[name=part][value={picture.part}]").click()
    page.wait_for_url(lambda url: not url.endswith("/demo/"))
    picture.go(page)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path, caret="hide")
    context.close()


@contextmanager
def a_site() -> Iterator[str]:
    """A site of its own with the demo in a temporary data home; gives its address."""
    for name in OTHER_SERVERS:
        os.environ.pop(name, None)
    os.environ["BEFRIENDING_DEMO"] = "1"
    os.environ["BEFRIENDING_AS_OWNER"] = "1"
    os.environ["STATICFILES_STORAGE"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    port = _free_port()
    os.environ["PORT"] = str(port)
    with tempfile.TemporaryDirectory(prefix="befriending-pictures-") as folder:
        if os.geteuid() == 0:
            # PostgreSQL runs as another account then, which must be able to walk through.
            os.chmod(folder, 0o711)
        os.environ["BEFRIENDING_DATA"] = folder
        services = Services(DataHome(folder))
        services.join()
        try:
            site = subprocess.Popen(
                [sys.executable, "-m", "befriending.pictures.site", str(port)],
                stdout=subprocess.PIPE,
                text=True,
                cwd=CHECKOUT,
            )
            try:
                assert site.stdout is not None
                if site.stdout.readline() != "ready\n":
                    raise LocalError("The site did not start; the lines above say why.")
                yield f"http://localhost:{port}"
            finally:
                site.terminate()
                site.wait()
        finally:
            services.leave(wait=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    try:
        take(sys.argv[1:])
    except LocalError as error:
        sys.exit(str(error))
