"""Starts a keeper: `python befriending/local keep postgres FOLDER`. Not for people to type.

Run as a folder, so that the project's package, which loads Celery, is not imported:
a keeper is up in a twentieth of a second and stays small.
"""

import os
import sys
import types
from pathlib import Path

if __name__ == "__main__":
    # A grandchild belongs to nobody: it may outlive whoever started it, and nobody has to wait for it.
    if os.fork():
        os._exit(0)
    here = Path(__file__).resolve().parent
    # The folder itself must not be searched: its valkey.py would hide the library of that name.
    sys.path = [place for place in sys.path if Path(place or ".").resolve() != here]
    project = types.ModuleType("befriending")
    project.__path__ = [str(here.parent)]
    sys.modules["befriending"] = project
    local = types.ModuleType("befriending.local")
    local.__path__ = [str(here)]
    sys.modules["befriending.local"] = local

    from befriending.local.keeper import keep

    sys.exit(keep(sys.argv[2], sys.argv[3]))
