"""A few records that cannot all be true, as spreadsheets leave them behind."""

from befriending.demo.national.cast import Cast
from volunteers.models import Volunteer

TOO_MANY = 2
ON_HOLD_DAYS_AGO = 9


def make_odd(cast: Cast, today: int) -> None:
    """Two volunteers with more people than agreed, one on hold whose match runs, and two of whom
    a spreadsheet said something else than the matches."""
    helpers = [each for each in cast.helpers if each.email != "volunteer"]
    full = [each for each in helpers if each.running(today) > 1][:TOO_MANY]
    for helper in full:
        helper.most, helper.is_imported = helper.running(today) - 1, True
    on_hold = next(
        each
        for each in helpers
        if each not in full
        and each.steps[-1][0] == Volunteer.Status.MATCHED
        and each.steps[-1][1] < today - ON_HOLD_DAYS_AGO
        and all(not pair.trouble for pair in each.pairs)
    )
    on_hold.steps.append((Volunteer.Status.PAUSED, today - ON_HOLD_DAYS_AGO))
    # Among very few there may be nobody who waits for a match.
    idle = [each for each in helpers if not each.running(today)]
    free = next((each for each in idle if each.steps[-1][0] == Volunteer.Status.AVAILABLE), idle[0])
    free.imported_status, free.in_doubt, free.is_imported = "Matched", True, True
    neighbour = next(
        each
        for each in cast.neighbours
        if each.steps[-1][0] == "matched" and not each.pairs[0].is_demo
    )
    neighbour.imported_status, neighbour.in_doubt = "Waiting list", True
