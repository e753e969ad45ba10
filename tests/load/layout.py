"""How many cases, of whom: fifty administrations, few of them large, each with a copy of an example's catalogue.

Codes and ids are arithmetic, so that every tool that asks for a case at random makes its key without looking it up:
the cases of administration 101 are `01980000-0000-7000-8101-100000000001` and so on, in the order of their arrival.
"""

from dataclasses import dataclass

# One round of arrivals: as many cases of every administration as its share.
ROUND = 500

# The examples whose catalogues are copied, by their file in examples/.
LIVORNO, LECCE, LUCCA, QUARTO, CUTROFIANO = "livorno", "lecce", "lucca-chamber-of-commerce", "quarto", "cutrofiano"


@dataclass(frozen=True)
class Body:
    """An administration: its number, the example that it copies, its cases in a round."""

    number: int
    example: str
    share: int

    @property
    def code(self) -> str:
        return f"load-{self.number}"

    def case(self, place: int) -> str:
        """The id of its case at a place, counted from 1."""
        return f"01980000-0000-7000-8{self.number}-{100_000_000_000 + place}"


def bodies() -> list[Body]:
    """All fifty: one city with 30 % of the cases, one with 14 %, eight towns with 4 % each, forty with 0.6 % each."""
    large = [Body(101, LIVORNO, 150), Body(102, LECCE, 70)]
    towns = zip(range(103, 111), [LIVORNO] * 3 + [LECCE] * 2 + [LUCCA, QUARTO, CUTROFIANO])
    small = zip(range(111, 151), [LIVORNO] * 20 + [LECCE] * 6 + [LUCCA] * 5 + [QUARTO] * 5 + [CUTROFIANO] * 4)
    return large + [Body(n, example, 20) for n, example in towns] + [Body(n, example, 3) for n, example in small]


def slots() -> list[tuple[int, int]]:
    """The order of arrival within a round: (administration, its how-manieth of the round), well mixed."""
    wanted = []
    for body in bodies():
        wanted += [((nth + 0.5) / body.share, body.number, nth) for nth in range(body.share)]
    return [(number, nth) for _, number, nth in sorted(wanted)]


def rounds(size: str) -> int:
    """How many rounds make a size such as `10k`, `1M`."""
    factor = {"k": 1_000, "M": 1_000_000}[size[-1]]
    return max(1, int(size[:-1]) * factor // ROUND)
