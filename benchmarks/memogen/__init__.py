"""Writes synthetic Swedish memos whose splits are known, and breaks one figure of them."""
