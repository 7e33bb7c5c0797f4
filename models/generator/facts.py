"""What surrounds names in a memo and is none: dates, figures, case numbers, laws, numbers and addresses."""

from __future__ import annotations

import random
from collections.abc import Callable

MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
LETTERS = (
    "KS",
    "BUN",
    "SN",
    "KSN",
    "HSN",
    "RS",
    "MBN",
    "TN",
    "KFN",
    "SBK",
    "VON",
    "KF",
    "LS",
    "RK",
    "UN",
    "NSV",
)
MINISTRIES = ("Fi", "Ju", "S", "U", "N", "M", "LI", "Ku", "A", "I", "KN", "Fö", "UD")


class Facts:
    """A source of figures and the like; phone numbers come from the series kept for fiction."""

    def __init__(self, rng: random.Random) -> None:
        self.random = rng

    def _any(self, *options: str) -> str:
        return self.random.choice(options)

    def sources(self) -> dict[str, Callable[[], str]]:
        """The rules that a grammar may call."""
        return {
            "date": self.date, "year": self.year, "month": lambda: self.random.choice(MONTHS),
            "dnr": self.dnr, "amount": self.amount, "number": self.number, "percent": self.percent,
            "law_number": self.law_number,
            "phone": self.phone, "postcode": self.postcode, "orgnr": self.orgnr, "time": self.time,
            "paragraph": lambda: str(self.random.randint(1, 240)),
            "small": lambda: str(self.random.randint(2, 19)),
            "signature": self.signature, "less": lambda: "<", "more": lambda: ">", "bar": lambda: "|",
            "newline": lambda: "\n", "tab": lambda: "\t", "bracket": lambda: "[", "bracket_end": lambda: "]",
            "property": self.property_number, "capital": lambda: self.random.choice("ABCDEFGH"),
        }  # fmt: skip

    def year(self) -> str:
        """`2024`."""
        return str(self.random.randint(1998, 2031))

    def date(self) -> str:
        """`2024-03-12`, `den 12 mars 2024`, `12 mars`, `12/3 2024`, `240312`."""
        day, month, year = self.random.randint(1, 28), self.random.randint(1, 12), self.year()
        name = MONTHS[month - 1]
        return self.random.choice(
            (
                f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day:02}", f"den {day} {name} {year}",
                f"den {day} {name} {year}", f"{day} {name} {year}", f"den {day} {name}",
                f"{day}/{month} {year}",
                f"{day}.{month}.{year}", f"{year[2:]}{month:02}{day:02}", f"{name} {year}",
            )
        )  # fmt: skip

    def dnr(self) -> str:
        """`KS 2024/118`, `Fi2024/00118`, `2024-118-4`, `RS-2024-00118`."""
        year, number = self.year(), self.random.randint(1, 4000)
        board, ministry = self.random.choice(LETTERS), self.random.choice(MINISTRIES)
        return self.random.choice(
            (
                f"{board} {year}/{number}", f"{board}-{year}/{number:05}", f"{board} {year}-{number:05}",
                f"{ministry}{year}/{number:05}", f"{year}-{number}", f"{number}-{year}", f"{year}/{number}",
                f"{board} {year}.{number}", f"{board}-{year}-{number:05}", f"{year}:{number}",
                f"{'.'.join(str(self.random.randint(1, 9)) for _ in range(3))}-{number:05}/{year}",
            )
        )  # fmt: skip

    def amount(self) -> str:
        """`450 000 kronor`, `1,2 mnkr`, `12 500 kr`."""
        small, large = self.random.randint(1, 999), self.random.randint(1, 90)
        return self.random.choice(
            (
                f"{small} 000 kronor", f"{small} 000 kr", f"{large},{self.random.randint(1, 9)} mnkr",
                f"{small} tkr",
                f"{large} {self.random.randint(100, 999)} 000 kronor", f"{large} miljoner kronor",
                f"{large},{self.random.randint(1, 9)} miljoner kronor", f"{large} mkr", f"{small}:-",
                f"{large} {small:03} kr", f"{small} 500 SEK",
            )
        )  # fmt: skip

    def number(self) -> str:
        """`1 240`."""
        return (
            f"{self.random.randint(1, 900)}"
            if self.random.random() < 0.6
            else f"{self.random.randint(1, 90)} {self.random.randint(100, 999)}"
        )

    def percent(self) -> str:
        """`12,5 procent`."""
        return f"{self.random.randint(1, 99)}{self._any('', ',5', ',2')} {self._any('procent', '%')}"

    def law_number(self) -> str:
        """`2017:725`."""
        return f"{self.random.randint(1949, 2024)}:{self.random.randint(10, 1400)}"

    def phone(self) -> str:
        """A number that belongs to nobody."""
        last = self.random.randint(0, 99)
        return self.random.choice(
            (
                f"08-465 004 {last:02}",
                f"031-390 06 {last:02}",
                f"070-174 06 {last:02}",
                f"0980-319 2{last:02}",
            )
        )

    def postcode(self) -> str:
        """`123 45`."""
        return f"{self.random.randint(100, 984)} {self.random.randint(10, 99)}"

    def orgnr(self) -> str:
        """The form of an organisation number, `212000-0000`."""
        return f"{self._any('212000', '556000', '802400', '769600')}-{self.random.randint(0, 9999):04}"

    def time(self) -> str:
        """`13.15`."""
        return f"{self.random.randint(8, 19)}{self._any('.', ':')}{self._any('00', '15', '30', '45')}"

    def signature(self) -> str:
        """`KA/ML`."""
        letters = "ABEGHJKLMNPRST"
        return "".join(self.random.choices(letters, k=2)) + self.random.choice(
            ("/" + "".join(self.random.choices(letters, k=2)), "", "")
        )

    def property_number(self) -> str:
        """`4:12`."""
        return f"{self.random.randint(1, 19)}:{self.random.randint(1, 240)}"
