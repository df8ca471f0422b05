"""What the records say in answer to a layout's row, in sentences.

Each composer takes the scheme and the period and gives the sentences and the warnings. There is a
file for each subject; a layout names a composer by the name of its function.
"""

from collections.abc import Callable

from core.figures import Period
from reporting.statements.activities import activities
from reporting.statements.equality import equality
from reporting.statements.events import events
from reporting.statements.findings import difficulties, lessons, tips
from reporting.statements.money import value_for_money
from reporting.statements.outcomes import outcomes, outcomes_and_targets
from reporting.statements.participation import participation
from reporting.statements.parts import Statements
from reporting.statements.provider import (
    contact_person,
    organisations,
    project_title,
    provider_and_members,
    provider_and_project,
)
from reporting.statements.targets import targets
from schemes.models import Scheme

__all__ = ["COMPOSERS", "Composer", "Statements"]

Composer = Callable[[Scheme, Period], Statements]
COMPOSERS: dict[str, Composer] = {
    composer.__name__: composer
    for composer in (
        provider_and_project,
        provider_and_members,
        project_title,
        contact_person,
        organisations,
        targets,
        equality,
        value_for_money,
        participation,
        events,
        activities,
        outcomes,
        outcomes_and_targets,
        difficulties,
        lessons,
        tips,
    )
}
