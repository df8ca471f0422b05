"""The funder's impact report in nineteen rows. The wording is the funder's, to the letter."""

from reporting.layouts.parts import Layout, Row

LSIS_IMPACT = Layout(
    key="lsis-impact",
    title="Impact report",
    rows=(
        Row(
            1, "Provider and project name", statements="provider_and_project", text_is_optional=True
        ),
        Row(
            2,
            "Contact person (Please include an email address or telephone number if you are happy "
            "to be contacted by other providers)",
            statements="contact_person",
            text_is_optional=True,
        ),
        Row(3, "Briefly outline the aim and scope of your project"),
        Row(4, "What was the main issue or problem the project was trying to resolve?"),
        Row(
            5,
            "Which organisations were in the partnership and what were their specific roles?",
            figures=("organisations",),
            statements="organisations",
            text_is_optional=True,
        ),
        Row(
            6,
            "What are the main outputs of the project?",
            prompts=(
                "For example: If the project included an event, how many people attended?",
                "If the project included training, how many people were trained?",
                "Were any resources, materials or reports produced (include web links if available)?",
            ),
            figures=(
                "people_supported",
                "volunteers_active",
                "matches_started",
                "matches_active",
                "meetings_held",
                "meetings_missed",
                "hours_given",
                "training_days",
                "people_trained",
                "group_activities",
                "people_at_activities",
                "events_held",
                "people_at_events",
                "organisations_at_events",
            ),
            statements="activities",
            text_is_optional=True,
        ),
        Row(
            7,
            "What are the main impacts and outcomes of the project?",
            prompts=(
                "a change in behaviour by learners or staff",
                "a removal of barriers to learning",
                "an impact on the community",
                "changes affected by senior managers",
                "changes for the organisation",
                "Please also specify whether these are actual or expected",
            ),
            figures=(
                "people_signposted",
                "people_enrolled",
                "people_completed",
                "people_moved_on",
                "outcome_payments",
            ),
            statements="outcomes_and_targets",
        ),
        Row(
            8,
            "When do you expect to see the main impacts, outputs and outcomes of the project to be realised?",
        ),
        Row(
            9,
            "How many learners did the project have an impact on, and what was the impact? "
            "How many of them were from the equality groups you aimed to benefit?",
            figures=("people_supported", "volunteers_active"),
            statements="equality",
        ),
        Row(10, "How did working with LSIS impact on your organisation/partnership?"),
        Row(
            11,
            "How did the project represent good value for money?",
            prompts=(
                "Did partnership working enable efficiencies?",
                "Did the project create savings for the wider community, for example public health, "
                "crime prevention, or community cohesion?",
            ),
            figures=(
                "money_spent",
                "money_grant",
                "money_own",
                "money_in_kind",
                "cost_per_person",
                "cost_per_meeting",
                "cost_per_hour",
                "cost_per_training_day",
                "cost_per_organisation",
                "coordinator_hours",
            ),
            statements="value_for_money",
        ),
        Row(12, "How did you involve senior managers in your project?"),
        Row(
            13,
            "Apart from partnership members, were other stakeholders involved in your project and "
            "what role did they play?",
        ),
        Row(
            14,
            "If learners were involved in planning and delivering the project, please specify how, and how many.",
            figures=("people_in_planning",),
            statements="participation",
            text_is_optional=True,
        ),
        Row(
            15,
            "How have you raised awareness about the project and how have you disseminated the findings?",
            figures=("events_held", "events_planned"),
            statements="events",
        ),
        Row(
            16,
            "Will the project continue after LSIS funding has stopped and how will this be achieved?",
        ),
        Row(
            17,
            "Did you encounter any difficulties in implementing this project?",
            prompts=(
                "Lack of learner engagement",
                "Staff resistance",
                "Lack of full engagement from partnership members",
                "How did you overcome any difficulties?",
            ),
            statements="difficulties",
        ),
        Row(
            18,
            "What lessons did you learn from the project relevant for other learning and skills providers?",
            prompts=(
                "Should the project be repeated elsewhere?",
                "If you started the project knowing what you do now, would you do anything differently?",
            ),
            statements="lessons",
        ),
        Row(19, "Additional comments", text_is_optional=True),
    ),
)
