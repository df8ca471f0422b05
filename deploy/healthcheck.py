"""Asks the site in this container whether it is well; for Docker's HEALTHCHECK. Exit code 0 or 1."""

import os
import sys
import urllib.error
import urllib.request
from urllib.parse import urlsplit


def main() -> int:
    """The site answers only to its own name, so the question carries it."""
    host = urlsplit(os.environ.get("SITE_URL", "")).hostname or "localhost"
    question = urllib.request.Request("http://127.0.0.1:8000/healthz/", headers={"Host": host})
    try:
        with urllib.request.urlopen(question, timeout=4) as answer:
            print(answer.read(2000).decode())
    except urllib.error.HTTPError as error:
        print(error.read(2000).decode(errors="replace"))
        return 1
    except OSError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
