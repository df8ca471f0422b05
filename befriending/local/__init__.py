"""The servers a checkout brings along: PostgreSQL and a Redis-compatible server from wheels.

Whoever needs them says `with services():` before Django's settings load. What the
environment already names (DATABASE_URL, REDIS_URL) is used as it is and no server
of ours starts; what is missing is started, and its address put into os.environ.

    home.py        the folder they live in (BEFRIENDING_DATA), its secrets and locks
    postgres.py    how PostgreSQL is set up and run        valkey.py   the same for Valkey
    keeper.py      one small process per server: starts it, mends it, stops it with its last user
    services.py    joining and leaving
    supervisor.py  script/server         preparation.py   migrations, static files, demo scheme
"""

from befriending.local.errors import LocalError
from befriending.local.services import Services, services

__all__ = ["LocalError", "Services", "services"]
