"""Deliberate mistakes in the core, each of which some law must notice.

A mutant is a small change that reads almost right: a forgotten half, a wrong side, a shortcut. The
snippet must be found exactly once, so that this list fails loudly when the code moves on.
"""

from __future__ import annotations

from typing import NamedTuple


class Mutant(NamedTuple):
    """One mistake: where it is made, what it changes, and the law that must fail."""

    name: str
    module: str
    old: str
    new: str
    law: str


HOLDERS = "fold::test_the_holders_are_those_of_the_plain_model_everywhere_and_always"
MAP = "fold::test_the_map_is_that_of_the_plain_model_on_every_day"
SPOTS = "coverage::test_every_spot_without_exactly_one_holder_is_told"
IN_BULK = "directory::test_who_in_bulk_is_who_one_by_one"
PLAIN_WHO = "directory::test_who_is_what_the_plain_model_says"

# fmt: off
MUTANTS = (
    Mutant(
        "an interval holds its last day", "interval",
        "return self.start <= day < self.end",
        "return self.start <= day <= self.end",
        "interval::test_an_interval_holds_its_first_day_and_not_its_last",
    ),
    Mutant(
        "an ended unit has no leaves", "lineage",
        "day = min(max(on, area.valid.start), eve(area.valid.end))",
        "day = max(on, area.valid.start)",
        PLAIN_WHO,
    ),
    Mutant(
        "the heir comes a day late", "lineage",
        "and heir.on <= on:",
        "and heir.on < on:",
        "fold::test_the_successor_is_what_lives_on_the_day",
    ),
    Mutant(
        "a province that gets a parent has no past", "lineage",
        "if alone and (top := alone.before(valid.start)):",
        "if alone and not valid and (top := alone.before(valid.start)):",
        "fold::test_a_province_that_gets_a_parent_had_none_before",
    ),
    Mutant(
        "the diagonal cell is never probed", "coverage",
        "for filed in spans[: across + 1]:",
        "for filed in spans[:across]:",
        "coverage::test_a_gap_on_the_diagonal_is_seen",
    ),
    Mutant(
        "cuts are not shared by both axes", "coverage",
        """    spans = [Interval(a, b) for a, b in pairwise(cuts)]
    for across, on in enumerate(spans):
        if on.start < days.start or on.end > days.end:
            continue
        for filed in spans[: across + 1]:
""",
        """    across = {days.start, days.end, *(e for p in rectangles for e in (p.on.start, p.on.end))}
    down = {EVER, FOREVER, *(e for p in rectangles for e in (p.filed.start, p.filed.end))}
    assert cuts
    for on in [Interval(a, b) for a, b in pairwise(sorted(across))]:
        if on.start < days.start or on.end > days.end:
            continue
        for filed in [Interval(a, b) for a, b in pairwise(sorted(down)) if a <= on.start]:
""",
        "coverage::test_a_gap_on_the_diagonal_is_seen",
    ),
    Mutant(
        "neighbours with other holders are told as one", "coverage",
        "shape = [(cell.filed.start, cell.holders) for cell in wrong]",
        "shape = [(cell.filed.start, cell.holders[:0]) for cell in wrong]",
        SPOTS,
    ),
    Mutant(
        "a hole is forgotten when histories are compared", "coverage",
        "update({mandate.area, *mandate.holes})",
        "update({mandate.area})",
        SPOTS,
    ),
    Mutant(
        "a row of mandates may begin late", "coverage",
        "if max(on.start, days.start) != reached:",
        "if max(on.start, days.start) < reached:",
        SPOTS,
    ),
    Mutant(
        "a disputed mandate holds by itself", "coverage",
        "or cell.holders[0].disputed]",
        "or False]",
        SPOTS,
    ),
    Mutant(
        "a mandate may outlive its agency", "coverage",
        "[_first_without(days, [agency.valid]), _unowed_day(world, mandate)]",
        "[_unowed_day(world, mandate)]",
        "coverage::test_a_mandate_that_outlives_its_area_or_agency_is_stray",
    ),
    Mutant(
        "holes are ignored", "mandate",
        "return not self.holes or not self.released(path)",
        "return True",
        PLAIN_WHO,
    ),
    Mutant(
        "intake is ignored", "mandate",
        "if on not in self.valid or filed not in self.intake or self.area not in path:",
        "if on not in self.valid or self.area not in path:",
        PLAIN_WHO,
    ),
    Mutant(
        "only the smallest place may be a hole", "mandate",
        "path[: path.index(self.area)]",
        "path[: min(1, path.index(self.area))]",
        PLAIN_WHO,
    ),
    Mutant(
        "the rest leaves the residents behind", "ground",
        "residents=left.residents and take.residents not in (Share.ALL, Share.REST),",
        "residents=left.residents and take.residents is not Share.ALL,",
        MAP,
    ),
    Mutant(
        "a part takes the whole", "ground",
        "if gone and leaf not in self.divided:",
        "if leaf not in self.divided:",
        "fold::test_residents_and_land_are_never_lost_or_doubled",
    ),
    Mutant(
        "a taker that comes twice loses what it had", "ground",
        "if twin := self.leaves.get(piece.id):",
        "if (twin := self.leaves.get(piece.id)) and twin == piece:",
        "fold::test_a_taker_that_comes_twice_has_one_piece_of_both",
    ),
    Mutant(
        "the communes of an ended province are lost", "ground",
        "            self.move(child, heir, on, cite)\n",
        "            if child in self.leaves:\n                self.move(child, heir, on, cite)\n",
        MAP,
    ),
    Mutant(
        "an airport does not follow the rest of the land", "ground",
        "        if take.land in (Share.ALL, Share.REST):\n            for site",
        "        if take.land is Share.ALL:\n            for site",
        "fold::test_an_airport_goes_with_the_land_that_is_left",
    ),
    Mutant(
        "nothing is given back after a delegation", "standing",
        "(mandate.valid.before(days.start), mandate.valid.since(days.end))",
        "(mandate.valid.before(days.start),)",
        "lending::test_a_delegation_ends_on_its_day_and_the_delegator_answers_for_it",
    ),
    Mutant(
        "a hole stays with the unit that has ended", "standing",
        "holes=mandate.holes - {ended} | {heir.heir}",
        "holes=mandate.holes",
        "heir::test_what_somebody_was_given_stays_so_in_the_unit_that_takes_it_in",
    ),
    Mutant(
        "what the decree itself says is forgotten", "standing",
        "said = self.said_of(ground, function, heir.heir)",
        "said = self.said_of(ground, function, heir.heir)[:0]",
        "heir::test_what_a_decree_says_of_an_heir_holds_for_what_it_inherits",
    ),
    Mutant(
        "the delegator answers for ever", "fold",
        "for mode in (Mode.ANSWERS, Mode.MUST):",
        "for mode in (Mode.MUST,):",
        "lending::test_after_a_transfer_nobody_answers_for_what_the_givers_did",
    ),
    Mutant(
        "a deputy stays one in a unit that it holds", "standing",
        "interim=other.interim and heir.interim",
        "interim=other.interim",
        "lending::test_who_holds_the_taker_for_good_deputises_nowhere_in_it",
    ),
    Mutant(
        "a duty that is owed once is owed for ever", "coverage",
        "return reached if reached < days.end else None",
        "return reached if reached == days.start else None",
        "coverage::test_a_mandate_is_stray_from_the_first_day_on_which_nothing_is_owed",
    ),
    Mutant(
        "one of two sets of holes is forgotten", "standing",
        "holes=other.holes | heir.holes,",
        "holes=other.holes,",
        "fold::test_what_two_provinces_left_to_others_stays_so_when_they_are_one",
    ),
    Mutant(
        "a mandate of the future stays with the dead", "standing",
        "if m.valid.end > on and m.agency in agencies]",
        "if on in m.valid and m.agency in agencies]",
        "heir::test_what_was_lent_comes_back_to_the_heir_of_the_lender",
    ),
    Mutant(
        "decrees apply in the order in which they are given", "fold",
        "for decree in in_order(list(decrees)):",
        "for decree in list(decrees):",
        "fold::test_the_order_in_which_decrees_are_given_does_not_matter",
    ),
    Mutant(
        "givers finish nothing", "fold",
        "if clause.finishes:\n",
        "if clause.finishes and clause.givers:\n",
        HOLDERS,
    ),
    Mutant(
        "a lower giver finishes for everybody", "fold",
        "here + [replace(old, area=clause.area) for old in over]",
        "[replace(old, area=clause.area) for old in here + over]",
        HOLDERS,
    ),
    Mutant(
        "a post stays with a body that has ended", "bodies",
        "for charge in list(self.keeps.get(agency, ())):",
        "for charge in list(self.keeps.get(agency, ()))[1:]:",
        "fold::test_each_charge_is_with_the_keeper_that_the_plain_model_names",
    ),
    Mutant(
        "heirs of land only are candidates", "competent",
        "for leaf in owed or found:",
        "for leaf in found:",
        "directory::test_a_unit_is_open_only_while_its_pieces_lie_apart",
    ),
    Mutant(
        "the most specific wins silently", "competent",
        "return Ruling(verdict(holders), ordered)",
        "return Ruling(verdict(holders[:1]), tuple(holders[:1]))",
        PLAIN_WHO,
    ),
    Mutant(
        "nobody acts while a place is open", "competent",
        'if heir in ("", place):',
        "if heir:",
        "directory::test_somebody_acts_meanwhile_wherever_the_heir_has_one_holder",
    ),
    Mutant(
        "a filing day belongs to the stretch before it", "directory",
        "column = bisect_right(filings, since) - 1",
        "column = max(0, len([f for f in filings if f < since]) - 1)",
        IN_BULK,
    ),
    Mutant(
        "the days of mandates are no edges", "directory",
        "days = {*self.eras, *(e for m in mandates for e in (m.valid.start, m.valid.end))}",
        "days = {*self.eras, *(m.valid.start for m in mandates[:1])}",
        IN_BULK,
    ),
    Mutant(
        "places share a table by their last era alone", "directory",
        "key = (function, tuple(path for found in paths for path in found))",
        "key = (function, tuple(path for found in paths[-1:] for path in found))",
        IN_BULK,
    ),
    Mutant(
        "a chain forgets who came and went", "chain",
        "leaves |= set(lineage.ever_in(heir))",
        "leaves |= set(lineage.leaves_of(heir, date.max))",
        "directory::test_a_chain_remembers_who_came_and_went",
    ),
    Mutant(
        "a double is not seen", "balance",
        "if n > 1)",
        "if n > 2)",
        "balance::test_a_thing_doubled_on_both_sides_is_still_named",
    ),
    Mutant(
        "a duty is looked up without its holes", "balance",
        "alike[group] = coverage.borne(function.id, path)",
        "alike[group] = tuple(a for a in path if world.held(function.id, a))",
        "balance::test_a_hole_is_a_duty_that_nobody_holds",
    ),
    Mutant(
        "a Saturday that is worked in exchange does not count", "workdays",
        "return 2 if kind is Kind.SWAP_WORK or day.weekday() not in self.weekend else 0",
        "return 2 if day.weekday() not in self.weekend else 0",
        "calendar::test_a_term_ends_where_a_finger_stops_counting",
    ),
    Mutant(
        "a value of law begins a day late", "dated",
        "if value.since <= day]",
        "if value.since < day]",
        "calendar::test_a_value_of_law_is_the_last_one_that_began",
    ),
    Mutant(
        "a dossier number is checked modulo 99, as a sum of its pairs", "number",
        "MODULUS = 97",
        "MODULUS = 99",
        "number::test_two_digits_that_changed_places_are_noticed",
    ),
    Mutant(
        "a dossier number is checked modulo 96, which is not prime", "number",
        "MODULUS = 97",
        "MODULUS = 96",
        "number::test_one_wrong_digit_is_noticed",
    ),
    Mutant(
        "a check of 97 or 98 passes for one of 00 or 01", "number",
        "int(digits[12:]) < MODULUS",
        "int(digits[12:]) < 100",
        "number::test_a_serial_has_one_number_and_no_other",
    ),
    Mutant(
        "the day of filing is counted", "deadline",
        "return calendar.after(day, sound(term).amount)",
        "return calendar.after(day - DAY, sound(term).amount)",
        "deadline::test_working_days_end_where_a_finger_stops",
    ),
    Mutant(
        "every February has 28 days, and so has every other month", "deadline",
        "min(day.day, months.monthrange(year, month)[1])",
        "min(day.day, 28)",
        "deadline::test_months_end_on_the_same_number_or_on_the_last_one_of_the_page",
    ),
    Mutant(
        "the day on which a clock was stopped is given twice", "deadline",
        "calendar.between(paused_on + DAY, due + DAY)",
        "calendar.between(paused_on, due + DAY)",
        "deadline::test_what_was_left_of_the_working_days_is_left_afterwards",
    ),
    Mutant(
        "what is stopped on its last day is late when it runs on", "deadline",
        "if paused_on > due:",
        "if paused_on >= due:",
        "deadline::test_only_the_days_on_which_the_clock_ran_are_used_up",
    ),
    Mutant(
        "the due day is late already", "deadline",
        "range(1, (on - due).days + 1)",
        "range((on - due).days + 1)",
        "deadline::test_lateness_is_the_work_on_days_that_counted",
    ),
    Mutant(
        "the first ground counts and not the best", "fee",
        "best = min(grounds, key=lambda one: one.amount, default=None)",
        "best = next(iter(grounds), None)",
        "fee::test_everybody_pays_the_least_that_a_ground_of_theirs_allows",
    ),
    Mutant(
        "a matter that is received and due in one stretch is not asked about", "cutover",
        "if received.days.start >= min(due.days.end, on.days.end):",
        "if received.days.start > min(due.days.start, on.days.start):",
        "cutover::test_the_check_tells_every_matter_without_exactly_one_row",
    ),
    Mutant(
        "a flaw of one kind of body hides that of another", "cutover",
        "rows = mine & received.rows & due.rows & on.rows",
        "rows = received.rows & due.rows & on.rows",
        "cutover::test_the_check_tells_every_matter_without_exactly_one_row",
    ),
    Mutant(
        "a date is read with the month first", "form",
        "here.groups()[::-1]",
        "(here[3], here[1], here[2])",
        "form::test_a_date_is_read_with_the_day_first_or_as_iso",
    ),
    Mutant(
        "an answer that is not asked for makes others be asked", "form",
        "if _holds(one.when, read):",
        "if _holds(one.when, answers):",
        "form::test_what_is_asked_only_in_a_case_is_asked_in_that_case",
    ),
    Mutant(
        "a thousand with its point is one", "form",
        'len(found[3] or "") == 3',
        'len(found[3] or "") > 9',
        "form::test_a_number_is_what_its_digits_say_and_never_a_guess",
    ),
    Mutant(
        "whoever reviewed is the second pair of eyes", "steps",
        "if step.duty in NEVER_ALL_ONE]",
        "if step.duty]",
        "steps::test_a_step_is_refused_for_a_rule_that_it_breaks_and_for_nothing_else",
    ),
    Mutant(
        "the last step is never reached", "procedure",
        "place < len(ids) else None",
        "place < len(ids) - 1 else None",
        "steps::test_the_steps_are_walked_in_their_order_to_the_last",
    ),
    Mutant(
        "one can still file on the day of the repeal", "procedure",
        "self.until is None or on < self.until",
        "self.until is None or on <= self.until",
        "procedure::test_one_can_file_from_the_first_day_to_the_eve_of_the_repeal",
    ),
    Mutant(
        "a number without an end is one where it is read quickly", "plainly",
        "(type(tree) is float and math.isfinite(tree))",
        "type(tree) is float",
        "procedure::test_what_is_no_number_is_no_amount",
    ),
    Mutant(
        "half a working day is written as none", "plainly",
        "return int(value) if value.is_integer() else value",
        "return int(value)",
        "procedure::test_a_procedure_that_is_written_and_read_is_the_same",
    ),
    Mutant(
        "a field is demanded where it is not asked", "schema",
        "if one.required and one.when is None]",
        "if one.required]",
        "schema::test_what_hangs_on_what_is_not_asked_is_not_demanded",
    ),
    Mutant(
        "a condition is held to that hangs on another which is not", "schema",
        "when = before.when if before else None",
        "when = None",
        "schema::test_what_hangs_on_what_is_not_asked_is_not_demanded",
    ),
    Mutant(
        "a schema lets letters pass that turn a line around", "schema",
        r'UNFIT = r"\x7f-\x9f\u202a-\u202e\u2066-\u2069"',
        r'UNFIT = r"\x7f-\x9f"',
        "schema::test_what_the_schema_takes_is_wrong_only_where_a_pattern_cannot_tell",
    ),
    Mutant(
        "more time is given whatever was answered", "procedure",
        'answers.get(longer.when.field, "") in longer.when.among',
        "longer.when.among",
        "procedure::test_more_time_is_given_on_those_answers_alone",
    ),
    Mutant(
        "a step stands apart from one that comes after it", "wellmade",
        "if other not in before:",
        "if other not in [s.id for s in procedure.steps]:",
        "procedure::test_what_is_badly_made_is_told",
    ),
)
# fmt: on
