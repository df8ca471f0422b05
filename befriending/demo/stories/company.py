"""Company: what two people do together when there is nothing that has to be done."""

from befriending.demo.stories.episode import AUTUMN, COLD, SPRING, SUMMER, WARM, WINTER, Episode

FIRST = (
    Episode(
        "To get to know each other, now that we are matched.",
        "We had a hot drink and talked about where we both grew up. I said what I can help with and what I cannot.",
        "We agreed on a day and a time that suit us both.",
        "Decide together what we want to do first.",
    ),
    Episode(
        "Our first meeting on our own after the introduction.",
        "We sat and talked. {name} asked me a lot of questions, which was fair. I had a few of my own.",
        "It was easier than either of us had thought.",
        "{name} will think about what would be good to do together.",
    ),
    Episode(
        "To begin. The introduction was last week.",
        "We read the agreement again together and swapped numbers. Then we talked about music for half an hour.",
        "We both know how often we meet and what happens if one of us cannot come.",
        "Find a quiet table, it was loud today.",
        "all_right",
    ),
)

LAST = (
    Episode(
        "Our last meeting, as we had planned.",
        "We looked back over the months and laughed about our first meeting. {name} brought cake.",
        "{name} wrote down three things that are different now and keeps the list.",
        "",
    ),
    Episode(
        "To say goodbye properly.",
        "We went through who {name} can turn to now and put the numbers on one card.",
        "{name} said: I know where to go, and that is enough.",
        "",
        "all_right",
    ),
)

# Christmas and New Year are short, and by telephone.
HOLIDAY = (
    Episode(
        "So that nobody is alone on a day like this.",
        "We talked on the phone about what we each had for dinner and what was on television.",
        "{name} said it broke up a long day.",
        "Meet in person again as usual.",
    ),
    Episode(
        "To say hello over the holiday.",
        "A short call. {name} was tired but glad that somebody rang.",
        "",
        "Meet in person again as usual.",
        "all_right",
    ),
)

ANYONE = (
    Episode(
        "Company, and some fresh air.",
        "We walked once round the park and sat by the weir for a while.",
        "It was {name}'s first time out since the weekend.",
        "Bring something for the ducks if it is dry.",
        place="The park by the weir",
    ),
    Episode(
        "A catch-up after a hard week.",
        "I mostly listened. {name} had not slept well and did not want advice.",
        "{name} looked lighter at the end than at the start.",
        "Ask how the nights have been.",
        "hard",
    ),
    Episode(
        "Our usual time together.",
        "We did the crossword in the free paper and left two clues for next time.",
        "",
        "Finish the crossword.",
    ),
    Episode(
        "To have something to look forward to.",
        "We looked round the market. {name} bought fruit and talked to the woman on the stall.",
        "{name} did all the talking at the stall.",
        "Go again on market day.",
        place="Hazelford market",
    ),
    Episode(
        "To try something new together.",
        "We went to the museum. It is free, and it was warm inside. We stayed in the railway room for an hour.",
        "We found a photograph of {name}'s street from a hundred years ago.",
        "See the rest upstairs.",
        place="Hazelford museum",
        months=COLD,
    ),
    Episode(
        "{name} asked for a quiet one.",
        "We had tea and did not say much. That was fine.",
        "",
        "Nothing special. Same time, same place.",
        "all_right",
    ),
    Episode(
        "Company.",
        "We played cards. {name} taught me a game with two packs and won four times.",
        "A proper laugh, the first for a while.",
        "I want to win one back.",
    ),
    Episode(
        "To get out of the flat.",
        "We took the bus to the end of the line and back, just to see where it goes.",
        "{name} now knows which stop is the one for the surgery.",
        "Choose another line.",
        place="On the number 23 bus",
    ),
    Episode(
        "To talk about the weekend, which is when it gets lonely.",
        "We made a list of what is open on a Sunday and is free.",
        "There are four things on the list. {name} put it on the fridge.",
        "Ask which one {name} tried.",
    ),
    Episode(
        "Our usual time together.",
        "It rained, so we stayed in and listened to the football on the radio.",
        "",
        "Walk by the river if it is dry.",
        months=COLD,
    ),
    Episode(
        "To pick blackberries before they are gone.",
        "We filled two boxes along the old railway path and gave one to the neighbour.",
        "{name} rang a bell that had never been rung before.",
        "Try the recipe for crumble.",
        place="The old railway path",
        months=(8, 9),
    ),
    Episode(
        "To enjoy the sun while it lasts.",
        "We sat on the bench outside the library with an ice cream each and watched people.",
        "Two people stopped to say hello to {name}.",
        "Bring hats.",
        place="The bench outside the library",
        months=SUMMER,
    ),
    Episode(
        "To see the spring flowers.",
        "We walked slowly through the churchyard. {name} knew the names of more flowers than I did.",
        "Forty minutes on foot without a rest.",
        "Take a photo of the cherry tree when it is out.",
        place="The churchyard",
        months=SPRING,
    ),
    Episode(
        "To choose a book or two.",
        "We looked round the library and {name} joined. It took five minutes.",
        "{name} has a library card and two books to take home.",
        "Say what the books were like.",
        place="Hazelford Library",
    ),
    Episode(
        "Because it was {name}'s birthday this week.",
        "I brought a small cake and a card from all of us. We each had two slices.",
        "{name} put the card where it can be seen from the chair.",
        "",
    ),
    Episode(
        "Company.",
        "We talked about our families, the good parts and the rest.",
        "{name} told me something that nobody here had asked about before.",
        "Leave time to talk again. Do not plan too much.",
        "all_right",
    ),
)

YOUNG = (
    Episode(
        "To get out and move a bit.",
        "We played pool. {name} plays much better than I do and was patient about it.",
        "{name} talked to two other people at the next table.",
        "Same again, and I practise before.",
        place="The youth centre",
    ),
    Episode(
        "{name} did not want to be at home today.",
        "We walked and talked for an hour. There had been a row with the people upstairs about the noise.",
        "We thought of one sentence to say and one to leave out.",
        "Hear how it went with the people upstairs.",
        "hard",
        place="The canal path",
    ),
    Episode(
        "To catch up.",
        "We had chips and swapped playlists. I now know a lot about drill music.",
        "",
        "Bring headphones that work.",
    ),
    Episode(
        "To look ahead to the weekend, which is when it gets quiet.",
        "We found a free five-a-side group on Saturday mornings and looked at their page together.",
        "{name} sent them a message while I was there.",
        "Ask whether they wrote back.",
    ),
    Episode(
        "To have a good time, for once without a form.",
        "We watched the early film. It was half price before five.",
        "We disagreed about the ending all the way to the bus stop.",
        "{name} chooses the next one.",
        place="The Regal cinema",
    ),
    Episode(
        "To talk about birthdays. {name}'s is coming and they are not easy.",
        "We talked about who to ask and who not to ask. It does not have to be a party.",
        "{name} will ask two people for pizza.",
        "Remember the date.",
        "all_right",
    ),
    Episode(
        "{name} messaged and wanted to meet.",
        "We sat in the park. {name} had seen an old foster carer by chance and it brought a lot back.",
        "{name} decided to write to them. I said I would be there when it is posted.",
        "The letter, if it is written. No hurry.",
        "hard",
        place="The park by the weir",
    ),
    Episode(
        "To try the climbing wall that {name} had seen.",
        "We had the taster hour. {name} went to the top twice, I got half way.",
        "Something to be proud of, and sore arms.",
        "Ask about the price for care leavers.",
        place="The leisure centre",
    ),
)

OLDER = (
    Episode(
        "Company. The week had been long.",
        "We had tea and {name} showed me the photographs from the allotment years.",
        "We found the names of everybody in the big picture but one.",
        "Look for the other album.",
    ),
    Episode(
        "{name} had not been out since the last time.",
        "We walked to the corner shop and back, arm in arm, and bought a paper.",
        "There and back without the stick slipping once.",
        "Try as far as the post box.",
        place="Around the block",
    ),
    Episode(
        "Our usual time together.",
        "We baked scones. {name} gave the orders and I did the lifting.",
        "Twelve scones. Four went next door.",
        "Next time cheese ones.",
    ),
    Episode(
        "To hear some music.",
        "We listened to old records. {name} sang along to nearly all of them.",
        "{name} remembered every word.",
        "I will bring the record with the brass band.",
    ),
    Episode(
        "To go to the coffee morning together, so that the first time is not alone.",
        "We stayed for an hour. {name} knew two people from the old school and was asked to come again.",
        "{name} put the next date on the calendar.",
        "Ask whether {name} would go without me.",
        place="The parish hall",
    ),
    Episode(
        "To sort out the bird feeder together.",
        "We hung the feeder where it can be seen from the chair and waited. Two robins came.",
        "{name} keeps a list of birds now.",
        "Bring more seed.",
        months=WINTER,
    ),
    Episode(
        "To sit in the garden while it is warm.",
        "We planted the pots by the door, geraniums and one tomato.",
        "Everything is planted and watered.",
        "See how the tomato is doing.",
        months=WARM,
    ),
    Episode(
        "To write the cards for Christmas.",
        "{name} told me what to write and signed them all. We found three old addresses.",
        "Fourteen cards are in the post.",
        "Bring stamps, we are two short.",
        months=(12,),
    ),
    Episode(
        "{name} felt low after the clocks went back.",
        "We kept the lights on, had soup and talked about winters long ago.",
        "{name} ate a whole bowl.",
        "Bring the puzzle with the big pieces.",
        "all_right",
        months=AUTUMN,
    ),
)

# When one of the two cannot come, they ring.
CALLS = (
    Episode(
        "By phone, because {name} had a cold.",
        "We talked for a while. {name} had soup in the house and enough to read.",
        "",
        "Meet in person again.",
        "all_right",
    ),
    Episode(
        "By phone this time, the roads were icy.",
        "We talked for twenty minutes and read each other the odd bits from the paper.",
        "{name} stayed in and stayed upright.",
        "Meet when it has thawed.",
        months=(12, 1, 2),
    ),
    Episode(
        "A call, because I was away with work.",
        "{name} told me about the week: one good day, two so-so.",
        "",
        "Tell the story about the bus in person.",
    ),
)

# {name} is the supported person here too.
MISSED_BY_VOLUNTEER = (
    "I had a cold and did not want to pass it on.",
    "My shift was changed at the last minute.",
    "Somebody at home was ill and could not be left alone.",
    "The car would not start and there was no bus left.",
)
MISSED_BY_SUPPORTEE = (
    "{name} was not well.",
    "{name} had an appointment at the hospital.",
    "{name} forgot, and rang later to say sorry.",
    "{name} had visitors and was pleased about it.",
    "{name} did not feel up to it today.",
)
MISSED_FOR_ANOTHER_REASON = (
    "No buses that afternoon.",
    "We waited at two different doors. Next time we say which one.",
    "The place was shut, it rained, and we gave up.",
)
CALLED_OFF = (
    "{name} rang the day before: a funeral in the family.",
    "I am away that week, we have agreed it.",
    "Both of us are away.",
    "{name} has a check-up on that day.",
)
AFTER_MISSING = (
    "Ring on the morning to make sure.",
    "Same plan as for today.",
    "Begin where we stopped.",
)
