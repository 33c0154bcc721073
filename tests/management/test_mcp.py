"""The tools for assistants, driven by the kit's own client."""

import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from django.core.management import CommandError, call_command
from django.core.wsgi import get_wsgi_application
from mcp import Client, StdioServerParameters, stdio_client
from mcp.types import CallToolResult, TextContent

from diagnostics.domain.live import LiveGuide
from diagnostics.management.assistant import server
from tests.house.first_start import first_start
from tests.web.conftest import lamp_alone, lamp_to_read

__all__ = ["lamp_alone", "lamp_to_read"]
pytestmark = pytest.mark.django_db


def ask(tool: str, **arguments: object) -> CallToolResult:
    """What a tool answers, inside this process."""

    async def run() -> CallToolResult:
        site = httpx.Client(base_url="http://testserver", transport=httpx.WSGITransport(get_wsgi_application()))
        with site:
            async with Client(server(site)) as client:
                return await client.call_tool(tool, arguments)

    return in_own_loop(run)


def in_own_loop[T](work: Callable[[], Awaitable[T]]) -> T:
    """Run it in a thread of its own: tests with a browser leave a loop in the main one."""
    here = copy_context()

    def run() -> T:
        return anyio.run(work)

    with ThreadPoolExecutor(1) as own:
        return own.submit(lambda: here.run(run)).result()


def answer(tool: str, **arguments: object) -> dict[str, Any]:
    result = ask(tool, **arguments)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return dict(result.structured_content)


def refusal(tool: str, **arguments: object) -> str:
    result = ask(tool, **arguments)
    assert result.is_error
    (said,) = result.content
    assert isinstance(said, TextContent)
    return said.text


def test_guides_are_named_with_what_they_are_about(lamp_to_read: LiveGuide) -> None:
    (guide,) = answer("list_guides")["guides"]
    assert (guide["slug"], guide["title"]) == ("lamp", "Why won't my lamp light?")


def test_a_walk_is_a_question_then_steps_then_done(lamp_to_read: LiveGuide) -> None:
    """Each answer is what the page of the same walk shows, as plain text."""
    first = answer("next", guide="lamp")
    assert (first["move"], first["question"]["slug"]) == ("ask", "see")
    assert [one["value"] for one in first["question"]["options"]] == ["dark", "flicker", "lit", "not-sure"]

    offered = answer("next", guide="lamp", answers={"see": "dark", "kind": "ceiling"}, show_steps=True)
    assert (offered["move"], offered["steps"][0]["slug"]) == ("offer", "turn-on")
    answers = {"see": "dark", "kind": "ceiling", "street": "lit"}
    bulb = answer("next", guide="lamp", answers=answers, tried=["turn-on"], show_steps=True)
    assert bulb["steps"][0]["slug"] == "new-bulb"
    assert bulb["steps"][0]["loses"] == "A bulb costs three pounds."
    assert bulb["steps"][0]["instructions"] == {"text": "1. Fetch a ladder to Ceiling › Hook.", "whom": "Ceiling lamp"}

    done = answer("next", guide="lamp", answers={"see": "dark"}, worked="new-bulb")
    assert (done["move"], done["done"]["step"]["slug"]) == ("done", "new-bulb")


def test_a_step_says_how_it_is_done_everywhere(lamp_to_read: LiveGuide) -> None:
    step = answer("step", guide="lamp", step="new-bulb")
    assert [step["instructions"]["whom"], *(one["whom"] for one in step["variants"])] == ["Desk lamp", "Ceiling lamp"]


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        ({"answers": {"see": "purple"}}, "see=purple"),
        ({"answers": {"colour": "dark"}}, "colour"),
        ({"tried": ["pray"]}, "tried=pray"),
        ({"worked": "pray"}, "worked=pray"),
    ],
)
def test_what_the_guide_does_not_know_is_refused(
    lamp_to_read: LiveGuide, arguments: dict[str, object], wrong: str
) -> None:
    """An assistant cannot make up an answer or a step."""
    assert f"This guide does not know {wrong}." in refusal("next", guide="lamp", **arguments)


def test_unknown_names_are_explained(lamp_to_read: LiveGuide) -> None:
    assert "There is no guide with this name." in refusal("next", guide="nope")
    assert "There is no step with this name in the guide." in refusal("step", guide="lamp", step="pray")
    assert "Nothing is here" in refusal("step", guide="lamp", step="../../../../health/ready")


def test_without_its_packages_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "diagnostics.management.assistant", None)
    with pytest.raises(CommandError, match=r"needs the packages of requirements-mcp\.txt"):
        call_command("mcp")


@pytest.mark.slow
def test_it_speaks_over_standard_input_and_output(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    """A real process on a real site: an assistant walks the starter guide until it is offered a step."""
    with first_start(tmp_path_factory).copied(tmp_path / "site") as site:
        started = StdioServerParameters(
            command=sys.executable, args=["manage.py", "mcp"], cwd=site.folder, env=site.environment()
        )
        moves = in_own_loop(partial(walk_a_guide, started, tmp_path / "stderr.txt"))
        assert (moves[0], moves[-1]) == ("ask", "offer")
        assert "Traceback" not in (tmp_path / "stderr.txt").read_text()


async def walk_a_guide(started: StdioServerParameters, log: Path) -> list[str]:
    """The moves of a person who takes the first option every time."""
    moves: list[str] = []
    answers: dict[str, str] = {}
    offered: dict[str, Any] = {}
    with log.open("w") as errors:
        async with Client(stdio_client(started, errlog=errors)) as client:
            tools = await client.list_tools()
            assert [tool.name for tool in tools.tools] == ["list_guides", "next", "step"]
            listed = await client.call_tool("list_guides", {})
            assert listed.structured_content
            guide = listed.structured_content["guides"][0]["slug"]
            while moves[-1:] != ["offer"]:
                said = await client.call_tool("next", {"guide": guide, "answers": answers})
                assert said.structured_content, said.content
                offered = said.structured_content
                moves.append(offered["move"])
                if asked := offered.get("question"):
                    answers[asked["slug"]] = asked["options"][0]["value"]
            step = offered["steps"][0]
            whole = await client.call_tool("step", {"guide": guide, "step": step["slug"]})
            assert whole.structured_content
            assert whole.structured_content["title"] == step["title"]
    return moves
