"""What is written down about people and matches: reasons, purposes, interests. All invented."""

from matching.models import Match

E, B = Match.Ending, Match.EndedBy

# What it is for, and the themes of befriending/demo/stories that go with it.
PURPOSES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("Company, and a reason to leave the house once a week.", ("out",), "older"),
    ("Letters and forms, one at a time.", ("letters",), "older"),
    ("Settling into a first flat without being alone with it.", ("first flat",), "young"),
    ("Cooking for one, and eating with somebody.", ("cooking",), "young"),
    ("Speaking English with a neighbour.", ("english",), "young"),
    ("Getting used to the phone and what it can do.", ("phone",), "older"),
    ("The first year with a baby, a long way from family.", ("baby",), "young"),
    ("Finding work again after a long gap.", ("work",), "young"),
    ("Somebody to talk to after a loss.", ("grief",), "older"),
    ("Getting to know the street, and the street getting to know them.", ("memories",), "older"),
    ("Going to one thing a week where people know their name.", ("college",), "young"),
    ("Keeping the garden going together.", ("allotment",), "older"),
)

PLANNED_ENDINGS = (
    "Both felt that it was done. They say hello in the street.",
    "As agreed at the start. The last meeting was a meal together.",
    "{name} goes to the group alone now and brings others along.",
    "The year was over. {name} has three people to ring, and has written them down.",
    "They decided together that {name} manages well.",
)
PREMATURE_ENDINGS = (
    "{name} moved to another town at short notice.",
    "{name}'s health got worse, and now the district nurse comes every day.",
    "It did not grow into a friendship. Nobody was to blame.",
    "{name} wanted fewer appointments in the week.",
    "New shifts at work left no evening free.",
)
UNEXPECTED_ENDINGS = (
    "A new job in another city. {name} was told in person.",
    "{name} went into hospital and from there into a home.",
    "No answer to calls or letters since the spring. We left a card.",
    "A family member fell ill and needs all the time there is.",
)
ENDINGS = (
    (62, E.PLANNED, (B.BOTH, B.BOTH, B.BOTH, B.SCHEME), PLANNED_ENDINGS),
    (24, E.PREMATURE, (B.SUPPORTEE, B.VOLUNTEER, B.BOTH), PREMATURE_ENDINGS),
    (14, E.UNEXPECTED, (B.VOLUNTEER, B.SUPPORTEE, B.UNKNOWN), UNEXPECTED_ENDINGS),
)
ENDING_WEIGHTS = [weight for weight, *_rest in ENDINGS]

PAUSES = (
    "In hospital for a planned operation.",
    "Away with family for some weeks.",
    "Exams. They start again when these are over.",
    "A new baby in the family.",
    "Needs a rest, and says so openly.",
)
WHY_VOLUNTEERS_LEFT = (
    "Got a job. The reference helped.",
    "Moved away",
    "Started at college",
    "Looks after grandchildren now",
    "Feels it was a good time, and has done enough for now",
    "Has started a group in the next street",
    "Health",
)
WHY_NEVER_BEGAN = (
    "Found that it was not for them",
    "Did not answer after the first training evening",
    "Got a job with shifts before the training ended",
    "Wanted to help with events instead",
)
WHY_SUPPORT_ENDED = (
    "Manages well and knows where to go",
    "Moved away",
    "Goes to the group every week now",
    "Has support from the family",
    "Moved into a home",
    "Did not want to go on with somebody new",
)
WHY_WITHDRAWN = (
    "Found company without us",
    "Changed their mind",
    "Could not be reached",
    "Needs more than a volunteer can give",
)
CAN_HELP_WITH = (
    "company",
    "letters and forms",
    "getting out and about",
    "English conversation",
    "cooking",
    "phone and computer",
    "finding work",
    "gardening",
    "small repairs",
    "settling into a flat",
    "young families",
    "setting up a group",
)
INTERESTS = (
    "allotments",
    "baking",
    "birds",
    "bowls",
    "choir",
    "crosswords",
    "darts",
    "dogs",
    "dominoes",
    "films",
    "football",
    "knitting",
    "local history",
    "music",
    "needlework",
    "old cars",
    "quizzes",
    "reading",
    "rugby",
    "swimming",
    "tea dances",
    "walking",
)
WHO_ELSE = (
    "Her sister, for the first ten minutes",
    "His neighbour from upstairs",
    "Two more from the street",
    "The grandchildren, it is half-term",
    "A friend who wants to know what we do",
)
# Said beside what they did, as people do.
ASIDES = (
    "It rained the whole time.",
    "{name} was tired and we kept it short.",
    "{name} was in very good spirits.",
    "The bus was late, so we began later than planned.",
    "We ran over by a quarter of an hour.",
    "{name} had been to the surgery in the morning.",
    "We bumped into somebody from the group and stood talking.",
    "{name} had not slept well.",
    "The lift was out of order again.",
    "{name} paid for the tea and would not hear of anything else.",
    "There was a power cut, so we sat by the window.",
    "{name} asked after my mother, which was kind.",
    "It was too loud there; we will find a better corner.",
    "A short visit because of the school run.",
    "{name} told me about growing up two streets away.",
    "We talked about the weekend first.",
    "{name} had news from family.",
    "The heating is working again.",
    "I brought the newspaper.",
    "{name} showed me photographs.",
    "The neighbour put her head round the door.",
    "We both had colds.",
    "{name} had written a list before I came.",
    "The street was up, so I had to walk round.",
    "There is a new family next door and they said hello.",
    "{name} laughed a lot today.",
    "It was quiet today, and that was fine.",
    "{name} had the radio on when I came.",
    "We met the caretaker, who is helpful.",
    "First time without the walking frame to the corner.",
)
