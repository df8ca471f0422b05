"""What the demo scheme has written about itself so far, with gaps as in life."""

TEXTS = {
    "role-description": (
        "A befriender meets one neighbour, every week or every fortnight, for about an hour.\n"
        "They listen, do things together that both like, and help with small steps: opening a "
        "letter, taking the bus, cooking a meal.\n"
        "After each meeting they write a short record sheet. Ruth stands behind them and can be "
        "rung on any working day."
    ),
    "role-limits": (
        "A befriender does not lend or borrow money, give medicine, lift or wash anybody, or "
        "have somebody stay overnight.\n"
        "They are not on call in the evening or at night.\n"
        "They do not keep it secret when somebody may come to harm: they tell Marian the same day."
    ),
    "person-experience": (
        "None is asked for. It helps to have left care, to have lived alone for the first time, "
        "or to have come through a time of loss, and to be willing to say so."
    ),
    "person-skills": "Listening. Being clear about what you can and cannot do. Writing three sentences.",
    "person-qualities": "On time. Patient. Kind without pity. Glad when you are not needed any more.",
    "person-values": (
        "People decide for themselves. What is said stays between the two, unless somebody may "
        "come to harm. Everybody is worth the same bus fare."
    ),
    "person-potential": (
        "You may be shy, or new to all this. If you are willing to learn, the training will do "
        "the rest."
    ),
    "aims-supportees": (
        "Fewer days without a word to anybody.\n"
        "Young people who leave care keep their first home past the first year.\n"
        "At least one place outside the home where people know their name.\n"
        "Letters are opened, and answered in time."
    ),
    "aims-supporters": (
        "Skills that an employer or a college asks about: listening, boundaries, recording.\n"
        "Confidence, and people to turn to.\n"
        "For those who have left care: their own experience is worth something to others."
    ),
    "supervision": (
        "Ruth sees each befriender alone every eight weeks and in a group every month. Always "
        "staff, never another befriender."
    ),
    "record-sheets": (
        "The befriender writes the sheet on the phone on the same day, or on paper by the end of "
        "the week. Both may write on it and both may sign. Ruth reads every sheet within three days."
    ),
    "feedback": (
        "Neighbours and befrienders are asked after six weeks and then every six months, by a "
        "form or by telephone. Who wants to answer in confidence writes to Hilary, who is not staff."
    ),
    "staff-support": (
        "Ruth and Dev meet every fortnight. Ruth has outside supervision every six weeks. Dev "
        "covers when Ruth is away."
    ),
    "training-role": (
        "First evening, two hours, Joe with Leon. What a befriender is and is not, with six "
        "stories that really could happen."
    ),
    "training-communication": (
        "Second evening, two hours, Joe. Listening in pairs, silence, and how to ask without prying."
    ),
    "training-policies": (
        "Fifth evening, two hours, Marian. What to do when something worries you, practised with "
        "the telephone in the hand."
    ),
    "matching-how": (
        "Ruth suggests, after she has met both. She looks at what each is looking for, when they "
        "are free and how far they can travel.\n"
        "She introduces them and stays for half an hour. Each says yes, no or not sure to her "
        "alone. The agreement is signed at the second meeting."
    ),
}

# What the manager has written for the report so far, by row. Row 16 stops in the middle.
ANSWERS = {
    3: (
        "Side by Side brings volunteers together with people who live on their own in Hazelford, "
        "Ashmere and Coldbrook: young adults who are leaving care, and older neighbours. The aim "
        "is that nobody goes through the week without a word, and that young people keep their "
        "first home."
    ),
    4: (
        "Too many young people who left care here gave up their first flat within a year. "
        "They told us it was the evenings, not the rent. At the same time older people in the "
        "same streets said that they had nobody to talk to at weekends."
    ),
    8: (
        "Company begins with the first meeting. Keeping a home and going back to college take a "
        "year or more, so we expect to see most of it in the second year."
    ),
    10: (
        "The grant let us pay a co-ordinator three days a week. Without her, matches would have "
        "begun and nobody would have watched over them."
    ),
    11: (
        "Partners gave us a room, a trainer and tea, and so the grant went into the post. One "
        "co-ordinator on three days a week stands behind all pairings."
    ),
    12: (
        "The manager of Forest Friends meets the co-ordinator every fortnight and reads the "
        "figures before the steering group does. The trustees heard two volunteers in spring."
    ),
    13: (
        "The parish hall lends its kitchen, the reuse shop gives a discount to young people with "
        "a first flat, and the bus company gave forty day tickets."
    ),
    15: (
        "We told our story at the county's care leavers' day and in the parish magazine, and "
        "showed the record sheet to two other schemes."
    ),
    16: "We have asked the fund for a second year, and the housing association has offered to",
    17: (
        "Most of what went wrong came from outside, and partners helped us out of it. What was left "
        "to ourselves was to have somebody who stands in when one of us is away."
    ),
    18: (
        "Yes, it should be repeated elsewhere, with a co-ordinator for each twenty pairings. We "
        "would begin in one town and not in three."
    ),
}

# The same for the implementation guide, by heading. Of tips only those of the register stand there.
GUIDE_ANSWERS = {
    3: (
        "Side by Side brings befrienders together with people who live on their own: young adults "
        "who are leaving care, and older neighbours. They meet every week or every fortnight, and "
        "one co-ordinator stands behind all of them."
    ),
    4: (
        "- Fewer days without a word to anybody.\n"
        "- Young people keep their first home past the first year.\n"
        "- At least one place outside the home where people know their name."
    ),
    5: (
        "- Wrote the role and its limits together with the people it is for.\n"
        "- Trained befrienders on five evenings, with a trainer of the college.\n"
        "- Introduced each pairing in person, and rang after the first three meetings.\n"
        "- Read every record sheet within three days.\n"
        "- Held coffee mornings, so that nobody has to wait alone."
    ),
    6: "Two thirds of the money is the post of the co-ordinator, three days a week.",
    7: (
        "People tell us that the week has a shape again. Some have begun a course, two young people "
        "have moved into a flat of their own, and one neighbour goes to the film club by herself."
    ),
    8: (
        "One co-ordinator on three days a week can stand behind about twenty pairings. With more, "
        "quiet weeks go unseen."
    ),
    10: (
        "The role, the record sheet and the five evenings of training may be used by anybody. "
        "Write to Ruth for them."
    ),
}
