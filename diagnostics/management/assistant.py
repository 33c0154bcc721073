"""The guides for language-model assistants (MCP): three tools, each of which asks the interface for programs.

An assistant can only pass on what the interface says: it sends answers that people gave, by their names, and a name that
the guide does not know is refused.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Final
from urllib.parse import quote

import httpx
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from diagnostics import VERSION

INSTRUCTIONS: Final = """\
These tools walk a person through a diagnostic guide. The guide decides; you carry words to and fro.

1. list_guides: choose the guide that is about the person's complaint. If none is, say so and stop.
2. next: ask the person the question that comes back, in its words and with its options. Never answer for the person, and never \
guess: "not-sure" is an option everywhere. Call next again with all answers so far.
3. Once steps come back, offer the first one: say what it interrupts, what it loses and its first check BEFORE its instructions. \
Ask how it went. Then call next again with that step under tried, cannot or worked.

Alarms come before everything else. Offer no step, cause or fix that next did not return. Give the address under "page" to a person \
who wants to see it for themselves."""

READS: Final = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
FOR_PROGRAMS: Final = frozenset({"about", "html", "next", "decision", "chosen", "sha256"})
"""What an assistant needs not: addresses of the interface, and the second form of every text."""

type Guide = Annotated[str, Field(description="Slug of the guide, from list_guides.")]
type Answers = Annotated[
    dict[str, str | list[str]],
    Field(
        description="Everything that the person answered so far, in order: the slug of a question, and the value of an option; of a "
        "question of kind several, a list of values."
    ),
]
type Steps = Annotated[list[str], Field(description="Slugs of steps.")]


def server(site: httpx.Client) -> MCPServer:
    """The tools, over a client whose addresses begin at the site."""
    mcp: MCPServer = MCPServer(
        "fixpath", title="Fixpath", version=VERSION, instructions=INSTRUCTIONS, log_level="WARNING"
    )

    @mcp.tool(annotations=READS)
    def list_guides() -> dict[str, Any]:
        """List the guides: what each is about, and its slug."""
        return _plain_answer(_get(site, "guides"))

    @mcp.tool(name="next", annotations=READS)
    def next_move(
        guide: Guide,
        answers: Answers | None = None,
        tried: Annotated[Steps | None, Field(description="Steps that were done and did not help.")] = None,
        cannot: Annotated[Steps | None, Field(description="Steps that the person cannot do.")] = None,
        did: Annotated[Steps | None, Field(description="Steps that were done before this conversation.")] = None,
        worked: Annotated[str, Field(description="The step that helped, or the verdict that explains it.")] = "",
        show_steps: Annotated[bool, Field(description="The person wants no more questions.")] = False,  # noqa: FBT002 (a tool)
    ) -> dict[str, Any]:
        """Decide what comes next: a question with its options, the steps to try in their order, how long to wait, or whom to ask."""
        said = answers or {}
        steps = {"tried": tried, "cannot": cannot, "did": did, "worked": [worked] if worked else []}
        walk = [*_pairs(said), *((word, slug) for word, slugs in steps.items() for slug in slugs or [])]
        decision = _get(
            site, f"guides/{quote(guide, safe='')}/decision", [*walk, *([("show", "steps")] if show_steps else [])]
        )
        _refuse_unknown(said, decision["said"])
        for step in (*decision["steps"], *decision["workarounds"]):
            del step["variants"]
        return _plain_answer(decision)

    @mcp.tool(annotations=READS)
    def step(guide: Guide, step: Annotated[str, Field(description="Slug of the step.")]) -> dict[str, Any]:
        """Read one step, whole, with the instructions for every device and version."""
        return _plain_answer(_get(site, f"guides/{quote(guide, safe='')}/steps/{quote(step, safe='')}"))

    return mcp


def _get(site: httpx.Client, path: str, query: list[tuple[str, str]] | None = None) -> dict[str, Any]:
    """What the interface answers; raises ToolError with its reason."""
    try:
        response = site.get(httpx.URL(f"/api/v1/{path}", params=query or []), follow_redirects=True)
        body: dict[str, Any] = response.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise ToolError(f"The site does not answer: {error}") from error
    if not response.is_success:
        raise ToolError(str(body.get("detail", response.reason_phrase)))
    return body


def _pairs(answers: dict[str, str | list[str]]) -> Iterator[tuple[str, str]]:
    for question, said in answers.items():
        yield from ((question, option) for option in ([said] if isinstance(said, str) else said))


def _refuse_unknown(answers: dict[str, str | list[str]], said: dict[str, Any]) -> None:
    """Raises ToolError where the guide does not know what was said."""
    wrong = [f"{one['name']}={one['value']}" for one in said["not_counted"] if one["why"] == "unknown"]
    counted = {one["question"] for one in said["answers"]} | {one["name"] for one in said["not_counted"]}
    wrong += [name for name in answers if name not in counted]
    if wrong:
        raise ToolError(
            f"This guide does not know {', '.join(wrong)}. Use the slug of a question and the value of an option as next returned "
            "them, and only what the person said."
        )


def _plain_answer(answer: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = _plain(answer)
    return told


def _plain(value: Any) -> Any:
    """Without what only programs need; a text that is nothing else becomes a string, and what is empty is left out."""
    match value:
        case dict():
            kept = {name: _plain(one) for name, one in value.items() if name not in FOR_PROGRAMS}
            if kept.keys() == {"text"} and "html" in value:
                return kept["text"]
            return {name: one for name, one in kept.items() if one not in (None, "", [])}
        case list():
            return [_plain(one) for one in value]
        case _:
            return value
