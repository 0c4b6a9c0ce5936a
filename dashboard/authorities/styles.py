"""Which status words a council answers to, and which contradict it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.authorities.register import Authority, Register
from dashboard.authorities.written_name import Status, WrittenName
from dashboard.vocabulary import AuthorityType

# Documents swap these freely: "Mansfield Borough Council" is Mansfield District Council.
_INTERCHANGEABLE = frozenset({Status.BOROUGH, Status.CITY, Status.DISTRICT})
_OF_A_TYPE = {
    AuthorityType.COUNTY: frozenset({Status.COUNTY}),
    AuthorityType.DISTRICT: _INTERCHANGEABLE,
    AuthorityType.METROPOLITAN: _INTERCHANGEABLE | {Status.METROPOLITAN},
    AuthorityType.UNITARY: _INTERCHANGEABLE | {Status.UNITARY},
    AuthorityType.LONDON_BOROUGH: frozenset({Status.BOROUGH, Status.CITY, Status.LONDON}),
}


@dataclass(frozen=True)
class Style:
    """The status words that may stand in a council's name without making it another's."""

    statuses: frozenset[Status]
    needs_one: bool
    """Whether the place alone means something else: "London" is not the City of London."""

    @classmethod
    def of(cls, authority: Authority, register: Register) -> Style:
        """A council's style, from its type, its own names and the county council it replaced."""
        own_names = [WrittenName.of(name) for name in authority.all_names]
        own = frozenset().union(*(name.statuses for name in own_names))
        if all(name.statuses for name in own_names):
            return cls(own, needs_one=True)
        statuses = _OF_A_TYPE[authority.type]
        if authority.type is AuthorityType.UNITARY and _covers_a_county(authority, own, register):
            # Its "district council" would be one of the districts it replaced.
            statuses = frozenset({Status.UNITARY})
        return cls(statuses | own, needs_one=False)

    def answers_to(self, said: frozenset[Status]) -> bool:
        """Whether what a name says of the council fits this one."""
        if not said:
            return not self.needs_one
        return all(self._allows(status) for status in said)

    def _allows(self, status: Status) -> bool:
        if status is Status.CITY_OR_COUNTY:
            return bool(self.statuses & {Status.CITY, Status.COUNTY})
        return status in self.statuses


def _covers_a_county(authority: Authority, own: frozenset[Status], register: Register) -> bool:
    replaced = {predecessor.type for predecessor in register.predecessors(authority)}
    return Status.COUNTY in own or AuthorityType.COUNTY in replaced
