"""Pages beside their floors: one request to each in turn, so that noise hits both."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import NoReverseMatch, reverse

from befriending.bench import capture
from befriending.bench.rows import Limit, Row, timed_row
from befriending.bench.scene import Scene
from befriending.bench.visits import Answer, Visitor

WARM_UP = 6
LIST = Limit(8, 10)
STORY = Limit(12, 12)
# A page that is neither: as quick as a list, with as many statements as it needs.
OTHER = Limit(8)
AS_TYPED = {"HX-Request": "true", "HX-Target": "results"}
LISTS = (
    ("matches", "matches"),
    ("volunteers", "volunteers"),
    ("supportees", "supportees"),
    ("people waiting", "people_waiting"),
    ("meetings", "meetings"),
    ("hosts", "hosts"),
    ("cohorts", "cohorts"),
    ("organisers", "organisers"),
    ("activities", "activities"),
    ("outcomes", "outcomes"),
    ("events", "events"),
)


@dataclass(frozen=True)
class PageAsked:
    """A page that is measured: who opens it, and what has to hold."""

    name: str
    address: str
    limit: Limit
    by_helper: bool = False
    headers: dict[str, str] = field(default_factory=dict)


def pages_of(scene: Scene) -> list[PageAsked]:
    """The main pages that there are."""
    slug = scene.scheme.slug
    searched = scene.volunteer.person.family_name[:3].lower()
    found = [PageAsked("today", reverse("today", args=[slug]), OTHER)]
    found += [
        PageAsked(name, address, LIST)
        for name, url_name in LISTS
        if (address := address_of(url_name, slug))
    ]
    found += [
        PageAsked(
            "volunteers, searched as typed",
            f"{reverse('volunteers', args=[slug])}?q={searched}",
            LIST,
            headers=AS_TYPED,
        ),
        PageAsked("a volunteer", scene.volunteer.get_absolute_url(), STORY),
        PageAsked("a supportee", scene.supportee.get_absolute_url(), STORY),
        PageAsked("a match", scene.match.get_absolute_url(), STORY),
        PageAsked("reports", reverse("reports", args=[slug]), OTHER),
        PageAsked("my matches", reverse("me"), OTHER, by_helper=True),
        PageAsked("my match", reverse("my_match", args=[scene.my_match.pk]), STORY, by_helper=True),
        PageAsked(
            "the sheet", reverse("my_sheet", args=[scene.my_match.pk]), OTHER, by_helper=True
        ),
    ]
    return found


def address_of(url_name: str, *args: Any) -> str:
    """The address of a page; "" for one that is not built."""
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return ""


def measure(
    page: PageAsked,
    captured: capture.Captured,
    *,
    site: Visitor,
    floor: Visitor,
    floor_address: str,
    rounds: int,
) -> Row:
    """The row of a page."""
    taken, below, last = in_turn(
        lambda: site.get(page.address, headers=page.headers),
        lambda: floor.get(floor_address),
        rounds,
    )
    return timed_row(
        page.name,
        taken,
        floor=below,
        statements=captured.count,
        bytes_gz=len(last.body),
        limit=page.limit,
    )


def in_turn(
    ask: Callable[[], Answer], ask_floor: Callable[[], Answer], rounds: int
) -> tuple[list[float], list[float], Answer]:
    """Seconds of the page and of the floor, warmed up first, and the page's last answer."""
    for _each in range(WARM_UP):
        last = ask()
        ask_floor()
    taken, below = [], []
    for _each in range(rounds):
        last = ask()
        taken.append(last.seconds)
        below.append(ask_floor().seconds)
    return taken, below, last
