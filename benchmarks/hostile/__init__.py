"""Attacks: texts that make patterns slow, files that unpack without end, documents half destroyed."""
