"""Merkle roots over digests: one short string that stands for a day of events."""

import hashlib
from collections.abc import Sequence

EMPTY = hashlib.sha256(b"").hexdigest()


def root(digests: Sequence[str]) -> str:
    """The Merkle root (hex sha256) over hex digests in order; an odd last one is carried up unpaired."""
    level = [bytes.fromhex(digest) for digest in digests]
    if not level:
        return EMPTY
    while len(level) > 1:
        pairs = range(0, len(level) - 1, 2)
        # The leading byte keeps an inner node from ever passing for a leaf.
        above = [hashlib.sha256(b"\x01" + level[n] + level[n + 1]).digest() for n in pairs]
        level = above + ([level[-1]] if len(level) % 2 else [])
    return level[0].hex()


def seal_digest(number: int, day: str, span: tuple[int, int], top: str, previous: str) -> str:
    """The digest of a seal: its number, date, span of positions, root, and the seal before it."""
    text = f"{number}|{day}|{span[0]}|{span[1]}|{top}|{previous}"
    return hashlib.sha256(text.encode()).hexdigest()
