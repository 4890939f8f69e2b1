"""Names of enterprises as they are compared: an identity is a credit code, else a name and a village."""

import re
import unicodedata

BLANKS = re.compile(r"[\s\u200b\ufeff·•]+")
BRACKETS = str.maketrans("（）【】［］〔〕", "()[][][]")


def name_key(name: str) -> str:
    """A name without blanks, in one width of characters and one shape of brackets, lower case."""
    return BLANKS.sub("", unicodedata.normalize("NFKC", name).translate(BRACKETS)).lower()[:120]
