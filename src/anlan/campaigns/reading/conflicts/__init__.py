"""Contradictions inside a notice: what contradicts, how badly, and the very words; a person decides each."""

from __future__ import annotations

from anlan.campaigns.reading.conflicts import (
    acting,
    amounts,
    counting,
    deadlines,
    enumerating,
    masthead,
    numbering,
    offices,
    ordering,
    repeating,
    shares,
    staging,
    timing,
    units,
)
from anlan.campaigns.reading.draft import Conflict, Draft

CHECKS = [
    masthead.sender_and_date,
    masthead.number_and_date,
    masthead.other_dates,
    masthead.place_names,
    masthead.campaign_names,
    masthead.quoted_names,
    timing.impossible_days,
    timing.week_days,
    timing.assessment_years,
    timing.due_dates,
    timing.named_months,
    timing.months_in_brackets,
    acting.outside_their_stage,
    acting.beyond_its_stage,
    acting.before_a_season_begun,
    acting.summed_up_early,
    acting.backwards,
    acting.festivals_outside,
    staging.in_order,
    staging.against_the_date,
    staging.inside_the_period,
    staging.season,
    staging.ends_told_twice,
    staging.length,
    repeating.rhythms_in_the_time,
    repeating.twice_differently,
    deadlines.due_twice_differently,
    deadlines.told_in_the_tail,
    deadlines.done_by_two_days,
    deadlines.time_of_it,
    deadlines.reported_within_two_times,
    deadlines.sent_on_two_days,
    amounts.counted_twice,
    amounts.parts_and_whole,
    amounts.parts_of_which,
    amounts.seats,
    amounts.tasked_to_two,
    amounts.named_by_their_place,
    amounts.named_alike,
    amounts.summed,
    shares.beyond_all,
    shares.falling,
    shares.year_and_parts,
    shares.in_words,
    shares.in_force,
    shares.impossible_hours,
    shares.ranges_backwards,
    amounts.levels_told_twice,
    amounts.headed_by_two,
    counting.announced,
    counting.of_a_kind,
    counting.of_one_verb,
    enumerating.enumerated,
    counting.attachments,
    counting.references,
    numbering.gaps,
    ordering.gaps,
    ordering.before_its_stage,
    ordering.reported_before_done,
    ordering.beyond_its_heading,
    ordering.punished_below_another,
    offices.of_two_ranks,
    offices.renamed,
    units.two_units,
    units.of_one_thing,
    units.money,
    units.parts_differ,
    units.points,
    units.rewards,
]


def found(draft: Draft) -> list[Conflict]:
    """Every contradiction in the order of the text, each said once."""
    told: dict[tuple[str, tuple[tuple[int, int], ...]], Conflict] = {}
    for check in CHECKS:
        for conflict in check(draft):
            key = (conflict.kind, tuple((span.start, span.end) for span in conflict.spans))
            told.setdefault(key, conflict)
    return sorted(told.values(), key=lambda one: (one.spans[0].start if one.spans else 0, one.severity))
