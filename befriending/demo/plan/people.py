"""Who took part in setting the demo scheme up, its steering group, its organisations."""

# stage, weeks ago, as whom, names, (low, high, basis, source), what they did
TAKING_PART = (
    (
        1,
        59,
        "supporters",
        ("Margaret Hollis", "Hugh Tremlett"),
        None,
        "Wrote the first draft of the role with us, at Margaret's table.",
    ),
    (
        1,
        58,
        "supportees",
        (),
        (7, 7, "documented", "signing-in sheet"),
        "Said at the coffee morning what a befriender should never do. All of it is in the limits.",
    ),
    (
        2,
        53,
        "supportees",
        ("Joan Wetherby", "Gwen Parry", "Theo Marchetti"),
        None,
        "Put the aims into their own words and threw two of ours out.",
    ),
    (
        2,
        52,
        "supporters",
        (),
        (8, 10, "estimated", "photograph of the evening"),
        "Talked about what they hope to gain themselves.",
    ),
    (
        3,
        38,
        "supportees",
        ("Joan Wetherby", "Doreen Maddox"),
        None,
        "Tried the feedback form and made it half as long.",
    ),
    (
        4,
        41,
        "supportees",
        ("Joan Wetherby", "Ebony Clarke"),
        None,
        "Joined the steering group, and chose the day and the room so that they can come.",
    ),
    (
        5,
        30,
        "supporters",
        ("Leon Baptiste", "Chloe Barraclough"),
        None,
        "Gave the first training evening together with Joe.",
    ),
    (
        5,
        29,
        "supportees",
        (),
        (4, 4, "documented", "list of names kept by Joe"),
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
        290,
        "Ashmere community centre",
        ("Ruth Ellery", "Hilary Penrose", "Joan Wetherby", "Margaret Hollis", "Ravi Kuruvilla"),
        "Dev Chatterjee, to open the group",
        "What the group is for, and what it may decide. Joan asked that papers come by post, in large print.",
        (
            ("Papers come by post, in large print, a week before.", "Ruth", 270, 276),
            (
                "A second supported person is found for the group, a young one.",
                "Joan and Ruth",
                210,
                214,
            ),
        ),
    ),
    (
        199,
        "Hazelford Library",
        (
            "Ruth Ellery",
            "Hilary Penrose",
            "Joan Wetherby",
            "Ebony Clarke",
            "Margaret Hollis",
            "Leon Baptiste",
        ),
        "",
        "How long people wait. Weekends are the loneliest time and we do nothing on Sundays.",
        (
            ("Make a list of what is open on Sundays and is free.", "Ebony and Leon", 170, 160),
            ("Pay bus fares in cash on the day, not later by transfer.", "Dev", 180, 171),
            (
                "Ask at the college whether students would like to be befrienders.",
                "Hilary",
                150,
                140,
            ),
        ),
    ),
    (
        108,
        "Ashmere community centre",
        ("Ruth Ellery", "Joan Wetherby", "Ebony Clarke", "Margaret Hollis", "Leon Baptiste"),
        "Claire Dunmore, Hazelford Library",
        "The drop-in in Coldbrook has closed. What becomes of the people who went there?",
        (
            (
                "Invite everybody from the Coldbrook drop-in to the coffee morning.",
                "Margaret",
                94,
                96,
            ),
            (
                "A new version of the confidentiality policy, about groups on the phone.",
                "Ruth and Leon",
                105,
                107,
            ),
            ("Find a room in Coldbrook that has a ramp.", "Hilary", 45, None),
        ),
    ),
    (
        24,
        "Hazelford Library",
        ("Ruth Ellery", "Hilary Penrose", "Joan Wetherby", "Ebony Clarke", "Leon Baptiste"),
        "",
        "The figures of the last quarter. Nobody should wait longer than ten weeks, and one person soon will have.",
        (
            (
                "Ask in the mosque and the Eritrean church for befrienders who speak Tigrinya or Arabic.",
                "Ruth",
                -12,
                None,
            ),
            ("Ebony writes to the fund about a second year, with Dev.", "Ebony and Dev", -26, None),
            ("Thank everybody who has kept all their meetings, with a card.", "Joan", 10, 12),
        ),
    ),
)

# name, e-mail, telephone, ((part, what they do, agreement and from and until: weeks ago), …)
ORGANISATIONS = (
    (
        "Forest Friends",
        "hello@demo.example",
        "07700 900300",
        (
            (
                "lead",
                "Runs the scheme, employs the co-ordinator and answers for everything.",
                60,
                60,
                None,
            ),
        ),
    ),
    (
        "Leaving care team, Oakshire",
        "leaving.care@demo.example",
        "07700 900301",
        (
            (
                "referrer",
                "Tells young people about us six months before they leave care, and comes to the introduction.",
                57,
                56,
                None,
            ),
        ),
    ),
    (
        "Ashmere Housing Association",
        "housing@demo.example",
        "07700 900302",
        (
            (
                "partner",
                "Gives the room in the community centre free of charge, and a seat in the steering group to Hilary Penrose.",
                58,
                57,
                None,
            ),
            (
                "referrer",
                "Asks tenants who live alone whether they would like company.",
                58,
                52,
                None,
            ),
        ),
    ),
    (
        "Hazelford Library",
        "library@demo.example",
        "07700 900303",
        (
            (
                "host",
                "A quiet table for meetings whenever the library is open, and tea at staff price.",
                55,
                54,
                None,
            ),
        ),
    ),
    (
        "Coldbrook surgery",
        "surgery@demo.example",
        "07700 900304",
        (("referrer", "The link worker sends people who have nobody to talk to.", None, 55, None),),
    ),
    (
        "Forest College",
        "college@demo.example",
        "07700 900305",
        (
            (
                "training",
                "Lends Joe Tierney for the training and gives a certificate.",
                36,
                35,
                None,
            ),
        ),
    ),
    (
        "The Rowan Fund",
        "fund@demo.example",
        "07700 900306",
        (("funder", "Pays the co-ordinator's post for two years.", 60, 60, None),),
    ),
    (
        "Coldbrook drop-in",
        "drop.in@demo.example",
        "07700 900307",
        (
            (
                "partner",
                "Held the coffee mornings in Coldbrook. The group folded when its grant ran out; two of its people volunteer with us now.",
                54,
                53,
                17,
            ),
        ),
    ),
)

# (organisation, part) → how it goes, in whose words, induction and follow-up: weeks ago.
HOW_IT_GOES = {
    ("Forest Friends", "lead"): ("committed", "", None, None),
    ("Hazelford Library", "host"): ("committed", "asks after its befrienders by name", 54, 41),
    ("Ashmere Housing Association", "partner"): (
        "committed",
        "its officers came to be trained by us",
        None,
        None,
    ),
    ("Ashmere Housing Association", "referrer"): ("engaged", "", None, None),
    ("Leaving care team, Oakshire", "referrer"): (
        "engaged",
        "comes to the introduction and rings afterwards",
        None,
        None,
    ),
    ("Coldbrook surgery", "referrer"): (
        "engaged",
        "the link worker sends people and asks how they are; an agreement is still to be written",
        None,
        None,
    ),
    ("Forest College", "training"): ("quick_fix", "one course a year, no more", None, None),
    ("The Rowan Fund", "funder"): ("engaged", "reads the figures and asks about them", None, None),
    ("Coldbrook drop-in", "partner"): ("folded", "faded when its grant ran out", None, None),
}
