"""Quizzes made from a checklist: the same list and seed give the same questions, on every machine and in every year."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

NEAR = 6
CHOICES = 4
SHARE = 0.8
TRUE, FALSE = "对", "错"
Item = Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """One question, its choices in the order they are shown, the right one, and why."""

    text: str
    choices: tuple[str, ...]
    answer: str
    why: str


def made(items: Sequence[Item], digest: str, seed: int, count: int) -> list[Question]:
    """So many questions, half of each kind as far as there are neighbours to confuse an item with.

    Wrong choices come from neighbouring items of the same standard, what a clause is wrongly said to say from items
    nothing is asked about. Fewer items than `count` give fewer questions.
    """
    dice = random.Random(f"{digest}.{seed}")
    chosen = dice.sample(range(len(items)), min(count, len(items)))
    asked = {items[place]["statement"] for place in chosen}
    return [_one(items, place, dice, asked, choose=number % 2 == 1) for number, place in enumerate(chosen)]


def enough(count: int) -> int:
    """How many of so many questions must be right."""
    return -(-int(count * SHARE * 10) // 10)


def right(questions: Sequence[Question], answers: Sequence[str]) -> list[bool]:
    """Which answers are right; a missing one is not."""
    given = [*answers, *[""] * len(questions)]
    return [one.answer == said for one, said in zip(questions, given, strict=False)]


def _one(items: Sequence[Item], place: int, dice: random.Random, asked: set[str], *, choose: bool) -> Question:
    others = _neighbours(items, place)
    if choose and len(others) >= CHOICES - 1:
        return _which_clause(items[place], dice.sample(others, CHOICES - 1), dice)
    free = [one for one in others if one["statement"] not in asked]
    return _true_or_false(items[place], dice.choice(free) if free and dice.random() < 0.5 else None)


def _neighbours(items: Sequence[Item], place: int) -> list[Item]:
    """Items near it in the same standard that say something else under another clause."""
    own = items[place]
    near = [*items[max(0, place - NEAR) : place], *items[place + 1 : place + 1 + NEAR]]
    return [one for one in near if one["pack"] == own["pack"] and _differ(one, own)]


def _differ(one: Item, other: Item) -> bool:
    return one["code"] != other["code"] and one["statement"] != other["statement"]


def _which_clause(item: Item, others: list[Item], dice: random.Random) -> Question:
    choices = [item["code"], *(one["code"] for one in others)]
    dice.shuffle(choices)
    text = f"现场发现：{item['finding']}。对照《{item['pack_title']}》，是哪一条？"
    return Question(text, tuple(choices), item["code"], _why(item))


def _true_or_false(item: Item, wrong: Item | None) -> Question:
    said = wrong or item
    text = f"《{item['pack_title']}》{item['code']}说的是：{said['statement']}。"
    return Question(text, (TRUE, FALSE), FALSE if wrong else TRUE, _why(item))


def _why(item: Item) -> str:
    return f"{item['doc_number']} {item['code']}：{item['statement']}"
