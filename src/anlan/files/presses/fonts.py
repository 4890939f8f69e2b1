"""Which fonts this machine has for official documents, and which characters they cannot draw."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

SHIPPED = Path(__file__).resolve().parent.parent / "fonts"
FANDOL = ("FandolFang-Regular.otf", "FandolKai-Regular.otf", "FandolHei-Regular.otf", "FandolSong-Bold.otf")
FANDOL_FOLDERS = (
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
    "/usr/share/texmf/fonts/opentype/public/fandol",
    "/usr/local/share/fonts/fandol",
    "/usr/share/fonts/opentype/fandol",
)
STAND_INS = {
    "仿宋_GB2312": ("仿宋", "FangSong", "FandolFang R", "Noto Serif SC"),
    "楷体_GB2312": ("楷体", "KaiTi", "FandolKai", "Noto Serif SC"),
    "黑体": ("SimHei", "FandolHei", "Noto Sans SC"),
    "宋体": ("SimSun", "Noto Serif SC"),
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "FandolSong", "Noto Serif SC"),
    "Times New Roman": ("Liberation Serif", "Noto Serif SC"),
}
"""What LibreOffice prints with where a face of our papers is missing; left alone it takes even a Japanese font."""
GETA = "〓"  # the printer's mark for a character that is missing from the case


@cache
def folders() -> list[Path]:
    """Return the font folders: ours, and Fandol (仿宋, 楷体, 小标宋) where the machine or ANLAN_FONTS has it."""
    found = [path.parent for path in SHIPPED.glob("*/*.ttf")]
    given = [settings.FONTS_FOLDER] if settings.FONTS_FOLDER else []
    found += [Path(folder) for folder in (*given, *FANDOL_FOLDERS) if (Path(folder) / FANDOL[0]).exists()]
    return sorted(set(found))


def has_fandol() -> bool:
    """Say whether 仿宋 and 楷体 are there; without them 宋体 stands in."""
    return any((folder / FANDOL[0]).exists() for folder in folders())


def configuration(cache: Path) -> str:
    """A fontconfig file for LibreOffice: the machine's fonts and ours, and which stands in for which."""
    places = "".join(f"<dir>{folder}</dir>" for folder in folders())
    aliases = "".join(
        f'<alias binding="same"><family>{face}</family><prefer>'
        + "".join(f"<family>{one}</family>" for one in (face, *others))
        + "</prefer></alias>"
        for face, others in STAND_INS.items()
    )
    system = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    return f"<fontconfig>{aliases}{system}{places}<cachedir>{cache}</cachedir></fontconfig>"


@cache
def _drawable() -> frozenset[int]:
    """Return the code points of the last fonts of every chain (Noto), which all text may fall back to."""
    return frozenset(code for path in SHIPPED.glob("*/*400Regular.ttf") for code in _code_points(path.read_bytes()))


def printable(text: str) -> tuple[str, list[str]]:
    """Return text with 〓 for every character no font can draw, and those characters. typst would print nothing."""
    missing = sorted({character for character in text if ord(character) > 0x7F and ord(character) not in _drawable()})
    missing = [character for character in missing if character not in "\u3000\u200b\ufeff\xa0"]
    return (text.translate({ord(character): GETA for character in missing}) if missing else text), missing


def _code_points(font: bytes) -> Iterator[int]:
    """Read a font's cmap (OpenType 1.9, formats 4 and 12)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(tables))
    cmap = next(offset for tag, _, offset, _ in entries if tag == b"cmap")
    for index in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">HHI", font, cmap + 4 + 8 * index)[2]
        kind = struct.unpack_from(">H", font, start)[0]
        if kind == 12:
            for group in range(struct.unpack_from(">I", font, start + 12)[0]):
                first, last, _ = struct.unpack_from(">III", font, start + 16 + 12 * group)
                yield from range(first, last + 1)
        elif kind == 4:
            yield from _segments(font, start)


def _segments(font: bytes, start: int) -> Iterator[int]:
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    begins = struct.unpack_from(f">{count}H", font, start + 16 + 2 * count)
    for first, last in zip(begins, ends, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)
