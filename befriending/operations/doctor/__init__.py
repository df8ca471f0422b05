"""manage.py doctor: what this installation lacks for people to rely on it, in sentences.

site.py       its address, mail, demo mode, keys
database.py   the server, the two roles, migrations
queue.py      Redis, the workers, the scheduled jobs
keeping.py    backups, the data folder, the disk, the static files
"""

from befriending.operations.doctor.database import examine_database, keeps_marks
from befriending.operations.doctor.findings import Finding, State
from befriending.operations.doctor.keeping import examine_backups, examine_folders
from befriending.operations.doctor.queue import examine_jobs, examine_redis
from befriending.operations.doctor.site import examine_site

__all__ = ["Finding", "State", "examine"]


def examine() -> list[Finding]:
    """Everything that can be looked at; not what lies behind a server that does not answer.

    A database without tables knows of no jobs and no backups: nothing is said of them.
    """
    findings = examine_site()
    answers, about_database = examine_database()
    findings += about_database
    queue_answers, about_redis = examine_redis()
    findings += about_redis
    has_marks = answers and keeps_marks()
    findings += examine_jobs(marks=has_marks, queue=queue_answers)
    findings += examine_backups(marks=has_marks) if answers else []
    return findings + examine_folders()
