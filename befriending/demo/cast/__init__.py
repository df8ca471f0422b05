"""Who is in the demo: invented people, whose numbers and addresses reach nobody."""

from befriending.demo.cast.parts import LIBRARY, SITES, STAFF, SupporteePart, VolunteerPart
from befriending.demo.cast.supportees import SUPPORTEES
from befriending.demo.cast.volunteers import VOLUNTEERS

__all__ = [
    "LIBRARY",
    "SITES",
    "STAFF",
    "SUPPORTEES",
    "VOLUNTEERS",
    "SupporteePart",
    "VolunteerPart",
]
