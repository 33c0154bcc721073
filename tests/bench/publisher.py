"""``python -m tests.bench publisher``: publishes an edition of the starter guide for each number that comes in, and says how long it took.

A process of its own, as whoever publishes is another one than those who serve.
"""

import json
import sys
from pathlib import Path
from time import perf_counter, time

from diagnostics import content
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.folder import read_folder
from diagnostics.domain.publishing.candidates import Candidate
from diagnostics.domain.publishing.publishing import publish

STARTER = Path(content.__file__).parent / "library" / "imessage"


def main() -> None:
    """For each line of stdin one of stdout: how many seconds the publication took, and the time at its end."""
    document = read_folder(STARTER)
    publish(document.slug, note="Edition 0.", by="bench", candidate=Candidate(document, document.slug))
    print("ready", flush=True)
    for line in sys.stdin:
        begin, edition = perf_counter(), mark(document, int(line))
        publish(document.slug, note=f"Edition {line}.", by="bench", candidate=Candidate(edition, document.slug))
        print(json.dumps({"seconds": perf_counter() - begin, "at": time()}), flush=True)


def mark(document: GuideDocument, edition: int) -> GuideDocument:
    """The guide with the number of an edition in its title and in each of its questions."""
    questions = tuple(one.model_copy(update={"text": f"ed{edition}x {one.text}"}) for one in document.questions)
    return document.model_copy(update={"title": f"{document.title} ed{edition}x", "questions": questions})
