"""swedoc reads Swedish administrative memos and says whether their amounts add up."""

__version__ = "0.1.0"
