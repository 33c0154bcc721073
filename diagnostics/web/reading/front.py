"""Where a visitor arrives: the guides, a guide's front page, and a page for each thing that one may see."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from diagnostics.content.document.schema import GuideDocument, Option, SignPage
from diagnostics.domain import live
from diagnostics.domain.live import Findings, LiveGuide
from diagnostics.engine.walk import Event, Walk
from diagnostics.web.cards import structured
from diagnostics.web.cards.card import SharingCard
from diagnostics.web.cards.gallery import guide_card, part_picture, site_card
from diagnostics.web.cards.structured import Origin
from diagnostics.web.cards.titles import titled
from diagnostics.web.cards.trails import trail
from diagnostics.web.reading.page_links import page_links, sign_links
from diagnostics.web.site import caching, errors
from diagnostics.web.site.addresses import absolute, path_to
from diagnostics.web.site.find_guide import for_guide, for_part
from diagnostics.web.site.methods import read_only
from diagnostics.web.walk.frame import FindingNotice, finding_notices, frame
from diagnostics.web.walk.parts import Parts
from diagnostics.web.walk.question import question_form
from diagnostics.web.walk.scene import Scene


@read_only
def home(request: HttpRequest) -> HttpResponse:
    """The guides; with one guide, its front page."""
    site = live.site()
    guides = list(site.guides.values())
    if not guides and live.is_unreadable():
        return errors.cannot_be_shown(request)
    if len(guides) == 1:
        return caching.name_release(_front(request, guides[0]), guides[0])
    found = [site.findings(guide.document.slug) for guide in guides]
    tag = caching.etag(request, *[(guide.release.sha256, one.key) for guide, one in zip(guides, found, strict=True)])

    def page() -> HttpResponse:
        address = absolute(reverse("home"))
        card = site_card(address, structured.script(structured.website(address)))
        listed = [(guide.document, _notices(guide, one), one.notice) for guide, one in zip(guides, found, strict=True)]
        return render(request, "site/home.html", {"guides": listed, "sharing": card})

    return caching.cached_response(request, tag, page)


def _notices(here: LiveGuide, findings: Findings) -> tuple[FindingNotice, ...]:
    return finding_notices(Scene.of(here, Walk(), findings)) if findings.answers else ()


@for_guide
def guide(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    """What the guide covers, and its first question, ready to answer."""
    return _front(request, here)


def _front(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    findings = live.site().findings(here.document.slug)
    tag = caching.etag(request, here.release.sha256, findings.key)

    def page() -> HttpResponse:
        scene = Scene.of(here, Walk(), findings)
        ctx = _walk_context(scene) | {
            "intro": scene.voice.html(here.document.intro),
            "signs": sign_links(here),
            "pages": page_links(here),
            "sharing": guide_card(here, absolute(path_to("guide", here.document.slug))),
        }
        return render(request, "reading/front.html", ctx)

    return caching.cached_response(request, tag, page)


def _options_with_pages(document: GuideDocument) -> list[Option]:
    return [option for option in Parts(document).first_question.options if option.page]


@for_part("option", _options_with_pages, _("There is no page with this name in the guide."))
def sign(request: HttpRequest, here: LiveGuide, option: Option) -> HttpResponse:
    """One option of the first question, going on into the walk."""
    asked = Parts(here.document).first_question
    findings = live.site().findings(here.document.slug)
    tag = caching.etag(request, here.release.sha256, findings.key)

    def render_sign() -> HttpResponse:
        scene = Scene.of(here, Walk((Event("answer", asked.slug, option.slug),)), findings)
        ctx = _walk_context(scene) | {
            **_sign_page(scene, cast(SignPage, option.page), request.path),
            "others": sign_links(here, but=option),
            "path": request.path_info,
        }
        return render(request, "reading/sign.html", ctx)

    return caching.cached_response(request, tag, render_sign)


def _sign_page(scene: Scene, page: SignPage, path: str) -> dict[str, object]:
    title, summary = scene.voice.line(page.title), scene.voice.line(page.summary)
    way = trail(scene.live, title, path)
    data = structured.script(structured.article(title, Origin(), summary=summary), structured.breadcrumbs(way))
    picture = part_picture(scene.live, page.title)
    return {
        "title": title,
        "head": titled(title),
        "summary": summary,
        "text": scene.voice.html(page.text),
        "trail": way,
        "sharing": SharingCard(title, summary, absolute(path), picture, kind="article", data=data),
    }


def _walk_context(scene: Scene) -> dict[str, object]:
    """The walk so far, ready to go on; where the engine asks nothing more, only the link to the steps."""
    asked = scene.decision.question
    return {
        "live": scene.live,
        "guide": scene.document,
        "go": scene.go,
        "frame": frame(scene),
        "form": question_form(scene, asked) if asked else None,
    }
