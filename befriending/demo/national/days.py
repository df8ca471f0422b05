"""On which days each pair met or was to meet, so that there are exactly as many as wanted."""

from random import Random

from befriending.demo.national.calendar import chance_of_no_meeting
from befriending.demo.national.pairs import Pair
from befriending.demo.national.texts import PAUSES

# Of the pairs that run today: nothing heard for long, time to ask, no sheet, on hold, called off.
TROUBLES = (("silent", 0.018), ("overdue", 0.035), ("missing", 0.03), ("on hold", 0.03))
HAD_A_PAUSE = 0.06
SHARE_MOVED = 0.015
# The first meeting and the latest two are kept, so that nobody is overdue by chance.
KEPT_AT_START, KEPT_AT_END = 1, 3
LONG_ENOUGH_FOR_TROUBLE = 9


def plan_days(pairs: list[Pair], wanted: int, today: int, chance: Random) -> set[tuple[int, int]]:
    """Fill in the days of all pairs; gives those that were moved, as (number of the pair, day).

    A day of the rhythm is one meeting, a moved one two: the plan, and when they met.
    """
    for pair in pairs:
        _rhythm(pair, today)
        if not pair.is_demo:
            _trouble(pair, today, chance)
    moved = round(wanted * SHARE_MOVED)
    there_are = moved + sum(len(pair.days) + (pair.coming is not None) for pair in pairs)
    may_go = [
        (number, on)
        for number, pair in enumerate(pairs)
        if not pair.is_demo
        for on in pair.days[KEPT_AT_START:-KEPT_AT_END]
    ]
    chance.shuffle(may_go)
    # First those around Christmas and in summer, then any.
    may_go.sort(key=lambda each: chance.random() >= chance_of_no_meeting(each[1]))
    spare = max(0, there_are - wanted)
    gone = set(may_go[:spare])
    for number, pair in enumerate(pairs):
        pair.days = [on for on in pair.days if (number, on) not in gone]
    return set(may_go[spare : spare + moved])


def _rhythm(pair: Pair, today: int) -> None:
    """Every day of the rhythm up to yesterday, and the one that comes next."""
    last = today - 1 if pair.ended is None else pair.ended
    pair.days = list(range(pair.first_meeting(), last + 1, pair.rhythm))
    if pair.ended is None:
        pair.coming = pair.days[-1] + pair.rhythm if pair.days else pair.first_meeting()


def _trouble(pair: Pair, today: int, chance: Random) -> None:
    """What is wrong in some of the pairs that run, and the rests that others had."""
    if len(pair.days) < LONG_ENOUGH_FOR_TROUBLE:
        return
    if pair.ended is None:
        luck = chance.random()
        for trouble, share in TROUBLES:
            if luck < share:
                pair.trouble = trouble
                _make(pair, trouble, today, chance)
                return
            luck -= share
    if chance.random() < HAD_A_PAUSE:
        first = pair.days[len(pair.days) // 3]
        last = first + chance.randint(20, 70)
        if last < pair.days[-KEPT_AT_END]:
            pair.pauses.append((first, last, chance.choice(PAUSES)))
            pair.days = [on for on in pair.days if not first <= on < last]


def _make(pair: Pair, trouble: str, today: int, chance: Random) -> None:
    match trouble:
        case "silent":
            quiet = pair.rhythm * 3 + chance.randint(2, 30)
            pair.days = [on for on in pair.days if on < today - quiet]
            pair.coming = None
        case "overdue":
            quiet = pair.rhythm + max(3, pair.rhythm // 2) + 1
            pair.days = [on for on in pair.days if on < today - quiet]
            pair.coming = None
        case "missing":
            # The latest was planned, and nobody wrote about it.
            pass
        case "on hold":
            pair.paused = today - chance.randint(5, 80)
            pair.days = [on for on in pair.days if on < pair.paused]
            pair.coming = None
            pair.pauses.append((pair.paused, None, chance.choice(PAUSES)))
