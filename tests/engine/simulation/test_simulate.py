"""Simulated visitors, the policies they meet, and what is added up."""

import numpy as np
import pytest

from diagnostics.engine.choose import Ask, Escalate, Offer
from diagnostics.engine.guide import Cause, Guide, Option, Ticks
from diagnostics.engine.network import Network, compile_guide
from diagnostics.engine.simulation.rivals import (
    AllQuestions,
    FixedList,
    KnowsTheCause,
    NoQuestions,
    Rival,
    Site,
    TwoSteps,
)
from diagnostics.engine.simulation.simulate import Tally, play, simulate
from diagnostics.engine.simulation.visitors import Visitor, draw_visitors
from diagnostics.engine.walk import Event, Walk
from tests.engine.builders import a_guide, a_list, a_question, a_step, when

DEVICE = a_question("device", "phone", "laptop", asked="first", detectable=True)
SMELL = a_question(
    "smell",
    "smoke",
    "none",
    signs={"dust": {"smoke": "rules-out"}, "rust": {"smoke": "proves"}},
)
STEPS = (
    a_step("dusting", {"dust": "always"}),
    a_step("oiling", {"rust": "always"}, when=when(device="phone")),
    a_step("reset", {"dust": "seldom"}, minutes=60, disruption="loses-settings"),
)
GUIDE = a_guide(
    causes=[Cause("dust", "here", "common"), Cause("rust", "there", "rare")], questions=[DEVICE, SMELL], steps=STEPS
)


@pytest.fixture(scope="module")
def network() -> Network:
    return compile_guide(GUIDE)


def a_visitor(network: Network, cause: int, **luck: float) -> Visitor:
    """A visitor who reads right, knows all and whom every step cures that can; ``luck`` changes one of these."""
    drawn = {"answering": 0.0, "misreading": 0.9, "unsure": 0.9, "curing": 0.0} | luck
    size = {name: len(network.steps) if name == "curing" else len(network.guide.questions) for name in drawn}
    return Visitor(network, cause, **{name: np.full(size[name], value) for name, value in drawn.items()})


def test_visitors_are_the_same_for_a_seed(network: Network) -> None:
    """The same seed draws the same people, another seed others."""
    first, again, other = (
        [visitor.answering.tolist() for visitor in draw_visitors(network, 5, seed)] for seed in (1, 1, 2)
    )
    assert first == again != other


def test_visitors_have_causes_as_common_as_the_prior_says(network: Network) -> None:
    """Causes are drawn from the prior, the open cause (one in ten) included."""
    causes = [visitor.cause for visitor in draw_visitors(network, 4000, 1)]
    shares = [causes.count(cause) / len(causes) for cause in range(3)]
    assert shares == pytest.approx([0.8, 0.1, 0.1], abs=0.02)


def test_visitor_answers_as_the_cause_makes_people_answer(network: Network) -> None:
    """A sign that proves makes its answer nearly certain, one that rules out makes it rare."""
    smell = network.question_index["smell"]
    answers = [a_visitor(network, 1, answering=luck).answer(smell, Walk()).option for luck in np.linspace(0, 0.99, 100)]
    assert answers.count("smoke") == 96  # 20 / 21 of a hundred evenly spread draws


def test_visitor_may_not_know_and_may_misread(network: Network) -> None:
    """One in ten says "not sure"; one in twenty picks another option."""
    smell = network.question_index["smell"]
    assert a_visitor(network, 1, unsure=0.05).answer(smell, Walk()) == Event("answer", "smell", None)
    assert a_visitor(network, 1, misreading=0.01).answer(smell, Walk()) == Event("answer", "smell", "none")


def test_visitor_with_an_unlisted_cause_answers_like_the_average(network: Network) -> None:
    """The open cause answers as the engine believes it does."""
    smell = network.question_index["smell"]
    share = network.arrays.likelihood[network.option_row["smell", "smoke"], -1]
    assert a_visitor(network, 2, answering=share - 0.01).answer(smell, Walk()).option == "smoke"
    assert a_visitor(network, 2, answering=share + 0.01).answer(smell, Walk()).option == "none"


def test_visitor_is_not_cured_by_a_step_for_others(network: Network) -> None:
    """A step whose condition the visitor's own answers contradict cannot cure."""
    oiling = network.step_index["oiling"]
    assert a_visitor(network, 1).is_cured_by(oiling)
    assert not a_visitor(network, 1, answering=0.99).is_cured_by(oiling)


def test_play_adds_up_what_it_cost(network: Network) -> None:
    """Minutes are those of the questions, the steps and, at the end, of asking for help."""
    listed = FixedList(network, {"": ("oiling", "dusting", "reset", "unknown-step")})
    played = play(network, listed, a_visitor(network, 0))
    minutes = network.arrays.step_minutes
    assert [network.steps[step].slug for step in played.tried] == ["oiling", "dusting"]
    assert played.minutes == minutes[list(played.tried)].sum()
    assert (played.cured, played.right_at, played.questions, played.lost_settings) == (True, 2, 0, False)


def test_play_ends_with_help_when_nothing_cures(network: Network) -> None:
    """A visitor whom no step cures pays for the steps and for asking for help."""
    listed = FixedList(network, {"": ("dusting", "reset")})
    played = play(network, listed, a_visitor(network, 2, curing=0.99))
    steps = network.arrays.step_minutes[list(played.tried)].sum()
    assert played.minutes == steps + network.arrays.escalation_minutes
    assert (played.cured, played.right_at, played.lost_settings) == (False, None, True)


def test_fixed_list_by_symptom_asks_its_question_first(network: Network) -> None:
    """With a question there is a list for each option, and none for an answer without a list."""
    listed = FixedList(network, {"phone": ("oiling",)}, DEVICE)
    visitor = a_visitor(network, 0)
    assert listed.move(Walk(), visitor) == Ask(network.question_index["device"])
    phone = Walk((Event("answer", "device", "phone"),))
    assert listed.move(phone, visitor) == Offer((network.step_index["oiling"],))
    assert listed.move(Walk((Event("answer", "device", "laptop"),)), visitor) == Escalate()


def test_site_is_the_engine(network: Network) -> None:
    """The site asks what is pinned first, and remembers what it decided."""
    site = Site(network)
    assert site.move(Walk(), a_visitor(network, 0)) == Ask(0)
    assert site.kept == {(): Ask(0)}
    assert site.move(Walk(), a_visitor(network, 1)) == Ask(0)


@pytest.mark.parametrize("rival", [NoQuestions, KnowsTheCause])
def test_rivals_without_questions_never_ask(network: Network, rival: type[NoQuestions | KnowsTheCause]) -> None:
    """What needs no question asks none, and every walk ends."""
    tally = simulate(network, rival(network), draw_visitors(network, 40, 1))
    assert tally.questions == 0
    assert all(one.tried or one.minutes for one in tally.played)


def test_all_questions_asks_everything_first(network: Network) -> None:
    """Every question that says something is asked before the first step."""
    tally = simulate(network, AllQuestions(network), draw_visitors(network, 40, 1))
    assert {one.questions_first for one in tally.played} == {1}  # the device says nothing about causes


def test_two_steps_looks_beyond_the_next_answer() -> None:
    """Two questions that tell something only together: one step sees no value in the first, two steps do."""
    pair = {"sparks": "strongly-for", "dust": "strongly-against"}
    opener = a_question("opener", "left", "right")
    follower = a_question(
        "follower", "a", "b", follows="opener", signs={cause: {"a": word} for cause, word in pair.items()}
    )
    network = compile_guide(
        a_guide(
            causes=["sparks", "dust", "rust"],
            questions=[opener, follower],
            steps=[a_step(f"mend-{cause}", {cause: "always"}, minutes=15) for cause in ("sparks", "dust", "rust")],
        )
    )
    visitor = a_visitor(network, 0)
    rival = TwoSteps(network)
    assert isinstance(rival.move(Walk(), visitor), Offer)  # the opener itself tells nothing, so it is not looked at
    after = Walk((Event("answer", "opener", "left"),))
    assert rival.move(after, visitor) == Ask(1)
    assert rival.move(after, visitor) == Ask(1)


def test_two_steps_counts_those_who_tick_nothing() -> None:
    """A list that tells little, and takes time, is not worth asking: most people tick nothing, and are no further."""
    facts = a_list("facts", "warm", effort="try", signs={"dust": {"warm": "for"}})
    steps = [a_step(cause, {cause: "usually"}, minutes=9) for cause in ("dust", "rust")]
    network = compile_guide(a_guide(causes=["dust", "rust"], questions=[facts], steps=steps))
    assert isinstance(TwoSteps(network).move(Walk(), a_visitor(network, 0)), Offer)


def test_two_steps_follows_pins_and_ends() -> None:
    """It asks what is pinned, values pairs of questions, and escalates when nothing is left."""
    first = a_question("first", "a", "b", asked="first", signs={"dust": {"a": "strongly-for"}})
    other = a_question("other", "a", "b", signs={"rust": {"a": "strongly-for"}})
    more = a_question("more", "a", "b", signs={"rot": {"a": "strongly-for"}})
    guide: Guide = a_guide(
        causes=["dust", "rust", "rot"],
        questions=[first, other, more],
        steps=[a_step(cause, {cause: "always"}, minutes=20) for cause in ("dust", "rust", "rot")],
    )
    network = compile_guide(guide)
    tally = simulate(network, TwoSteps(network), draw_visitors(network, 60, 1))
    assert {one.questions_first for one in tally.played} <= {1, 2, 3}
    assert any(not one.cured for one in tally.played)


def test_rivals_end_with_help_when_no_step_is_left() -> None:
    """Without any step every policy goes to somebody who can help."""
    network = compile_guide(a_guide(questions=[a_question("see", asked="first")]))
    visitor = a_visitor(network, 0)
    asked = Walk((Event("answer", "see", "yes"),))
    rivals: list[Rival] = [NoQuestions(network), AllQuestions(network), TwoSteps(network), KnowsTheCause(network)]
    assert [rival.move(asked, visitor) for rival in rivals] == [Escalate()] * 4


def test_tally_counts_listed_causes_apart(network: Network) -> None:
    """Shares of cured and right steps are of visitors with a listed cause; minutes are of everybody."""
    people = [a_visitor(network, 0), a_visitor(network, 2), a_visitor(network, 0, curing=0.99)]
    tally = simulate(network, FixedList(network, {"": ("dusting",)}), people)
    assert (tally.cured, tally.right_within(1), tally.steps, tally.lost_settings) == (0.5, 1.0, 1.0, 0.0)
    assert tally.minutes_until_cured == network.arrays.step_minutes[network.step_index["dusting"]]
    of_dust = tally.of_cause(0)
    assert of_dust.minutes == pytest.approx((2 + 92) / 2)
    assert of_dust.minutes_until_cured == tally.minutes_until_cured
    assert of_dust.right_within(1) == 1.0
    assert tally.questions_first == (0.0, 0.0, 0)


def test_tally_of_nobody_is_nought(network: Network) -> None:
    """Means of no visitor are 0, not an error."""
    assert Tally(network, ()).minutes == 0.0


def test_answers_depend_on_the_options_shown() -> None:
    asked = a_question("colour", Option("red", when=when(see="yes")), Option("blue"), Option("green"))
    network = compile_guide(a_guide(questions=[a_question("see"), asked]))
    seen = Walk((Event("answer", "see", "no"),))
    answers = {a_visitor(network, 0, answering=luck).answer(1, seen).option for luck in np.linspace(0, 0.999, 50)}
    assert answers == {"blue", "green"}


def test_visitor_seen_by_the_browser_is_not_asked_again(network: Network) -> None:
    """The browser answers the pinned detectable question, rightly, at no cost and uncounted."""
    visitor = a_visitor(network, 1, unsure=0.0, misreading=0.0)
    assert visitor.first_walk() == Walk((Event("answer", "device", "phone"),))
    plain, seeing = (
        simulate(network, FixedList(network, {"phone": ("oiling",)}, DEVICE), [visitor], device_seen=seen)
        for seen in (False, True)
    )
    assert (plain.questions, seeing.questions) == (1, 0)
    assert seeing.played[0].tried == (network.step_index["oiling"],)


def test_nothing_is_seen_where_no_pinned_question_is_detectable() -> None:
    """A pinned question that the browser cannot answer is left to the visitor."""
    network = compile_guide(a_guide(questions=[a_question("see", asked="first")]))
    assert a_visitor(network, 0).first_walk() == Walk()


def test_question_with_one_option_is_never_asked() -> None:
    """One answer is nothing to choose, not even where the question is pinned."""
    only = a_question("only", "yes", asked="first")
    network = compile_guide(a_guide(questions=[only], steps=[a_step("dusting", {"dust": "always"})]))
    assert isinstance(Site(network).move(Walk(), a_visitor(network, 0)), Offer)


FACTS = a_guide(
    questions=[a_list("facts", Option("smoke", "rare"), Option("damp", "common"), signs={"rust": {"smoke": "proves"}})],
    steps=[a_step("dusting", {"dust": "always"}, minutes=20), a_step("oiling", {"rust": "always"}, minutes=20)],
)


def test_visitors_tick_as_often_as_their_cause_makes_them() -> None:
    """Each fact by its own luck, as often as P(ticked | cause) says; who has no listed cause is like the average."""
    network = compile_guide(FACTS)
    for cause in range(3):
        luck = np.random.default_rng(5).random(2000)
        answers = [a_visitor(network, cause, answering=one).answer(0, Walk()).option for one in luck]
        ticked = [[fact in one.chosen for fact in one.shown] for one in answers if isinstance(one, Ticks)]
        expected = [network.arrays.likelihood[network.option_row["facts", fact], cause] for fact in ("smoke", "damp")]
        assert np.mean(ticked, axis=0) == pytest.approx(expected, abs=0.03)
    assert a_visitor(network, 0, unsure=0.0).answer(0, Walk()) == Event("answer", "facts", None)


def test_a_simulation_plays_lists() -> None:
    """The site asks one where it is worth its minutes, and goes by what was ticked; so does who looks two steps ahead."""
    network = compile_guide(FACTS)
    visitors = list(draw_visitors(network, 40, 3))
    for rival in (Site(network), TwoSteps(network), AllQuestions(network)):
        played = [play(network, rival, visitor) for visitor in visitors]
        assert all("facts" in one.walk.answers for one in played)
        smelled = [one.tried[0] for one in played if ("facts", "smoke") in one.walk.pairs]
        assert {network.steps[step].slug for step in smelled} == {"oiling"}
