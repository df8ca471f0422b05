"""Using a page without a mouse, and looking hard at it."""

from playwright.sync_api import expect

from befriending.journeys.browser import Visitor

FOCUSED_WORDS = """() => {
    const here = document.activeElement;
    const labels = [...(here.labels || [])].map(label => label.innerText).join(" ");
    return (labels || here.innerText || here.value || "").trim();
}"""


class AtKeyboard:
    """A visitor who only has a keyboard."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page

    def open(self, path: str = "/") -> None:
        """Type an address."""
        self.visitor.open(path)

    def tab_to(self, words: str) -> None:
        """Press Tab until the thing with these words has the focus."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(FOCUSED_WORDS).startswith(words):
                return
        raise AssertionError(f"Tab never reaches “{words}” on {self.page.url}")

    def press(self, words: str) -> None:
        """Tab to a link or button and press Enter."""
        self.tab_to(words)
        self.page.keyboard.press("Enter")

    def write(self, label: str, text: str) -> None:
        """Tab to a field by its label, type, and press Enter."""
        self.tab_to(label)
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def look(self, heading: str) -> None:
        """Wait for the page with this heading, and find nothing wrong with it."""
        expect(self.page.locator("h1")).to_contain_text(heading)
        self.visitor.check_page()

    def arrives_at(self, path: str) -> None:
        """Wait until this page of the site is open."""
        expect(self.page).to_have_url(self.visitor.address + path)
