"""The decision once more, in plain Python without numpy, straight from docs/engine.md and the engine's documented constants.

Slow and obvious on purpose: it compiles the words itself, recomputes everything and keeps nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, frexp, ldexp, log

from diagnostics.engine.choose import RESCUE_GAIN, Policy
from diagnostics.engine.guide import Condition, Guide, Question, Step
from diagnostics.engine.lookahead import PRESELECTED
from diagnostics.engine.plan import LIKE_PROMISE, LONGEST_PLAN
from diagnostics.engine.walk import Walk
from diagnostics.engine.words import COMMONNESS, DISRUPTION, EFFORT, MISREAD, OPEN_SHARE, REMEDY, SIGN, UNKNOWN, WAITING

type Known = Mapping[str, str | None]


@dataclass(frozen=True)
class Verdict:
    """What the twin decides, in slugs, and how likely it holds each cause, the open one last."""

    move: str
    question: str | None
    steps: tuple[str, ...]
    belief: tuple[float, ...]
    minutes: float
    rescued: bool = False


def nine(value: float) -> float:
    fraction, exponent = frexp(value)
    return ldexp(round(ldexp(fraction, 30)), exponent - 30)


def is_contradicted(condition: Condition, known: Known) -> bool:
    return any(known.get(question) is not None and known[question] not in options for question, options in condition)


def holds(condition: Condition, known: Known) -> bool:
    """Whether the answers fulfil all of the condition."""
    return all(known.get(question) in options for question, options in condition)


class Twin:
    """One walk, seen with these findings under this policy."""

    def __init__(self, guide: Guide, walk: Walk, findings: Mapping[str, str], policy: Policy) -> None:
        self.guide, self.walk, self.findings, self.policy = guide, walk, findings, policy
        self.causes = [cause for cause in guide.causes if not cause.open]
        ranks = list(DISRUPTION)
        ordered = [step for step in guide.steps if step.kind in {"repair", "wait", "verdict"}]
        self.steps = sorted(ordered, key=lambda step: (ranks.index(step.disruption), step.minutes))
        self.known = self._known_answers()
        self.belief = self._belief()
        self.available = [step for step in self.steps if self._may_offer(step)]
        self.askable = [question for question in guide.questions if self._may_ask(question)]

    # From words to numbers

    def prior(self) -> list[float]:
        common = [COMMONNESS[cause.commonness] for cause in self.causes]
        return [(1 - OPEN_SHARE) * one / sum(common) for one in common] + [OPEN_SHARE]

    def likelihood(self, question: Question, option: str) -> list[float]:
        """P(this option is reported | cause), every option being there to choose."""
        count = len(question.options)
        shares = []
        for cause in self.causes:
            signs = question.signs.get(cause.slug, {})
            usual = {
                o.slug: COMMONNESS[o.usual] * (SIGN[signs[o.slug]] if o.slug in signs else 1) for o in question.options
            }
            exact = usual[option] / sum(usual.values())
            shares.append(1.0 if count == 1 else (1 - MISREAD) * exact + MISREAD * (1 - exact) / (count - 1))
        common = [COMMONNESS[cause.commonness] for cause in self.causes]
        return [*shares, sum(share * one for share, one in zip(shares, common, strict=True)) / sum(common)]

    def of_shown(self, question: Question, option: str) -> list[float]:
        """The same among the options that are shown now (and the one that was chosen)."""
        if not any(one.when for one in question.options):
            return self.likelihood(question, option)
        shown = [self.likelihood(question, slug) for slug in {*self.shown_options(question), option}]
        return [mine / sum(all_) for mine, *all_ in zip(self.likelihood(question, option), *shown, strict=True)]

    def cures(self, step: Step) -> list[float]:
        """P(step cures | cause); nothing cures the open cause."""
        words = [step.remedies.get(cause.slug) for cause in self.causes]
        return [REMEDY[word] if word else 0.0 for word in words] + [0.0]

    @staticmethod
    def step_minutes(step: Step) -> float:
        """Send again, work, wait, and what is lost."""
        return 1 + step.minutes + WAITING[step.waiting] + DISRUPTION[step.disruption]

    @staticmethod
    def question_minutes(question: Question) -> float:
        return 0.3 + EFFORT[question.effort]

    # What is known

    def _known_answers(self) -> dict[str, str | None]:
        options = {q.slug: {o.slug for o in q.options} for q in self.guide.questions}
        known: dict[str, str | None] = {q: o for q, o in self.findings.items() if o in options.get(q, ())}
        for question, option in self.walk.answers.items():
            if option is not None or question not in known:
                known[question] = option
        return known

    def shown_options(self, question: Question) -> list[str]:
        return [option.slug for option in question.options if not is_contradicted(option.when, self.known)]

    def _belief(self) -> list[float]:
        logs = [log(share) for share in self.prior()]
        for question in self.guide.questions:
            option = self.known.get(question.slug)
            if option is not None and not is_contradicted(question.when, self.known):
                logs = [old + log(new) for old, new in zip(logs, self.of_shown(question, option), strict=True)]
        for step in self.steps:
            if step.slug in self.walk.tried:
                logs = [old + log(1 - cure) for old, cure in zip(logs, self.cures(step), strict=True)]
        weights = [exp(one - max(logs)) for one in logs]
        return [weight / sum(weights) for weight in weights]

    def _may_offer(self, step: Step) -> bool:
        done = {*self.walk.tried, *self.walk.cannot}
        first = [one for one in self.guide.steps if one.slug in step.only_after and one.slug not in done]
        return step.slug not in done and self._fits(step) and not any(self._fits(one) for one in first)

    def _fits(self, step: Step) -> bool:
        return not is_contradicted(step.when, self.known) and not any(
            holds(rule, self.known) for rule in step.never_while
        )

    def _may_ask(self, question: Question) -> bool:
        return (
            not self.walk.show_steps
            and self._within_limits()
            and question.slug not in self.known
            and (question.follows is None or question.follows in self.known)
            and not is_contradicted(question.when, self.known)
            and len(self.shown_options(question)) > 1
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

    def order(self) -> tuple[list[Step], float]:
        """Chance over cost, re-computed after each failure, cut at the best prefix; its expected minutes."""
        alive, left, taken = list(self.belief), list(self.available), list[Step]()
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
        chance = {step.slug: _dot(alive, self.cures(step)) for step in left}
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
        score = {step.slug: nine(_dot(belief, self.cures(step)) / self.step_minutes(step)) for step in steps}
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
        for option in self.shown_options(question):
            joint = [share * p for share, p in zip(self.belief, self.of_shown(question, option), strict=True)]
            left = [step for step in self.available if not self._kills(question.slug, option, step)]
            mean += sum(joint) * self.quick_minutes([one / sum(joint) for one in joint], left)
        unknown = UNKNOWN[question.unknown]
        return self.question_minutes(question) + unknown * stop + (1 - unknown) * mean

    def _kills(self, question: str, option: str, step: Step) -> bool:
        then = {**self.known, question: option}
        return is_contradicted(step.when, then) or any(holds(rule, then) for rule in step.never_while)

    def gain_per_minute(self, question: Question) -> float:
        """I(q) = H(L w) - h w, scaled by how often people know, per minute of asking."""
        rows = [self.likelihood(question, option.slug) for option in question.options]
        chances = [_dot(row, self.belief) for row in rows]
        entropies = [-sum(p * log(p) for p in column) for column in zip(*rows, strict=True)]
        gain = -sum(p * log(p) for p in chances) - _dot(entropies, self.belief)
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

    def rescue(self) -> Question | None:
        """The question to ask here although escalating is cheapest and no question is worth its minutes."""
        steps, minutes = self.order()
        return None if steps or self.pinned_question() or self.worth_asking(minutes) else self.most_telling()

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
        """Ask what is pinned; else what is worth asking; else offer; else rescue; else escalate."""
        steps, minutes = self.order()
        slugs = tuple(step.slug for step in steps)
        asked = self.pinned_question() or self.worth_asking(minutes)
        if asked:
            return Verdict("ask", asked.slug, slugs, tuple(self.belief), minutes)
        if steps:
            return Verdict("offer", None, slugs, tuple(self.belief), minutes)
        asked = self.most_telling()
        if asked and self.rescues_in_a_row() < self.policy.rescues:
            return Verdict("ask", asked.slug, (), tuple(self.belief), minutes, rescued=True)
        return Verdict("escalate", None, (), tuple(self.belief), minutes)


def decide(guide: Guide, walk: Walk, findings: Mapping[str, str], policy: Policy) -> Verdict:
    return Twin(guide, walk, findings, policy).decide()


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _loses(step: Step) -> bool:
    return step.disruption in {"loses-settings", "loses-data"}
