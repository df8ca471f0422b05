"""What people work on together at home: post and money, a first flat, cooking, a phone, a loss."""

from befriending.demo.stories.episode import Episode

LETTERS = (
    Episode(
        "{name} had a bag of letters that had not been opened.",
        "We opened them one by one and made three piles: throw away, keep, answer.",
        "Only five need an answer. {name} had feared it was all of them.",
        "Start with the letter about the council tax.",
        "all_right",
    ),
    Episode(
        "The council tax letter.",
        "We read it together twice and rang the council. We were on hold for 25 minutes.",
        "The bill was for somebody who lived there before. They have taken it back.",
        "Wait for the letter that says so.",
    ),
    Episode(
        "To look at the money for the month.",
        "We wrote down what comes in and what goes out, on one sheet of paper.",
        "{name} sees now where the 40 pounds a month went.",
        "Ask about a cheaper phone contract.",
    ),
    Episode(
        "The form for help with the rent.",
        "We filled in the first half. It asks for the same things three times.",
        "We know which papers are still missing: payslip and tenancy.",
        "Bring both papers and do the second half.",
        "all_right",
    ),
    Episode(
        "To finish the form for help with the rent.",
        "We did the second half, made a copy and posted it together.",
        "It is sent. {name} kept the proof of posting.",
        "Put the date for the answer in the calendar.",
    ),
    Episode(
        "The answer about the rent has come.",
        "We read it slowly. It is a yes, and it counts from the day we posted it.",
        "{name} opened this one alone before I came.",
        "Set up a file for the letters to keep.",
    ),
    Episode(
        "To make a place for letters.",
        "We bought a folder with five parts and filled it.",
        "No letter has been left unopened for two weeks.",
        "",
    ),
)

FIRST_FLAT = (
    Episode(
        "{name} has the keys to the first place of their own.",
        "We went through the rooms and wrote down what is broken, with photos.",
        "The list went to the landlord the same evening.",
        "See which of the things have been mended.",
        place="The new flat",
    ),
    Episode(
        "There is no bed yet, and the setting-up grant was not clear.",
        "We read what the leaving care grant is for and made a list: bed, pans, curtains, kettle.",
        "{name} rang the personal adviser and got a date for the money.",
        "Look for a good second-hand bed.",
        "all_right",
    ),
    Episode(
        "To get things for the flat.",
        "We went to the reuse shop. {name} found a table, two chairs and a lamp for 35 pounds.",
        "They bring it on Thursday. The flat will not echo so much.",
        "Put up the curtain rail.",
        place="The reuse shop",
    ),
    Episode(
        "The meter.",
        "We worked out how the prepayment meter works and where to top up.",
        "{name} read the meter and wrote the number by the door.",
        "Read it again and see what a week costs.",
    ),
    Episode(
        "The first evenings alone in the flat are long.",
        "We talked about what makes an evening: something to eat, somebody to ring, a time for bed.",
        "{name} will ring their sister on Tuesdays and Fridays.",
        "Ask how Tuesday was.",
        "hard",
    ),
    Episode(
        "To put up the curtain rail.",
        "We borrowed a drill from the men's shed. {name} did the second one alone.",
        "Two rails up, only one extra hole.",
        "Return the drill.",
        place="{name}'s flat",
    ),
    Episode(
        "{name} wanted to show what the flat looks like now.",
        "I was given tea in a real cup at a real table. We just sat there.",
        "It feels like a home, {name} said so first.",
        "",
        place="{name}'s flat",
    ),
)

COOKING = (
    Episode(
        "{name} lives on toast and wants to learn five meals.",
        "We chose the five: pasta with tomato, egg fried rice, soup, chilli, and a roast for later.",
        "A shopping list for the first one, under six pounds.",
        "Pasta. I bring the big pan.",
    ),
    Episode(
        "The first meal.",
        "We cooked pasta with tomato sauce from scratch. The smoke alarm joined in once.",
        "Two portions eaten, two in the freezer.",
        "Egg fried rice.",
        place="The community kitchen",
    ),
    Episode(
        "To cook, and to eat with somebody.",
        "Egg fried rice. {name} cut the vegetables much finer than I do.",
        "{name} said it tasted better than the takeaway.",
        "Compare prices at the market and the shop.",
        place="The community kitchen",
    ),
    Episode(
        "Shopping for a week with 25 pounds.",
        "We walked round with a list and a calculator and put back two things.",
        "24 pounds 10, and food for seven days.",
        "Soup from what is left over.",
        place="The supermarket on Station Road",
    ),
    Episode(
        "Soup.",
        "We made soup from what was left in the fridge. {name} added chilli, too much, and we laughed.",
        "{name} cooked twice this week without me.",
        "The chilli, with less chilli.",
        place="The community kitchen",
    ),
    Episode(
        "{name} wanted to cook for somebody else.",
        "We made the roast for three. A neighbour came and brought pudding.",
        "{name} had planned it all, times and everything.",
        "Write the five meals on cards.",
        place="The community kitchen",
    ),
)

PHONE = (
    Episode(
        "The new phone from the family is still in its box.",
        "We charged it, made the letters large and wrote down the number.",
        "{name} rang me from the next room, twice.",
        "Put in the five most important numbers.",
    ),
    Episode(
        "Numbers.",
        "We put in the five numbers with a photo for each.",
        "{name} rang a daughter by touching her picture.",
        "Learn to answer, not only to ring.",
    ),
    Episode(
        "Answering a call.",
        "I went outside and rang. The green button has to be pushed sideways, that was the trouble.",
        "Three calls answered out of four.",
        "Pictures from the grandchildren.",
        "all_right",
    ),
    Episode(
        "The grandchildren send pictures, and {name} wants to see them.",
        "We opened the messages and looked at all the pictures of the summer.",
        "{name} sent a heart back. It was the right heart.",
        "A video call, if the family has time.",
    ),
    Episode(
        "A message that looked like the bank.",
        "We read it together. It was a fraud, and {name} had been right to wait.",
        "We wrote one rule on a card: the bank never asks for the code.",
        "Block the number.",
        "all_right",
    ),
    Episode(
        "The first video call.",
        "We called the family in Leeds. Everybody talked at the same time.",
        "{name} saw the new baby move for the first time.",
        "{name} will try it alone on Sunday.",
    ),
)

GRIEF = (
    Episode(
        "It is not long ago that {name} lost the person they shared everything with.",
        "We sat in the kitchen and {name} talked about how they met.",
        "",
        "Just come again.",
        "hard",
    ),
    Episode(
        "To be there.",
        "We looked at the coat that still hangs in the hall. It stays there for now.",
        "{name} slept for six hours last night, the first time in weeks.",
        "Go for a short walk if {name} feels like it.",
        "hard",
    ),
    Episode(
        "The first warm meal in days.",
        "I brought soup and we ate together. Afterwards we washed up with the radio on.",
        "{name} ate and had seconds.",
        "Ask about the group at the hospice, gently.",
        "all_right",
    ),
    Episode(
        "The birthday of the one who died was this week.",
        "We took flowers to the grave and told each other stories on the way back.",
        "{name} laughed about the story with the boat.",
        "",
        "all_right",
        place="The cemetery on Mill Lane",
    ),
    Episode(
        "To try the bereavement group together.",
        "We went in together. {name} said nothing for an hour and then a lot.",
        "{name} wants to go again, alone.",
        "Hear how it was.",
        place="The hospice day room",
    ),
    Episode(
        "To sort some of the clothes.",
        "We packed two bags for the charity shop and kept three pullovers and the coat.",
        "{name} chose every piece.",
        "Carry the bags to the shop.",
        "all_right",
    ),
    Episode(
        "{name} had an idea for the garden.",
        "We chose a rose by its name and found the place for it.",
        "There is something to look forward to in spring.",
        "Plant it when it comes.",
    ),
)

MEMORIES = (
    Episode(
        "{name} wants to write things down for the great-grandchildren.",
        "We began with the house by the station. I wrote, {name} talked.",
        "Two pages, in {name}'s own words.",
        "The school years.",
    ),
    Episode(
        "The school years.",
        "We found the class photograph. {name} still knows who sat beside whom.",
        "We have names for nineteen of the thirty children.",
        "The first job, at the mill.",
    ),
    Episode(
        "The first job.",
        "{name} told me about the mill: the noise, the wages, the dance on Saturdays.",
        "I learned more about this town than in ten years of living here.",
        "Ask the library for a picture of the mill.",
    ),
    Episode(
        "A picture of the mill.",
        "The library had two. {name} is fairly sure that one of the girls at the gate is a cousin.",
        "Copies of both are in the folder.",
        "The wedding.",
        place="Hazelford Library",
    ),
    Episode(
        "The wedding.",
        "We read the old letters aloud. Some of them only in part, and that is as it should be.",
        "One more chapter, the longest so far.",
        "Choose the photographs.",
    ),
    Episode(
        "To choose photographs for the book.",
        "We laid them all on the table and {name} chose twelve.",
        "The order is decided and every picture has a name and a year.",
        "Print a first copy.",
    ),
    Episode(
        "The first copy.",
        "{name} turned every page slowly and found only one mistake.",
        "There is a book now. Three copies are ordered for the family.",
        "Decide whether there will be a second part.",
    ),
)

BABY = (
    Episode(
        "{name} is alone with the baby most days and asked for company.",
        "I held the baby while {name} had a bath and then we talked.",
        "Forty minutes for {name}, which is more than all week.",
        "Look at what there is for parents nearby.",
    ),
    Episode(
        "To find something to go to with the baby.",
        "We looked at the list from the children's centre and chose the singing group.",
        "It is on Wednesdays and costs a pound.",
        "Go together the first time.",
    ),
    Episode(
        "The first time at the singing group.",
        "We went together. The baby slept through all of it and {name} sang.",
        "{name} swapped numbers with another mother.",
        "Hear how the second time was.",
        place="The children's centre",
    ),
    Episode(
        "A bad week. No sleep, and the washing machine broke.",
        "We took two loads to the launderette and talked while it turned.",
        "Clean clothes, and a plan for who to ring at bad moments.",
        "Ask the adviser about help with a machine.",
        "hard",
        place="The launderette",
    ),
    Episode(
        "To get ready for the health visitor.",
        "We wrote down the three things that {name} wanted to ask.",
        "{name} asked all three. I only held the list.",
        "",
    ),
    Episode(
        "To celebrate that the baby sits up.",
        "We had a picnic on the blanket with the other mother from the group.",
        "{name} did not look at the clock once.",
        "They meet without me now too, so next time we do something else.",
        place="The park by the weir",
    ),
)

AT_HOME = {
    "letters": LETTERS,
    "first flat": FIRST_FLAT,
    "cooking": COOKING,
    "phone": PHONE,
    "grief": GRIEF,
    "memories": MEMORIES,
    "baby": BABY,
}
