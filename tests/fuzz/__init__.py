"""Fuzzing: documents bent out of shape until something gives; see README.md here."""
