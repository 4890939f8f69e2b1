"""Chinese names in order: a pinyin key that sorts the same on every database."""

from functools import lru_cache


def sort_key(name: str) -> str:
    """Pinyin with tones, then the name itself: 陈安 before 何客; at most 120 characters."""
    # Imported where it is used: its dictionary is 55 MB, which a process that only reads never needs.
    from pypinyin.seg.simpleseg import seg

    return (" ".join(_spoken(word) for word in seg(name)) + " " + name)[:120]


@lru_cache(maxsize=20_000)
def _spoken(word: str) -> str:
    # A register names ten thousand places with the same few words; looking each up again was a tenth of its import.
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(word, style=Style.TONE3))
