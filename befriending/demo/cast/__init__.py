"""Who is in the demo: invented people, whose numbers and addresses reach nobody."""

from befriending.demo.cast.parts import SITES, STAFF, SupporteePart, VolunteerPart
from befriending.demo.cast.supportees import SUPPORTEES
from befriending.demo.cast.volunteers import VOLUNTEERS

__all__ = ["SITES", "STAFF", "SUPPORTEES", "VOLUNTEERS", "SupporteePart", "VolunteerPart"]
