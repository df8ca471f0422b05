"""E-mail as it lands in a folder."""

import email
import email.policy
import re
import time
from pathlib import Path


class Letters:
    """Reads each letter once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read: set[Path] = set()

    def next_to(self, address: str, *, about: str) -> str:
        """The text of the next unread letter to somebody about something; waits ten seconds."""
        until = time.monotonic() + 10
        while time.monotonic() < until:
            for path in sorted(set(self.folder.glob("*.eml")) - self.read):
                letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
                body = letter.get_body(("plain",))
                if body is not None and letter["To"] == address and about in letter["Subject"]:
                    self.read.add(path)
                    return str(body.get_content())
            time.sleep(0.05)
        raise AssertionError(f"No letter to {address} about “{about}” came.")

    def next_code_to(self, address: str) -> str:
        """The sign-in code in the next letter."""
        text = self.next_to(address, about="your code to sign in")
        found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", text, re.MULTILINE)
        assert found is not None, text
        return found[0]
