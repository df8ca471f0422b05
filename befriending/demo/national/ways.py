"""The way everybody took: from applying or being referred to where they are today."""

from random import Random

from befriending.demo.national.cast import Casting, Helper, Neighbour, Somebody
from befriending.demo.national.programme import Programme
from befriending.demo.national.sizes import Sizes
from befriending.demo.national.texts import (
    WHY_NEVER_BEGAN,
    WHY_SUPPORT_ENDED,
    WHY_VOLUNTEERS_LEFT,
    WHY_WITHDRAWN,
)
from supportees.models import Supportee
from volunteers.models import Volunteer

V, S = Volunteer.Status, Supportee.Status
# Who has not been matched for this long has gone on to other things.
LONGEST_IDLE_DAYS = 200


def add_unmatched(casting: Casting, sizes: Sizes, chance: Random) -> None:
    """Those who were never matched: just come, waiting, or gone again."""
    programme = casting.programme
    while len(casting.cast.helpers) < sizes.volunteers:
        organiser, joined = _day_with_an_organiser(programme, chance)
        helper = casting.add_helper(organiser, programme.organisers[organiser].host_on(joined))
        helper.steps = _unmatched_helper(helper, joined, programme.today, chance)
    while len(casting.cast.neighbours) < sizes.supportees:
        organiser, referred = _day_with_an_organiser(programme, chance)
        host = programme.organisers[organiser].host_on(referred)
        neighbour = casting.add_neighbour(programme.hosts[host].town)
        neighbour.steps = _unmatched_neighbour(neighbour, referred, programme.today, chance)


def _day_with_an_organiser(programme: Programme, chance: Random) -> tuple[int, int]:
    """Half of them came lately, the others at any time of the four years."""
    while True:
        number = chance.randrange(len(programme.organisers))
        organiser = programme.organisers[number]
        first, last = organiser.first, min(organiser.last, programme.today - 2)
        if chance.random() < 0.6:
            first = max(first, programme.today - 100)
        if first <= last:
            return number, chance.randint(first, last)


def _unmatched_helper(
    helper: Helper, joined: int, today: int, chance: Random
) -> list[tuple[str, int]]:
    ago = today - joined
    steps: list[tuple[str, int]] = [(V.APPLIED, joined)]
    if ago < 12:
        return [(V.ENQUIRED, joined)] if chance.random() < 0.5 else steps
    steps.append((V.IN_TRAINING, joined + chance.randint(8, 11)))
    if ago < 50:
        return steps
    if ago < 150 and chance.random() < 0.9:
        helper.started = joined + chance.randint(42, 49)
        steps.append((V.AVAILABLE, helper.started))
        return steps
    steps.append((V.LEFT, joined + chance.randint(20, 49)))
    helper.finished, helper.why_finished = steps[-1][1], chance.choice(WHY_NEVER_BEGAN)
    return steps


def _unmatched_neighbour(
    neighbour: Neighbour, referred: int, today: int, chance: Random
) -> list[tuple[str, int]]:
    neighbour.referred = referred
    ago = today - referred
    steps: list[tuple[str, int]] = [(S.REFERRED, referred)]
    if ago < 6:
        return steps
    steps.append((S.ASSESSED, referred + chance.randint(2, 5)))
    if ago < 14:
        return steps
    steps.append((S.WAITING, referred + chance.randint(6, 13)))
    if ago < 110:
        return steps
    steps.append((S.ENDED, referred + chance.randint(30, 109)))
    neighbour.finished, neighbour.why_finished = steps[-1][1], chance.choice(WHY_WITHDRAWN)
    return steps


def tell_ways(casting: Casting, chance: Random) -> None:
    """The steps of everybody who was matched: matches move them as they would have then."""
    programme = casting.programme
    for helper in casting.cast.helpers:
        if helper.pairs:
            _tell_helper(helper, programme, chance)
    for neighbour in casting.cast.neighbours:
        if neighbour.pairs:
            _tell_neighbour(neighbour, programme.today, chance)


def hand_on(casting: Casting) -> None:
    """Whoever has not left belongs to a host of today, and works with somebody who is there."""
    programme = casting.programme
    for helper in casting.cast.helpers:
        if helper.steps[-1][0] != V.LEFT:
            before = helper.host
            helper.organiser, helper.host = programme.who_answers_for(
                helper.organiser, helper.host, helper.number
            )
            if helper.host != before:
                helper.cohort = programme.organisers[helper.organiser].cohort


def _tell_helper(helper: Helper, programme: Programme, chance: Random) -> None:
    assert helper.started is not None
    applied = helper.started - chance.randint(44, 70)
    helper.steps = [
        (V.APPLIED, applied),
        (V.IN_TRAINING, applied + chance.randint(7, 16)),
        (V.AVAILABLE, helper.started),
        *_moved_by_matches(helper, V.MATCHED, V.AVAILABLE),
    ]
    status, since = helper.steps[-1]
    if status == V.MATCHED:
        return
    idle = programme.today - since
    if not helper.comes_back:
        leaves = since + chance.randint(3, 40)
    elif idle > LONGEST_IDLE_DAYS:
        leaves = since + chance.randint(60, LONGEST_IDLE_DAYS)
    else:
        if idle > 20 and chance.random() < 0.2:
            helper.steps.append((V.PAUSED, since + chance.randint(5, 20)))
        return
    if leaves < programme.today:
        helper.steps.append((V.LEFT, leaves))
        helper.finished, helper.why_finished = leaves, chance.choice(WHY_VOLUNTEERS_LEFT)


def _tell_neighbour(neighbour: Neighbour, today: int, chance: Random) -> None:
    referred = neighbour.referred
    neighbour.steps = [
        (S.REFERRED, referred),
        (S.ASSESSED, referred + 3),
        (S.WAITING, referred + 6),
        *_moved_by_matches(neighbour, S.MATCHED, S.WAITING),
    ]
    status, since = neighbour.steps[-1]
    if status == S.MATCHED:
        return
    if not neighbour.comes_back:
        # Ending the last match ended their support in the same moment.
        neighbour.steps[-1] = (S.ENDED, since)
    elif today - since > 120:
        neighbour.steps.append((S.ENDED, since + chance.randint(25, 115)))
    else:
        return
    neighbour.finished = neighbour.steps[-1][1]
    neighbour.why_finished = chance.choice(WHY_SUPPORT_ENDED)


def _moved_by_matches(somebody: Somebody, matched: str, free: str) -> list[tuple[str, int]]:
    """A step whenever the first of somebody's matches begins, or the last that ran ends."""
    changes = [(pair.started, 1) for pair in somebody.pairs]
    changes += [(pair.ended, -1) for pair in somebody.pairs if pair.ended is not None]
    steps: list[tuple[str, int]] = []
    running = 0
    for on, change in sorted(changes):
        before, running = running, running + change
        if not before and running:
            steps.append((matched, on))
        elif before and not running:
            steps.append((free, on))
    return steps
