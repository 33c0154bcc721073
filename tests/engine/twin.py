"""The decision once more, in plain Python without numpy, straight from docs/engine.md and the engine's documented constants.

Slow and obvious on purpose: it compiles the words itself, recomputes everything and keeps nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log

from diagnostics.engine.choose import RESCUE_GAIN, Policy
from diagnostics.engine.guide import Answer, Guide, Question, Step, Ticks
from diagnostics.engine.lookahead import PRESELECTED
from diagnostics.engine.plan import LIKE_PROMISE, LONGEST_PLAN
from diagnostics.engine.walk import Walk
from diagnostics.engine.words import DISRUPTION, UNKNOWN
from tests.engine.twin_numbers import Known, Numbers, add, dot, holds, is_contradicted, nine, said_of


@dataclass(frozen=True)
class Verdict:
    """What the twin decides, in slugs, and how likely it holds each cause, the open one last."""

    move: str
    question: str | None
    steps: tuple[str, ...]
    belief: tuple[float, ...]
    minutes: float
    rescued: bool = False


class Twin(Numbers):
    """One walk, seen with these findings under this policy."""

    def __init__(self, guide: Guide, walk: Walk, findings: Mapping[str, str], policy: Policy) -> None:
        self.guide, self.walk, self.findings, self.policy = guide, walk, findings, policy
        self.causes = [cause for cause in guide.causes if not cause.open]
        ranks = list(DISRUPTION)
        ordered = [step for step in guide.steps if step.kind in {"repair", "wait", "verdict"}]
        self.steps = sorted(ordered, key=lambda step: (ranks.index(step.disruption), step.minutes))
        self.known = self._known_answers()
        self.belief = self._belief()
        possible = [step for step in self.steps if self._may_offer(step)]
        served = [step for step in possible if holds(step.needs, self.known)]
        self.available = [step for step in served if step.slug not in walk.did]
        self.again = [step for step in served if step.slug in walk.did]
        self.closed = [step for step in possible if step not in served and step.slug not in walk.did]
        self.askable = [question for question in guide.questions if self._may_ask(question)]

    def of_shown(self, question: Question, option: str) -> list[float]:
        """The same among the options that are shown now (and the one that was chosen)."""
        if not any(one.when for one in question.options):
            return self.likelihood(question, option)
        shown = [self.likelihood(question, slug) for slug in {*self.shown_options(question), option}]
        return [mine / sum(all_) for mine, *all_ in zip(self.likelihood(question, option), *shown, strict=True)]

    # What is known

    def _known_answers(self) -> dict[str, Answer]:
        """What the server found, what answers mean, what was answered: each overrules the one before."""
        known: dict[str, Answer] = {}
        for question in self.guide.questions:
            if self.findings.get(question.slug) in {option.slug for option in question.options}:
                known[question.slug] = self._as_answer(question, self.findings[question.slug])
        said = {**known, **self.walk.answers}
        for question in reversed(self.guide.questions):
            for option in reversed(question.options):
                if option.means and said_of(said.get(question.slug), frozenset([option.slug]), otherwise=False):
                    known |= {
                        name: self._as_answer(self.guide.question_names[name], meant) for name, meant in option.means
                    }
        own = {name: answer for name, answer in self.walk.answers.items() if answer is not None or name not in known}
        return {**known, **own}

    @staticmethod
    def _as_answer(question: Question, option: str) -> Answer:
        return Ticks((option,), (option,)) if question.kind == "several" else option

    def shown_options(self, question: Question) -> list[str]:
        shown = [option.slug for option in question.options if not is_contradicted(option.when, self.known)]
        return shown[:9] if question.kind == "several" else shown

    def _belief(self) -> list[float]:
        logs = [log(share) for share in self.prior()]
        for question in self.guide.questions:
            if self.known.get(question.slug) is not None and not is_contradicted(question.when, self.known):
                logs = add(logs, self._answer_logs(question, self.known[question.slug]))
        for step in self.steps:
            counts = 1.0 if step.slug in self.walk.tried else 0.7 if step.slug in self.walk.did else 0.0
            logs = add(logs, [log(1 - counts * cure) for cure in self.cures(step)])
        weights = [exp(one - max(logs)) for one in logs]
        return [weight / sum(weights) for weight in weights]

    def _answer_logs(self, question: Question, answer: Answer) -> list[float]:
        """log P(answer | cause); a tick that answers another question tells it there."""
        if not isinstance(answer, Ticks):
            assert answer is not None
            return [log(one) for one in self.of_shown(question, answer)]
        counts = 0.8 if len(answer.shown) > 1 else 1.0
        told = [0.0] * (len(self.causes) + 1)
        elsewhere = {option.slug for option in question.options if option.means} & {*answer.chosen}
        for fact in (fact for fact in answer.shown if fact not in elsewhere):
            chances = self.chances_of_tick(question, fact)
            told = add(told, [counts * log(one if fact in answer.chosen else 1 - one) for one in chances])
        return told

    def _may_offer(self, step: Step) -> bool:
        """Whether it fits, its turn has come and it was not done with, wherever it was; its needs are looked at later."""
        done = {*self.walk.tried, *self.walk.cannot, *self.walk.did}
        first = [one for one in self.guide.steps if one.slug in step.only_after and one.slug not in done]
        waits = any(self._fits(one, self.known) and holds(one.needs, self.known) for one in first)
        if self.walk.waiting and (not step.meanwhile or step.slug == self.walk.waiting.name):
            return False
        return step.slug not in {*self.walk.tried, *self.walk.cannot} and self._fits(step, self.known) and not waits

    @staticmethod
    def _fits(step: Step, known: Known) -> bool:
        return not is_contradicted(step.when, known) and not any(holds(rule, known) for rule in step.never_while)

    def _may_ask(self, question: Question) -> bool:
        return (
            not self.walk.show_steps
            and not self.walk.waiting
            and self._within_limits()
            and question.slug not in self.known
            and (question.follows is None or question.follows in self.known)
            and not is_contradicted(question.when, self.known)
            and len(self.shown_options(question)) > (0 if question.kind == "several" else 1)
        )

    def _within_limits(self) -> bool:
        before_first_step, in_all, step_seen, site = 0, 0, False, True
        for event in self.walk.events:
            if event.kind != "answer":
                step_seen, site = True, False
                continue
            site = site and self.guide.question_names[event.name].detectable
            before_first_step += not site and not step_seen
            in_all += not site
        allowed = step_seen or before_first_step < self.policy.before_first_step
        return allowed and in_all < self.policy.in_all

    # The order of steps

    def order(self, steps: Sequence[Step] | None = None) -> tuple[list[Step], float]:
        """Chance over cost, re-computed after each failure, cut at the best prefix; its expected minutes."""
        alive, taken = list(self.belief), list[Step]()
        left = list(self.available if steps is None else steps)
        escalation = self.guide.escalation_minutes
        spent, best, minutes = 0.0, 0, sum(alive) * escalation
        while left and len(taken) < LONGEST_PLAN:
            step = self._next(alive, left)
            if step is None:
                break
            left.remove(step)
            taken.append(step)
            spent += sum(alive) * self.step_minutes(step)
            alive = [share * (1 - cure) for share, cure in zip(alive, self.cures(step), strict=True)]
            if nine(spent + sum(alive) * escalation) < nine(minutes):
                best, minutes = len(taken), spent + sum(alive) * escalation
        return taken[:best], minutes

    def _next(self, alive: Sequence[float], left: Sequence[Step]) -> Step | None:
        chance = {step.slug: dot(alive, self.cures(step)) for step in left}
        score = {step.slug: nine(chance[step.slug] / self.step_minutes(step)) for step in left}
        best = max(left, key=lambda step: score[step.slug])
        if not score[best.slug]:
            return None
        if _loses(best):
            enough = nine(LIKE_PROMISE * chance[best.slug])
            like = [step for step in left if not _loses(step) and nine(chance[step.slug]) >= enough]
            best = max(like, key=lambda step: score[step.slug]) if like else best
        return best

    def quick_minutes(self, belief: Sequence[float], steps: Sequence[Step]) -> float:
        """ECR after an answer: one chance/cost sort, cut at the best prefix."""
        score = {step.slug: nine(dot(belief, self.cures(step)) / self.step_minutes(step)) for step in steps}
        alive, spent, best = list(belief), 0.0, sum(belief) * self.guide.escalation_minutes
        for step in sorted(steps, key=lambda step: -score[step.slug])[:LONGEST_PLAN]:
            spent += sum(alive) * self.step_minutes(step)
            alive = [share * (1 - cure) for share, cure in zip(alive, self.cures(step), strict=True)]
            best = min(best, spent + sum(alive) * self.guide.escalation_minutes)
        return best

    # Which question, and when to stop

    def pinned_question(self) -> Question | None:
        """The question that comes first or second whatever its value."""
        return next((q for pin in ("first", "second") for q in self.askable if q.asked == pin), None)

    def value(self, question: Question, stop: float) -> float:
        """V(q) in minutes; ``stop`` = ECR without asking."""
        mean = 0.0
        for answer, chances in self._outcomes(question):
            joint = [share * p for share, p in zip(self.belief, chances, strict=True)]
            left = self._offered_after(question, answer)
            mean += sum(joint) * self.quick_minutes([one / sum(joint) for one in joint], left)
        unknown = UNKNOWN[question.unknown]
        return self.question_minutes(question) + unknown * stop + (1 - unknown) * mean

    def _outcomes(self, question: Question) -> list[tuple[Answer, list[float]]]:
        """What may be answered, with P(it | cause); of a list nothing, or one fact alone, in proportion."""
        shown = self.shown_options(question)
        if question.kind == "one":
            return [(option, self.of_shown(question, option)) for option in shown]
        counts = 0.8 if len(shown) > 1 else 1.0
        weights = [[1.0] * (len(self.causes) + 1)]
        weights += [[(one / (1 - one)) ** counts for one in self.chances_of_tick(question, fact)] for fact in shown]
        answers = [Ticks(chosen, tuple(shown)) for chosen in [(), *((fact,) for fact in shown)]]
        sums = [sum(column) for column in zip(*weights, strict=True)]
        return [
            (answer, [one / all_ for one, all_ in zip(row, sums, strict=True)])
            for answer, row in zip(answers, weights, strict=True)
        ]

    def _offered_after(self, question: Question, answer: Answer) -> list[Step]:
        """The steps that this answer leaves, and those that it opens, in their order."""
        then = {**self.known, question.slug: answer}
        near = [step for step in self.steps if step in self.available or step in self.closed]
        return [step for step in near if self._fits(step, then) and holds(step.needs, then)]

    def opening_question(self) -> Question | None:
        """The most telling question of those that may open a step that would be planned, were it open."""
        opened = {
            question.slug: [
                step
                for answer, _ in self._outcomes(question)
                for step in self._offered_after(question, answer)
                if step in self.closed
            ]
            for question in self.askable
        }
        able = [step for steps in opened.values() for step in steps]
        planned, _ = self.order([step for step in self.steps if step in self.available or step in able])
        useful = [question for question in self.askable if any(step in planned for step in opened[question.slug])]
        return max(useful, key=self.gain_per_minute, default=None)

    def gain_per_minute(self, question: Question) -> float:
        """I(q) = H(L w) - h w, scaled by how often people know, per minute of asking."""
        if question.kind == "several":
            ticked = [self.chances_of_tick(question, option.slug) for option in question.options]
            rows = [row for fact in ticked for row in (fact, [1 - one for one in fact])]
        else:
            rows = [self.likelihood(question, option.slug) for option in question.options]
        chances = [dot(row, self.belief) for row in rows]
        entropies = [-sum(p * log(p) for p in column) for column in zip(*rows, strict=True)]
        gain = -sum(p * log(p) for p in chances) - dot(entropies, self.belief)
        return nine(max(gain, 0.0) * (1 - UNKNOWN[question.unknown]) / self.question_minutes(question))

    def worth_asking(self, stop: float) -> Question | None:
        """The question of least V, when that is less than stopping by more than the margin."""
        gains = {question.slug: self.gain_per_minute(question) for question in self.askable}
        chosen = sorted(self.askable, key=lambda question: -gains[question.slug])[:PRESELECTED]
        values = [(nine(self.value(q, stop)), self.question_minutes(q), self.guide.questions.index(q)) for q in chosen]
        value, _, index = min(values, default=(float("inf"), 0.0, 0))
        return self.guide.questions[index] if value < nine(stop - self.policy.margin) else None

    def most_telling(self) -> Question | None:
        """The question of most information per minute, when that is more than the rescue asks for."""
        best = max(self.askable, key=self.gain_per_minute, default=None)
        return best if best is not None and self.gain_per_minute(best) > RESCUE_GAIN else None

    def before_the_end(self) -> Verdict | None:
        """What is pinned, else worth asking, else a step, else what opens a step, else a step once more."""
        steps, minutes = self.order()
        asked = self.pinned_question() or self.worth_asking(minutes)
        if not asked and not steps:
            asked = self.opening_question()
        if asked:
            return self._verdict("ask", asked, steps, minutes)
        if not steps:
            steps, minutes = self.order([step for step in self.steps if step in self.available or step in self.again])
        return self._verdict("offer", None, steps, minutes) if steps else None

    def _verdict(self, move: str, asked: Question | None, steps: Sequence[Step], minutes: float) -> Verdict:
        """Of several verdicts only the first is told."""
        verdicts = [step for step in steps if step.kind == "verdict"]
        slugs = tuple(step.slug for step in steps if step not in verdicts[1:])
        return Verdict(move, asked.slug if asked else None, slugs, tuple(self.belief), minutes)

    def rescue(self) -> Question | None:
        """The question to ask here although escalating is cheapest and no question is worth its minutes."""
        return None if self.before_the_end() else self.most_telling()

    def rescues_in_a_row(self) -> int:
        """How many of the latest answers were to such questions."""
        walk, count = self.walk, 0
        while walk.events and walk.events[-1].kind == "answer" and count < self.policy.rescues:
            last = walk.events[-1]
            walk = walk.without(last)
            asked = Twin(self.guide, walk, self.findings, self.policy).rescue()
            if asked is None or asked.slug != last.name:
                break
            count += 1
        return count

    def decide(self) -> Verdict:
        """What is worth its minutes; else rescue; else escalate."""
        found = self.before_the_end()
        if self.walk.waiting:
            return replace(found or self._verdict("", None, *self.order()), move="wait")
        if found:
            return found
        asked, (_, minutes) = self.most_telling(), self.order()
        if asked and self.rescues_in_a_row() < self.policy.rescues:
            return replace(self._verdict("ask", asked, [], minutes), rescued=True)
        return self._verdict("escalate", None, [], minutes)


def decide(guide: Guide, walk: Walk, findings: Mapping[str, str], policy: Policy) -> Verdict:
    return Twin(guide, walk, findings, policy).decide()


def _loses(step: Step) -> bool:
    return step.disruption in {"loses-settings", "loses-data"}
