"""Search by words: Chinese by character bigrams, so that two characters are enough and nothing is missed."""

import re
import unicodedata
import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from anlan.core import textindex
from anlan.core.models import SearchDoc

RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
LONGEST = 100
BATCH = 500
HAN = re.compile(r"[\u3400-\u9fff]")


def normal(text: str) -> str:
    """Text as it is compared: NFKC, lower case, blanks joined to one."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def wanted(typed: str) -> str:
    """What somebody typed to look for, fit for a query: no null bytes, which PostgreSQL refuses, and no whole book.

    SQLite refuses patterns above 50,000 bytes. Nothing anybody looks for has more than LONGEST characters.
    """
    return typed.replace("\x00", "")[:LONGEST].strip()


def tokens_of(text: str) -> list[str]:
    """Tokens of a document: every character and every pair of neighbouring Chinese characters; other words whole."""
    return _tokens(normal(text))


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    for run in RUN.findall(text):
        if HAN.match(run):
            found += [*run, *(run[n : n + 2] for n in range(len(run) - 1))]
        else:
            found.append(run)
    return found


def tokens_for(query: str) -> list[str]:
    """Tokens a document must hold to answer a query: pairs where there are two characters or more."""
    found: list[str] = []
    for run in RUN.findall(normal(query)):
        pairs = [run[n : n + 2] for n in range(len(run) - 1)] if HAN.match(run) else []
        found += pairs or [run]
    return list(dict.fromkeys(found))


def put(kind: str, subject_id: uuid.UUID, text: str, scope: str = "") -> None:
    """Make one subject findable by its text; replaces what stood there. Call inside the transaction that writes it."""
    put_many(kind, [(subject_id, text, scope)])


def put_many(kind: str, rows: Iterable[tuple[uuid.UUID, str, str]]) -> None:
    """The same for many subjects at once: (subject id, text, scope)."""
    texts = {pk: (normal(text), scope) for pk, text, scope in rows}
    found = [textindex.Document(pk, scope, text, " ".join(_tokens(text))) for pk, (text, scope) in texts.items()]
    for start in range(0, len(found), BATCH):
        textindex.put(kind, found[start : start + BATCH])


def remove(kind: str, subject_id: uuid.UUID) -> None:
    """Make one subject no longer findable."""
    rows = SearchDoc.objects.filter(kind=kind, subject_id=subject_id)
    textindex.forget(rows.values_list("id", flat=True))
    rows.delete()


def documents(query: str, kinds: Iterable[str] = ()) -> QuerySet[SearchDoc]:
    """Documents of these kinds that hold every word of the query; blank queries find nothing.

    Bigrams are an AND, not a phrase: a word of more than one token is looked for again in the text.
    """
    query = wanted(query)
    tokens = tokens_for(query)
    if not tokens:
        return SearchDoc.objects.none()
    rows = SearchDoc.objects.filter(id__in=textindex.holding(tokens))
    if kinds:
        rows = rows.filter(kind__in=list(kinds))
    phrase = Q()
    for word in normal(query).split():
        if tokens_for(word) != [word]:
            phrase &= Q(text__contains=word)
    return rows.filter(phrase)


def matching(kind: str, query: str) -> QuerySet:
    """Ids of the subjects of one kind that match, as a subquery for `filter(id__in=…)`."""
    return documents(query, [kind]).values_list("subject_id", flat=True)
