"""The policies of the demo scheme with their versions, and its papers."""

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
            (
                CHILD_PROTECTION_2,
                "Says who stands in for Marian, and that it is not only about children.",
                31,
            ),
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
    (
        "record-sheet",
        "Meeting record sheet",
        "",
        "The sheet in this software, and blank ones in the office",
        56,
    ),
    ("matching-form", "What I offer, what I look for", "", "Shared drive, folder Forms", 54),
)
