"""The funder's implementation guide under eleven headings. The wording is the funder's, to the letter."""

from reporting.layouts.parts import Layout, Row

LSIS_GUIDE = Layout(
    key="lsis-guide",
    title="Implementation guide",
    prints_numbers=False,
    rows=(
        Row(
            1,
            "Provider name/consortia members",
            figures=("organisations",),
            statements="provider_and_members",
            text_is_optional=True,
        ),
        Row(2, "Project title", statements="project_title", text_is_optional=True),
        Row(3, "Project summary"),
        Row(4, "What were the aims of the project?"),
        Row(
            5,
            "What did you do?",
            prompts=("What is involved? list actions as bullet points",),
            figures=(
                "meetings_held",
                "hours_given",
                "training_days",
                "people_trained",
                "group_activities",
                "people_at_activities",
            ),
            statements="activities",
        ),
        Row(
            6,
            "What did the project cost, including LSIS funding?",
            figures=(
                "money_spent",
                "money_grant",
                "money_own",
                "money_in_kind",
                "cost_per_person",
                "cost_per_training_day",
                "cost_per_organisation",
            ),
            statements="value_for_money",
        ),
        Row(
            7,
            "Impact: what difference did the project make/changes of behaviour in beneficiaries",
            figures=(
                "people_supported",
                "volunteers_active",
                "matches_started",
                "matches_active",
                "people_signposted",
                "people_enrolled",
                "people_completed",
                "people_moved_on",
                "outcome_payments",
            ),
            statements="outcomes_and_targets",
        ),
        Row(8, "What were the lessons learned?", statements="lessons"),
        Row(9, "What tips do you have for other providers?", statements="tips"),
        Row(10, "Further information and key resources"),
        Row(
            11,
            "Contact details for further information",
            statements="contact_person",
            text_is_optional=True,
        ),
    ),
)
