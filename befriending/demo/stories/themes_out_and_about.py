"""What people work on together outside: college, a job, getting out again, English, an allotment."""

from befriending.demo.stories.episode import Episode

COLLEGE = (
    Episode(
        "{name} wants to go back to college and is not sure for what.",
        "We wrote down what {name} likes doing and what people ask {name} for help with.",
        "Two courses are on the list now.",
        "Look at both pages and the dates.",
    ),
    Episode(
        "To look at the courses.",
        "We read what each course asks for. English and maths are needed for both.",
        "There is an evening course for maths that starts soon, and it is free.",
        "Go to the open evening.",
    ),
    Episode(
        "The open evening.",
        "We went together. {name} asked a student how the first weeks had been.",
        "Better than feared, the student said. {name} took the form home.",
        "Write the personal statement.",
        place="Forest College",
    ),
    Episode(
        "The personal statement.",
        "{name} had written half a page alone. We made it clearer and left out nothing.",
        "It says who {name} is and it is true.",
        "Read it once more and send it.",
    ),
    Episode(
        "To practise for the interview at the college.",
        "I asked the questions and {name} answered. The third time was the best.",
        "{name} has an answer to “Tell me about yourself” now.",
        "Good luck on Tuesday. Ring me afterwards.",
        "all_right",
    ),
    Episode(
        "The letter from the college.",
        "{name} has a place. We read the letter three times and had a hot chocolate on it.",
        "A place from September, with the bursary for care leavers.",
        "Make a list of what is needed for the first day.",
    ),
    Episode(
        "The first weeks at college.",
        "We talked about the timetable and how to sit with people at lunch.",
        "{name} has not missed a day.",
        "Look at the first homework if {name} wants to.",
    ),
)

WORK = (
    Episode(
        "{name} is looking for work and does not know where to begin.",
        "We wrote a CV. It has more on it than {name} had thought, because helping in the kitchen counts.",
        "One page, no gaps, both of us think it is good.",
        "Find three places to send it to.",
    ),
    Episode(
        "To look for places.",
        "We walked through town and asked in shops whether they need somebody.",
        "Two said come back with a CV. {name} did the asking in the second one.",
        "Bring the CV to both.",
        place="The town centre",
    ),
    Episode(
        "A no from the first shop.",
        "We talked about what a no means and what it does not mean.",
        "{name} sent two more the same evening.",
        "Practise for interviews.",
        "hard",
    ),
    Episode(
        "An interview at the garden centre.",
        "We practised, ironed a shirt and found the bus.",
        "{name} knows three things to say about plants.",
        "Ring me when you come out.",
    ),
    Episode(
        "After the interview.",
        "{name} told me every question. They want to try it out for two Saturdays.",
        "A trial, paid.",
        "Set two alarms.",
    ),
    Episode(
        "{name} got the job.",
        "We worked out what it means for the benefits, with the calculator on the council page.",
        "It is worth it. {name} wrote the numbers down.",
        "Talk about the first week.",
    ),
)

OUT = (
    Episode(
        "{name} has not been out alone for a long time and wants to change that.",
        "We drew a map of places: easy, harder, hardest. The corner shop is easy.",
        "We agreed to go one step at a time, and that turning back is allowed.",
        "The corner shop, at a quiet time.",
    ),
    Episode(
        "The corner shop.",
        "We went in together. {name} paid and I waited by the door.",
        "Three minutes, and the heart calmed down on the way back.",
        "The same, and I wait outside.",
        "all_right",
        place="The corner shop",
    ),
    Episode(
        "The corner shop, a step further.",
        "I waited across the road. {name} came out with milk and a smile.",
        "In and out alone.",
        "The bus, two stops.",
        place="The corner shop",
    ),
    Episode(
        "The bus.",
        "We got on and got off again after one stop. It was too full.",
        "We tried, and we know that mornings are better.",
        "Try at ten o'clock, when it is empty.",
        "hard",
        place="The bus stop on Mill Lane",
    ),
    Episode(
        "The bus again, at ten o'clock.",
        "Two stops there, a cup of tea, two stops back.",
        "{name} chose the seat and rang the bell.",
        "Go as far as the library.",
        place="On the number 23 bus",
    ),
    Episode(
        "As far as the library.",
        "We went in and stayed for half an hour. Nobody looked, as {name} noticed.",
        "The whole way there and back, and a book.",
        "{name} will try the first stop alone.",
        place="Hazelford Library",
    ),
    Episode(
        "{name} wanted to tell me something.",
        "{name} had gone to the library alone on Tuesday. We went through every minute of it.",
        "It was done alone. I have nothing to add.",
        "Choose the next place on the map.",
    ),
)

ENGLISH = (
    Episode(
        "To speak English with somebody who has time.",
        "We talked about food, and {name} taught me how to say bread and thank you.",
        "An hour of talking, with hands and feet.",
        "The words for the doctor.",
    ),
    Episode(
        "The words for the doctor.",
        "We practised saying where it hurts and for how long, then we rang for an appointment.",
        "{name} made the appointment. I only dialled.",
        "Hear how the appointment was.",
    ),
    Episode(
        "A letter about a repair.",
        "We read it and filled in the slip at the bottom.",
        "{name} wrote the name and the date and signed it.",
        "Read the next one first without me.",
    ),
    Episode(
        "To ask for things in a shop.",
        "We went to the market and {name} bought everything on the list, asking for each.",
        "Nobody had to ask twice.",
        "Talk about the weather, people here like that.",
        place="Hazelford market",
    ),
    Episode(
        "To find a class.",
        "We went to the community college and {name} did the short test.",
        "There is a place in the class on Monday mornings.",
        "Get a notebook.",
        place="Forest College",
    ),
    Episode(
        "After the first class.",
        "{name} showed me the notebook. There are people from nine countries in the class.",
        "{name} asked me a question in a full sentence, without noticing.",
        "Speak about last week, in the past tense.",
    ),
    Episode(
        "{name} misses home.",
        "We looked at the town on a map. {name} showed me the street and the school.",
        "",
        "Cook something from there together.",
        "hard",
    ),
)

ALLOTMENT = (
    Episode(
        "To have something to do with our hands.",
        "We looked at the allotment that the community garden lends out. It is a jungle.",
        "We took the small one, two beds, and wrote our names on the gate.",
        "Bring gloves and a fork.",
        place="The community garden",
    ),
    Episode(
        "The first bed.",
        "We dug half of the first bed and had tea on two upturned buckets.",
        "Half a bed, one toad, no backache.",
        "The other half.",
        place="The community garden",
    ),
    Episode(
        "To choose what to grow.",
        "We went through the seed box. {name} knows what will grow here and what will not.",
        "A plan for two beds on the back of an envelope.",
        "Onions first, says {name}.",
    ),
    Episode(
        "The allotment.",
        "We planted onions in three straight lines. Well, nearly straight.",
        "The neighbours on the next plot offered us their spare netting.",
        "Put up the netting.",
        place="The community garden",
    ),
    Episode(
        "A wet day in the shed.",
        "We cleaned tools and talked about the years when {name} fed a family from a garden.",
        "{name} is going to show the others how to sharpen a hoe.",
        "Dry weather, please.",
        place="The community garden",
    ),
    Episode(
        "To see what has become of it.",
        "We pulled up the first ones and took them to the coffee morning.",
        "{name} was asked to help with the school's plot.",
        "",
        place="The community garden",
    ),
)

OUT_AND_ABOUT = {
    "college": COLLEGE,
    "work": WORK,
    "out": OUT,
    "english": ENGLISH,
    "allotment": ALLOTMENT,
}
