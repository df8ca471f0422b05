"""What the demo scheme has written about itself so far: stages one to seven, with gaps as in life."""

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

CHILD_PROTECTION_1 = (
    "If you are worried that somebody is being harmed or may be harmed, tell Marian Fox the same "
    "day. If somebody is in danger now, ring 999 first.\n\n"
    "Do not promise to keep it secret. Do not look for proof. Write down what you saw and heard, "
    "in their words, and give it to Marian."
)
CHILD_PROTECTION_2 = (
    "If you are worried that somebody is being harmed or may be harmed, tell Marian Fox the same "
    "day. If she is away, tell Dev Chatterjee. If somebody is in danger now, ring 999 first.\n\n"
    "This holds for everybody we meet: young people under 18, adults who need care, and "
    "children in the home of somebody we support.\n\n"
    "Do not promise to keep it secret. Do not look for proof. Write down what you saw and heard, "
    "in their words, and give it to Marian. She tells you what happens next."
)
CONFIDENTIALITY_1 = (
    "What you hear in a meeting stays between the two of you and the staff who read the sheet.\n\n"
    "It is passed on only when somebody may come to harm, and then to Marian Fox."
)
CONFIDENTIALITY_2 = (
    "What you hear in a meeting stays between the two of you and the staff who read the sheet.\n\n"
    "It is passed on only when somebody may come to harm, and then to Marian Fox.\n\n"
    "Do not write names of other people on the sheet. Do not talk about your meetings in groups "
    "on the phone, also not without names."
)
ANTI_DISCRIMINATION = (
    "Everybody is welcome: whatever their age, colour, faith, body, or whom they love.\n\n"
    "We match by what people look for and can give. A wish to be matched with a woman or a man "
    "is respected; a wish that shuts people out is not.\n\n"
    "If you are treated unfairly, tell Dev Chatterjee. You get an answer within ten working days."
)

# kind, title, ((words, what is new, in force from: weeks ago), …)
POLICIES = (
    (
        "child-protection",
        "Keeping people safe",
        (
            (CHILD_PROTECTION_1, "", 57),
            (CHILD_PROTECTION_2, "Says who stands in for Marian, and that it is not only about children.", 31),
        ),
    ),
    (
        "confidentiality",
        "Confidentiality",
        (
            (CONFIDENTIALITY_1, "", 57),
            (CONFIDENTIALITY_2, "Names on sheets, and groups on the phone.", 16),
        ),
    ),
    ("anti-discrimination", "Fair treatment", ((ANTI_DISCRIMINATION, "", 55),)),
)

# kind, title, words, where it is kept, in use from: weeks ago
DOCUMENTS = (
    ("role-description", "Befriender: role description", "", "Shared drive, folder Papers", 57),
    ("person-specification", "Befriender: who we look for", "", "Shared drive, folder Papers", 57),
    (
        "agreement",
        "Our agreement",
        "We meet as often as we both said. We tell each other when we cannot come.\n"
        "What we talk about stays between us, unless somebody may come to harm.\n"
        "We do not lend each other money.\n"
        "If it does not go well, we ring Ruth. Either of us may stop and does not have to say why.",
        "",
        56,
    ),
    ("record-sheet", "Meeting record sheet", "", "The sheet in this software, and blank ones in the office", 56),
    ("matching-form", "What I offer, what I look for", "", "Shared drive, folder Forms", 54),
)

# stage, weeks ago, as whom, names, (low, high, basis, source), what they did
TAKING_PART = (
    (
        1, 59, "supporters", ("Margaret Hollis", "Hugh Tremlett"), None,
        "Wrote the first draft of the role with us, at Margaret's table.",
    ),
    (
        1, 58, "supportees", (), (7, 7, "documented", "signing-in sheet"),
        "Said at the coffee morning what a befriender should never do. All of it is in the limits.",
    ),
    (
        2, 53, "supportees", ("Joan Wetherby", "Gwen Parry", "Theo Marchetti"), None,
        "Put the aims into their own words and threw two of ours out.",
    ),
    (
        2, 52, "supporters", (), (8, 10, "estimated", "photograph of the evening"),
        "Talked about what they hope to gain themselves.",
    ),
    (
        3, 38, "supportees", ("Joan Wetherby", "Doreen Maddox"), None,
        "Tried the feedback form and made it half as long.",
    ),
    (
        4, 41, "supportees", ("Joan Wetherby", "Ebony Clarke"), None,
        "Joined the steering group, and chose the day and the room so that they can come.",
    ),
    (
        5, 30, "supporters", ("Leon Baptiste", "Chloe Barraclough"), None,
        "Gave the first training evening together with Joe.",
    ),
    (
        5, 29, "supportees", (), (4, 4, "documented", "list of names kept by Joe"),
        "Told the new befrienders how it is to wait for the first meeting.",
    ),
)

# name, capacity, account with this e-mail, from and until: weeks ago
MEMBERS = (
    ("Ruth Ellery", "staff", "coordinator", 42, None),
    ("Hilary Penrose", "partner", "steering", 42, None),
    ("Joan Wetherby", "supportee", "", 42, None),
    ("Ebony Clarke", "supportee", "", 30, None),
    ("Margaret Hollis", "volunteer", "", 42, None),
    ("Leon Baptiste", "volunteer", "", 28, None),
    ("Ravi Kuruvilla", "volunteer", "", 42, 22),
)

# days ago, place, who came, who else came, notes, decisions: (what, who, due: days ago, done: days ago)
MEETINGS = (
    (
        290, "Ashmere community centre",
        ("Ruth Ellery", "Hilary Penrose", "Joan Wetherby", "Margaret Hollis", "Ravi Kuruvilla"),
        "Dev Chatterjee, to open the group",
        "What the group is for, and what it may decide. Joan asked that papers come by post, in large print.",
        (
            ("Papers come by post, in large print, a week before.", "Ruth", 270, 276),
            ("A second supported person is found for the group, a young one.", "Joan and Ruth", 210, 214),
        ),
    ),
    (
        199, "Hazelford Library",
        ("Ruth Ellery", "Hilary Penrose", "Joan Wetherby", "Ebony Clarke", "Margaret Hollis", "Leon Baptiste"),
        "",
        "How long people wait. Weekends are the loneliest time and we do nothing on Sundays.",
        (
            ("Make a list of what is open on Sundays and is free.", "Ebony and Leon", 170, 160),
            ("Pay bus fares in cash on the day, not later by transfer.", "Dev", 180, 171),
            ("Ask at the college whether students would like to be befrienders.", "Hilary", 150, 140),
        ),
    ),
    (
        108, "Ashmere community centre",
        ("Ruth Ellery", "Joan Wetherby", "Ebony Clarke", "Margaret Hollis", "Leon Baptiste"),
        "Claire Dunmore, Hazelford Library",
        "The drop-in in Coldbrook has closed. What becomes of the people who went there?",
        (
            ("Invite everybody from the Coldbrook drop-in to the coffee morning.", "Margaret", 94, 96),
            ("A new version of the confidentiality policy, about groups on the phone.", "Ruth and Leon", 105, 107),
            ("Find a room in Coldbrook that has a ramp.", "Hilary", 45, None),
        ),
    ),
    (
        24, "Hazelford Library",
        ("Ruth Ellery", "Hilary Penrose", "Joan Wetherby", "Ebony Clarke", "Leon Baptiste"),
        "",
        "The figures of the last quarter. Nobody should wait longer than ten weeks, and one person soon will have.",
        (
            ("Ask in the mosque and the Eritrean church for befrienders who speak Tigrinya or Arabic.", "Ruth", -12, None),
            ("Ebony writes to the fund about a second year, with Dev.", "Ebony and Dev", -26, None),
            ("Thank everybody who has kept all their meetings, with a card.", "Joan", 10, 12),
        ),
    ),
)

# name, e-mail, telephone, ((part, what they do, agreement and from and until: weeks ago), …)
ORGANISATIONS = (
    (
        "Forest Friends", "hello@demo.example", "07700 900300",
        (("lead", "Runs the scheme, employs the co-ordinator and answers for everything.", 60, 60, None),),
    ),
    (
        "Leaving care team, Oakshire", "leaving.care@demo.example", "07700 900301",
        (("referrer", "Tells young people about us six months before they leave care, and comes to the introduction.", 57, 56, None),),
    ),
    (
        "Ashmere Housing Association", "housing@demo.example", "07700 900302",
        (
            ("partner", "Gives the room in the community centre free of charge, and a seat in the steering group to Hilary Penrose.", 58, 57, None),
            ("referrer", "Asks tenants who live alone whether they would like company.", 58, 52, None),
        ),
    ),
    (
        "Hazelford Library", "library@demo.example", "07700 900303",
        (("host", "A quiet table for meetings whenever the library is open, and tea at staff price.", 55, 54, None),),
    ),
    (
        "Coldbrook surgery", "surgery@demo.example", "07700 900304",
        (("referrer", "The link worker sends people who have nobody to talk to.", None, 55, None),),
    ),
    (
        "Forest College", "college@demo.example", "07700 900305",
        (("training", "Lends Joe Tierney for the training and gives a certificate.", 36, 35, None),),
    ),
    (
        "The Rowan Fund", "fund@demo.example", "07700 900306",
        (("funder", "Pays the co-ordinator's post for two years.", 60, 60, None),),
    ),
    (
        "Coldbrook drop-in", "drop.in@demo.example", "07700 900307",
        (("partner", "Held the coffee mornings in Coldbrook. The group folded when its grant ran out; two of its people volunteer with us now.", 54, 53, 17),),
    ),
)

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
        "One partner, the drop-in in Coldbrook, closed when its grant ran out. We invited "
        "everybody who went there to our coffee morning. In winter we lost meetings because the "
        "buses did not run, so we now pay for a taxi when it freezes."
    ),
    18: (
        "Let people who are supported write the limits of the role: theirs were clearer than "
        "ours. And ring after a quiet week, not after a quiet month."
    ),
}
