"""The unified social credit code, GB 32100-2015, and resident identity numbers, GB 11643-1999."""

from __future__ import annotations

import re
import unicodedata

from anlan.files.sheets.text import NOTHING
from anlan.files.sheets.unclean import Unclean, refuse_non_values

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015, 4.2: no I, O, S, V, Z
LOOKALIKES = str.maketrans("OISZ", "0152")
ROUNDED = re.compile(r"\d(\.\d+)?[eE]\+?1[4-9]")


def check_character(seventeen: str) -> str:
    """Return the 18th character for the first 17 (GB 32100-2015, 4.6: weights 3^(i-1) mod 31)."""
    total = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(seventeen))
    return ALPHABET[-total % 31]


def is_valid(code: str) -> bool:
    """Say whether a code has 18 characters of the alphabet and the right check character."""
    return len(code) == 18 and set(code) <= set(ALPHABET) and check_character(code[:17]) == code[17]


def read(raw: object) -> str:
    """Read a unified social credit code; "" where the cell says nothing.

    Never corrects: what looks like a slip of the pen is refused with the likely code as a hint. Raises Unclean.
    """
    code = _digits(raw, "统一社会信用代码")
    if not code or is_valid(code):
        return code
    if len(code) == 15 and code.isdigit():
        raise Unclean(f"这是 15 位的旧注册号，不是 18 位统一社会信用代码：{code}")
    if len(code) != 18:
        raise Unclean(f"统一社会信用代码应为 18 位，这里是 {len(code)} 位：{code}")
    likely = code.translate(LOOKALIKES)
    hint = f"，是不是 {likely}" if likely != code and is_valid(likely) else ""
    if not set(code) <= set(ALPHABET):
        wrong = "".join(sorted(set(code) - set(ALPHABET)))
        raise Unclean(f"统一社会信用代码里不会有“{wrong}”：{code}{hint}")
    raise Unclean(f"统一社会信用代码校验位不对：{code}{hint}")


ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]


def read_id_number(raw: object) -> str:
    """Read an 18-digit resident identity number (GB 11643-1999); "" where the cell says nothing. Raises Unclean."""
    number = _digits(raw, "身份证号")
    if not number:
        return ""
    if not re.fullmatch(r"\d{17}[\dX]", number):
        raise Unclean(f"身份证号应为 18 位，这里是 {len(number)} 位")
    total = sum(int(digit) * weight for digit, weight in zip(number, ID_WEIGHTS, strict=False))
    if "10X98765432"[total % 11] != number[17]:
        raise Unclean("身份证号校验位不对")
    return number


def _digits(raw: object, what: str) -> str:
    refuse_non_values(raw)
    if isinstance(raw, bool):
        raise Unclean(f"{what}无法识别")
    rounded = isinstance(raw, int | float) and abs(raw) >= 1e15
    if rounded or (isinstance(raw, str) and ROUNDED.fullmatch(raw.strip())):
        raise Unclean(f"{what}被 Excel 当成数字，末几位已经丢失，请把这一列设为文本后重填")
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    written = re.sub(
        r"[\s\u200b\ufeff'\"`’‘_-]+", "", unicodedata.normalize("NFKC", str(raw if raw is not None else ""))
    )
    return "" if written in NOTHING else written.upper()
