"""What a person sees while a batch runs, and when it is done."""

from __future__ import annotations

from swedoc.batch import parse_many
from swedoc.intake import Input
from swedoc.messages import texts
from swedoc.progress import Progress
from swedoc.terminal import Tally


def test_the_bar_has_rate_remaining_time_and_running_counts() -> None:
    progress = Progress(texts("en"), quiet=True)
    for outcome, verdict in [
        ("read", "adds_up"),
        ("read", "does_not_add_up"),
        ("read", "not_checked"),
        ("damaged", None),
        ("duplicate", None),
    ]:
        progress.advance(outcome, verdict)
    assert progress.line(1.0, 2005) == (
        "[--------------------]  5 of 2 005  5/s  7 min  "
        "adds up 1, differs 1, nothing to check 1, unreadable 1"
    )
    assert "  5 of 2 005  0.50/s  67 min  " in progress.line(10.0, 2005)
    assert progress.line(10.0, None) == "5  0.50/s  adds up 1, differs 1, nothing to check 1, unreadable 1"


def test_the_closing_summary_names_the_worst_first() -> None:
    memo = "Kommunen bidrar med {} kronor, fördelat på 300 000 kronor 2021 och 300 000 kronor 2022."
    totals = ("700 000", "600 000", "900 000")
    documents = [Input(f"{n}.txt", memo.format(total).encode()) for n, total in enumerate(totals)]
    tally = Tally()
    for result in parse_many(documents, jobs=0):
        tally.add(result)
    summary, first, second = tally.closing(texts("en"))
    assert "differs 2" in summary
    assert first.startswith("  2.txt:1: ")
    assert second.startswith("  0.txt:1: ")
