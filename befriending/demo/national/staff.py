"""Who runs the programme: the accounts of the demo sign-ins, and co-ordinators in the regions."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Part:
    """Somebody who signs in with a role; `email` is the part before the @."""

    email: str
    name: str
    role: str


STAFF = (
    Part("coordinator", "Carys Hollingworth", "coordinator"),
    Part("manager", "Femi Adebayo", "manager"),
    Part("lead", "Judith Ormerod", "lead"),
    Part("trainer", "Rhodri Watkin", "trainer"),
    Part("steering", "Samina Qureshi", "steering"),
    Part("partner", "Pauline Farrelly", "partner"),
    Part("north", "Ewan Moncrieff", "coordinator"),
    Part("east", "Deepa Mistry", "coordinator"),
    Part("south", "Martin Calvert", "coordinator"),
    Part("west", "Órla Geraghty", "coordinator"),
    Part("wales", "Gwenllian Pugh", "coordinator"),
    Part("midlands", "Everton Pinnock", "coordinator"),
)
COORDINATORS = tuple(part.email for part in STAFF if part.role == "coordinator")


@dataclass
class Accounts:
    """Keys of the accounts of staff, by the part before the @."""

    keys: dict[str, int] = field(default_factory=dict)

    def of_town(self, town: int) -> tuple[int, str]:
        """The co-ordinator a town belongs to: key and name."""
        email = COORDINATORS[town % len(COORDINATORS)]
        name = next(part.name for part in STAFF if part.email == email)
        return self.keys[email], name
