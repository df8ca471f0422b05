"""What the programme has written about itself: texts, policies, papers, answers for the report."""

SETUP_TEXTS = {
    "role-description": (
        "A volunteer meets one neighbour, most often every week, for about an hour.\n"
        "They listen, do what both like, and help with small steps. After each meeting they write "
        "a short record sheet. The organiser at their host stands behind them."
    ),
    "role-limits": (
        "A volunteer does not lend or borrow money, give medicine, or have somebody stay "
        "overnight.\n"
        "They do not keep it secret when somebody may come to harm: they tell Judith Ormerod the "
        "same day."
    ),
    "person-experience": "None is asked for. Knowing the street helps.",
    "person-skills": "Listening. Asking before helping. Writing three sentences.",
    "person-qualities": "On time. Patient. Glad when they are not needed any more.",
    "person-values": "People decide for themselves. Everybody on the street belongs to it.",
    "aims-supportees": (
        "Fewer days without a word to anybody.\n"
        "At least one place outside the home where people know their name.\n"
        "One in ten becomes a volunteer."
    ),
    "aims-supporters": (
        "Skills that an employer or a college asks about.\nPeople to turn to on their own street."
    ),
    "supervision": (
        "The organiser sees each volunteer alone every eight weeks and in a group every month. "
        "When a cohort ends, the host names who goes on with it."
    ),
    "record-sheets": (
        "On the phone on the same day, or on paper by the end of the week. The co-ordinator of the "
        "region reads every sheet within five days."
    ),
    "staff-support": "Co-ordinators meet every fortnight; every cohort has a mentor outside.",
    "training-role": "First evening, two hours, with an organiser of an earlier cohort.",
    "training-policies": "Last evening, two hours, with somebody from the safeguarding team.",
    "matching-how": (
        "The organiser suggests, after meeting both, and stays for the first half hour. Each says "
        "yes, no or not sure alone. The agreement is signed at the second meeting."
    ),
}

KEEPING_SAFE = (
    "If you are worried that somebody is being harmed or may be harmed, tell Judith Ormerod the "
    "same day. If somebody is in danger now, ring 999 first.\n\n"
    "Do not promise to keep it secret. Write down what you saw and heard, in their words."
)
KEEPING_SAFE_AT_HOSTS = (
    "If you are worried that somebody is being harmed or may be harmed, tell Judith Ormerod the "
    "same day, and not only your host. If somebody is in danger now, ring 999 first.\n\n"
    "Do not promise to keep it secret. Write down what you saw and heard, in their words. She tells "
    "you what happens next."
)
CONFIDENTIALITY = (
    "What you hear in a meeting stays between the two of you and the staff who read the sheet. "
    "Hosts see who volunteers with them, and nothing about the neighbours."
)
FAIR_TREATMENT = (
    "Everybody is welcome: whatever their age, colour, faith, body, or whom they love. If you are "
    "treated unfairly, tell Femi Adebayo. You get an answer within ten working days."
)
HEALTH_AND_SAFETY = (
    "Tell your organiser where you go and when you are back. Do not enter a home in which you do "
    "not feel safe."
)

# Kind, title, ((words, what is new, in force from: days after the beginning), …)
POLICIES = (
    (
        "child-protection",
        "Keeping people safe",
        (
            (KEEPING_SAFE, "", 10),
            (KEEPING_SAFE_AT_HOSTS, "Telling the host alone is not enough.", 610),
        ),
    ),
    ("confidentiality", "Confidentiality", ((CONFIDENTIALITY, "", 10),)),
    ("anti-discrimination", "Fair treatment", ((FAIR_TREATMENT, "", 10),)),
    ("health-and-safety", "Out and about safely", ((HEALTH_AND_SAFETY, "", 120),)),
)

# Kind, title, words, where it is kept, in use from: days after the beginning.
DOCUMENTS = (
    ("role-description", "Volunteer: role description", "", "Handbook, chapter 2", 15),
    ("person-specification", "Volunteer: who we look for", "", "Handbook, chapter 2", 15),
    (
        "agreement",
        "Our agreement",
        "We meet as often as we both said. We tell each other when we cannot come.\n"
        "We do not lend each other money. Either of us may stop and does not have to say why.",
        "",
        20,
    ),
    ("record-sheet", "Meeting record sheet", "", "The sheet in this software", 20),
    ("feedback-form", "How is it going?", "", "Handbook, chapter 7", 200),
    ("matching-form", "What I offer, what I look for", "", "Handbook, chapter 5", 20),
)

# Stage, days after the beginning, as whom, names or (low, high, basis, source), what they did.
TAKING_PART: tuple[
    tuple[int, int, str, tuple[str, ...], tuple[int, int, str, str] | None, str], ...
] = (
    (
        1,
        18,
        "supportees",
        (),
        (34, 34, "documented", "lists of three street meetings"),
        "Said what a volunteer should never do. All of it is in the limits.",
    ),
    (
        2,
        40,
        "supporters",
        (),
        (20, 25, "estimated", "photograph of the evening"),
        "Talked about what they hope to gain themselves.",
    ),
    (
        4,
        210,
        "supportees",
        ("Wilf Dewhurst", "Amal Tekle"),
        None,
        "Joined the steering group, and asked that it meets in a different town each time.",
    ),
    (
        5,
        190,
        "supporters",
        ("Bethan Rosser", "Kwame Opoku"),
        None,
        "Gave the first training evening together with Rhodri.",
    ),
)

# Name, capacity, account with this e-mail, from and until: days after the beginning.
MEMBERS: tuple[tuple[str, str, str, int, int | None], ...] = (
    ("Carys Hollingworth", "staff", "coordinator", 150, None),
    ("Samina Qureshi", "partner", "steering", 150, None),
    ("Wilf Dewhurst", "supportee", "", 210, None),
    ("Amal Tekle", "supportee", "", 210, None),
    ("Bethan Rosser", "volunteer", "", 150, 900),
    ("Kwame Opoku", "volunteer", "", 150, None),
)
# Days after the beginning, town, who came, what was talked about, (decision, who does it).
MEETINGS = (
    (
        240,
        "Millthorpe",
        ("Carys Hollingworth", "Samina Qureshi", "Wilf Dewhurst", "Bethan Rosser"),
        "What the group is for. Papers come in large print.",
        ("Papers come a week before, in large print.", "Carys"),
    ),
    (
        620,
        "Llanfedw",
        ("Carys Hollingworth", "Amal Tekle", "Wilf Dewhurst", "Kwame Opoku"),
        "What happens to volunteers when a cohort ends.",
        ("Every host names somebody who goes on before the year is over.", "Carys and Femi"),
    ),
    (
        1_340,
        "Saltmarsh",
        ("Carys Hollingworth", "Samina Qureshi", "Amal Tekle", "Kwame Opoku"),
        "The money ends. What can hosts carry on with, and what not?",
        ("Ask every host that is committed what it needs to go on.", "Samina"),
    ),
)

# What the manager has written for the report so far, by row.
ANSWERS = {
    3: (
        "Neighbours Together pays local people to organise on their own streets, cohort after "
        "cohort, at host organisations across the country. They find volunteers and bring them "
        "together with neighbours who are on their own."
    ),
    4: (
        "In many streets people do not know who lives two doors down. Services see them when it "
        "is late."
    ),
    12: "Femi Adebayo reports to the board of Common Ground Network each quarter.",
    17: (
        "Some hosts lost their core funding and closed while an organiser was there. The organiser "
        "moved to another host each time; some volunteers did not come along."
    ),
    18: "Agree with a host who goes on before the first day, not in the last month.",
}
