"""Contradictions inside a notice: what contradicts, how badly, and the very words; a person decides each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from anlan.campaigns.reading.conflicts import (
    acting,
    adding,
    amounts,
    answering,
    calling,
    contacts,
    counting,
    deadlines,
    entrusting,
    enumerating,
    facts,
    feasts,
    following,
    genre,
    grading,
    grouping,
    handing,
    itemising,
    leading,
    listing,
    masthead,
    multiplying,
    numbering,
    offices,
    ordering,
    places,
    placing,
    quantities,
    referring,
    repeating,
    restating,
    retold,
    sending,
    shares,
    spanning,
    staging,
    tabulating,
    tasks,
    timing,
    units,
)
from anlan.campaigns.reading.conflicts.pairs import REACH
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

CHECKS = [
    genre.no_notice,
    masthead.sender_and_date,
    masthead.number_and_date,
    masthead.other_dates,
    places.named_as_another,
    places.of_another_place,
    places.of_another_kind,
    places.of_another_zone,
    places.of_another_year,
    masthead.campaign_names,
    masthead.titles,
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
    acting.times_of_year_outside,
    acting.days_outside_the_title,
    staging.in_order,
    staging.against_the_date,
    staging.inside_the_period,
    staging.season,
    staging.ends_told_twice,
    staging.length,
    repeating.rhythms_in_the_time,
    repeating.twice_differently,
    deadlines.due_twice_differently,
    deadlines.time_of_it,
    deadlines.sent_on_two_days,
    deadlines.done_by_two_days,
    amounts.counted_twice,
    amounts.parts_and_whole,
    leading.seats,
    amounts.named_by_their_place,
    amounts.summed,
    shares.beyond_all,
    shares.falling,
    shares.drawn_twice,
    shares.year_and_parts,
    shares.in_words,
    spanning.in_force,
    spanning.over_before_it_begins,
    shares.impossible_hours,
    shares.ranges_backwards,
    amounts.levels_told_twice,
    leading.headed_by_two,
    counting.announced,
    listing.counted,
    listing.in_a_row,
    counting.under_its_heading,
    counting.of_a_kind,
    enumerating.sayings,
    referring.items,
    enumerating.titled,
    enumerating.enumerated,
    referring.attachments,
    referring.references,
    numbering.gaps,
    numbering.attachments,
    ordering.gaps,
    ordering.before_its_stage,
    ordering.reported_before_done,
    ordering.beyond_its_heading,
    ordering.punished_below_another,
    offices.of_two_ranks,
    offices.of_one_level,
    offices.of_one_kin,
    offices.renamed,
    units.two_units,
    units.of_one_thing,
    units.money,
    units.parts_differ,
    units.points,
    units.rewards,
    contacts.one_line_two_numbers,
    contacts.one_number_two_names,
    spanning.seasons,
    spanning.counted_days,
    spanning.months_of_parts,
    multiplying.products,
    multiplying.shares,
    multiplying.least_over_most,
    leading.led_by_each,
    entrusting.led_by_another,
    entrusting.in_brackets_another,
    entrusting.departments_counted,
    entrusting.registered_with_two,
    facts.in_force_before_it_was_issued,
    leading.headed_by_another,
    enumerating.in_all,
    enumerating.sorts,
    deadlines.passed_on_within_two_times,
    enumerating.said_so_often,
    enumerating.ending_alike,
    handing.passed_on_before_given,
    tabulating.totals,
    tabulating.rows_announced,
    tabulating.left_out,
    tabulating.places_counted,
    tabulating.due_elsewhere,
    itemising.items_of_a_table,
    calling.written_in_two_ways,
    calling.another_campaign,
    calling.of_two_posts,
    referring.own_items,
    referring.numbers_of_one_paper,
    tabulating.rows_of_the_list,
    grouping.in_their_order,
    grading.apart,
    grading.passed_and_failed,
    grouping.each_once,
    grouping.of_two_sizes,
    feasts.on_another_day,
    feasts.in_another_year,
    feasts.in_another_term,
    facts.winds,
    adding.parts_of_a_whole,
    adding.parts_of_a_whole_elsewhere,
    sending.to_two_offices,
    placing.listed,
    multiplying.rates,
    multiplying.turns,
    restating.rhythms,
    restating.again,
    restating.days,
    tasks.given_to_two,
    enumerating.named,
    enumerating.departments,
    referring.items_in_figures,
    referring.called_otherwise,
    spanning.rosters,
    calling.one_post,
    masthead.other_signature,
    answering.acted_by_two,
    answering.paid_by_two,
    answering.chief_of_another,
    enumerating.in_months,
    placing.divided,
    counting.batches,
    masthead.cited,
    contacts.too_short,
    staging.each_as_long,
    multiplying.drawn,
    multiplying.covered,
    following.rested_on,
    following.in_one_line,
    following.gathered,
    following.of_days_to_come,
    retold.told_twice,
    quantities.told_twice,
]


def found(draft: Draft) -> list[Conflict]:
    """Every contradiction in the order of the text, each said once."""
    told: dict[str, dict[tuple[Span, ...], Conflict]] = defaultdict(dict)
    for check in CHECKS:
        for conflict in check(draft):
            same = told[conflict.kind]
            if conflict.spans not in same and not _is_said(conflict, islice(reversed(same.values()), REACH)):
                same[conflict.spans] = replace(conflict, what=_with_days(conflict.what))
    _fold(told)
    every = (conflict for same in told.values() for conflict in same.values())
    return sorted(every, key=lambda one: (one.spans[0].start if one.spans else 0, one.severity))


ISO = re.compile(r" ?(20\d\d)-(\d\d)-(\d\d) ?")


def _with_days(words: str) -> str:
    """2027-11-18 as officials write it: 2027年11月18日."""
    return ISO.sub(lambda found: f"{found[1]}年{int(found[2])}月{int(found[3])}日", words)


def _is_said(conflict: Conflict, told: Iterable[Conflict]) -> bool:
    """Whether another of its kind says the same of one place, or speaks of the same two places."""
    return any(
        (one.what == conflict.what or min(len(one.spans), len(conflict.spans)) > 1)
        and bool(conflict.spans)
        and all(any(_meet(span, other) for other in one.spans) for span in conflict.spans)
        for one in told
    )


FOLLOW = ("stages_overlap", "stages_gap", "stage_outside", "stages_disordered")
"""What a stage in a wrong year brings with it."""


def _fold(told: dict[str, dict[tuple[Span, ...], Conflict]]) -> None:
    """Leave out what only follows from a stage that was over before the notice: one slip is asked about once."""
    early = {span for one in told["stage_before_notice"].values() for span in one.spans[:1]}
    for kind in FOLLOW:
        for spans in [spans for spans in told[kind] if early & set(spans)]:
            del told[kind][spans]


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
