"""What many people say at once, for agents: beside every talk, and asked for again while nobody types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from diagnostics.content.wording.names import Names
from diagnostics.domain import crowds, live
from diagnostics.domain.crowds.words import sentence
from diagnostics.domain.feeds import words as feed_words
from diagnostics.domain.live import LiveGuide
from diagnostics.web.desk.doors import with_guide


@require_GET
@with_guide
def now(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    """The notices alone."""
    return render(request, "desk/parts/now.html", {"document": here.document, "unusual": unusual_sentences(here)})


def unusual_sentences(here: LiveGuide) -> tuple[str, ...]:
    """Sentences from memory: what is unusual, each with what the site looked up itself."""
    look = crowds.last_look(here.document.slug)
    if look is None or not look.unusual:
        return ()
    names = Names(here.document)
    found = feed_words.sentences(names, live.site().findings(here.document.slug))
    return tuple(" ".join((sentence(names, look, one), *found)) for one in look.unusual)
