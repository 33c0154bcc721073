"""Who may open each address. An address that is not here fails the test: say here who may, then add it.

May it, it answers below 400. May not: whoever is not signed in (or has no business there) is sent to the door that the
rule names, others are refused with its status.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

VISITOR, PROGRAM, AGENT, SUPERVISOR = "visitor", "program", "agent", "supervisor"
EDITOR, PUBLISHER, SUPERUSER = "editor", "publisher", "superuser"
EVERYBODY: Final = (VISITOR, PROGRAM, AGENT, SUPERVISOR, EDITOR, PUBLISHER, SUPERUSER)
STAFF: Final = (EDITOR, PUBLISHER, SUPERUSER)
WORKPLACE: Final = "/admin/login/"
DESK: Final = "/agents/sign-in/"


@dataclass(frozen=True)
class Rule:
    """may: these roles. led: these are led to ``door``. status: of the answer to all others.

    method: by which it is tried. data, query, values: what goes with it. answers: where even those who may meet another
    answer than one below 400, since what is asked is not there.
    """

    may: tuple[str, ...]
    led: tuple[str, ...] = ()
    door: str = ""
    status: int = 403
    method: str = "GET"
    data: str | Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    answers: int = 0

    def but(self, **changes: Any) -> "Rule":
        return replace(self, **changes)


ALL: Final = Rule(EVERYBODY)
ALL_POST: Final = ALL.but(method="POST")
NOT_THERE: Final = ALL.but(answers=404)
NOT_STAFF: Final = tuple(role for role in EVERYBODY if role not in STAFF)
ANY_STAFF: Final = Rule(STAFF, led=NOT_STAFF, door=WORKPLACE)
ANY_STAFF_POST: Final = ANY_STAFF.but(method="POST")
PUBLISHERS: Final = ANY_STAFF.but(may=(PUBLISHER, SUPERUSER))
OWNERS: Final = ANY_STAFF.but(may=(SUPERUSER,))
OWNERS_POST: Final = OWNERS.but(method="POST")
NOBODY: Final = ANY_STAFF.but(may=())
SIGNED_OUT: Final = (VISITOR, PROGRAM)
AGENTS: Final = Rule((AGENT, SUPERVISOR, SUPERUSER), led=SIGNED_OUT, door=DESK)
SUPERVISORS: Final = AGENTS.but(may=(SUPERVISOR, SUPERUSER))
READERS: Final = AGENTS.but(may=(AGENT, SUPERVISOR, PUBLISHER, SUPERUSER))
OWN: Final = AGENTS.but(may=(AGENT,))
OWN_POST: Final = OWN.but(method="POST")
SIGNED_IN: Final = AGENTS.but(may=tuple(role for role in EVERYBODY if role not in SIGNED_OUT))
KEYED: Final = Rule((PROGRAM,), status=401)

VERBS: Final = ("changelist", "add", "history", "delete", "change")
DRAFTS: Final = (
    *("alarm", "carrier", "case", "cause", "guide", "menupath", "option", "page", "place", "question"),
    *("remedy", "report", "signrow", "source", "step", "term"),
)
READ_ONLY: Final = ("publication", "recall", "release")


def _tables() -> Iterator[tuple[str, Rule]]:
    """The admin's own pages of each table, and its old address of a row, which leads to the form."""
    for model in DRAFTS:
        yield from _table(f"diagnostics_{model}", dict.fromkeys((*VERBS, ""), ANY_STAFF))
    for model in READ_ONLY:
        yield from _table(f"diagnostics_{model}", dict.fromkeys(("changelist", "history", "change", ""), ANY_STAFF))
        yield from _table(f"diagnostics_{model}", dict.fromkeys(("add", "delete"), NOBODY))
    for model in ("auth_user", "auth_group", "diagnostics_webhook"):
        yield from _table(model, dict.fromkeys(VERBS, OWNERS) | {"": ANY_STAFF})
    delivery = dict.fromkeys(("changelist", "history", "change"), OWNERS)
    yield from _table("diagnostics_webhookdelivery", delivery | {"add": NOBODY, "delete": NOBODY, "": ANY_STAFF})


def _table(model: str, verbs: Mapping[str, Rule]) -> Iterator[tuple[str, Rule]]:
    for verb, rule in verbs.items():
        yield (f"admin:{model}_{verb}" if verb else f"/admin/{model.replace('_', '/', 1)}/<path:object_id>/"), rule


GUIDE: Final = {
    **dict.fromkeys(
        [
            *("home", "check", "signs", "signs-question", "signs-cause", "remedies", "remedies-overview", "cases"),
            *("case-path", "case-keep", "reports", "report-keep", "walks", "now", "helped", "searches"),
            *("searches-done", "corrections", "corrections-settle", "releases", "release", "release-export", "export"),
            *("import", "import-review", "order", "order-history", "preview", "tasks", "new-version", "recheck"),
            *("new-cause", "new-cause-left", "new-carrier", "wrong-fact"),
        ],
        ANY_STAFF,
    ),
    **dict.fromkeys(
        [
            *("begin", "signs-effect", "signs-look", "signs-cause-effect", "signs-cause-look", "remedies-effect"),
            *("remedies-look", "markdown", "menu"),
        ],
        ANY_STAFF_POST,
    ),
    **dict.fromkeys(["publish", "say", "roll-back", "recall"], PUBLISHERS),
    "unsay": PUBLISHERS.but(method="POST"),
}
WORKPLACE_PAGES: Final = {
    **{f"admin:guide-{name}": rule for name, rule in GUIDE.items()},
    **dict(_tables()),
    "admin:diagnostics_guide_delete": PUBLISHERS,
    "/admin/(?P<url>.*)$": ANY_STAFF.but(answers=404),
    "admin:app_list": ANY_STAFF.but(values={"app_label": "diagnostics"}),
    "admin:autocomplete": ANY_STAFF.but(query="app_label=diagnostics&model_name=cause&field_name=place&term="),
    "admin:deleted": ANY_STAFF,
    "admin:import-new": ANY_STAFF,
    "admin:import-new-review": ANY_STAFF,
    "admin:index": ANY_STAFF,
    "admin:jsi18n": ANY_STAFF,
    "admin:key-revoke": OWNERS,
    "admin:keys": OWNERS,
    "admin:login": ALL,
    "admin:logout": ALL_POST,
    "admin:password_change": ANY_STAFF,
    "admin:password_change_done": ANY_STAFF,
    "admin:revision": ANY_STAFF,
    "admin:site-text": PUBLISHERS.but(values={"page": "about"}),
    "admin:site-text-preview": PUBLISHERS.but(method="POST"),
    "admin:site-texts": PUBLISHERS,
    "admin:auth_user_password_change": OWNERS,
    "admin:auth_user_second_step": OWNERS,
    "admin:view_on_site": ANY_STAFF.but(answers=404),
    "admin:webhook-again": OWNERS_POST,
    "admin:webhook-secret": OWNERS_POST,
    "admin:webhook-test": OWNERS_POST,
}
DESK_PAGES: Final = {
    **dict.fromkeys(["desk", "desk-guide", "desk-now", "desk-talk-news", "desk-links", "desk-links-file"], AGENTS),
    **dict.fromkeys(["desk-all-links", "desk-all-links-file"], SUPERVISORS),
    **dict.fromkeys(["desk-link", "desk-news"], READERS),
    **dict.fromkeys(["desk-password", "desk-password-done"], SIGNED_IN),
    "desk-hand-over": AGENTS,
    "desk-keep": OWN,
    "desk-mail": OWN,
    "desk-revoke": OWN_POST.but(data={"why": "It was wrong."}),
    "desk-share": AGENTS,
    "desk-sign-in": ALL,
    "desk-sign-out": ALL_POST,
    "desk-speak": OWN_POST,
}
SIGN_IN_PAGES: Final = {
    **dict.fromkeys(["your-sign-in", "second-step-choose", "second-step-app", "second-step-passkey"], SIGNED_IN),
    # Whoever is signed in has taken the second step, or has none; nobody here has a passkey or an app.
    "second-step": Rule((), led=EVERYBODY, door="/sign-in/"),
    "recovery-codes": Rule((), led=EVERYBODY, door="/"),
    "second-step-app-remove": SIGNED_IN.but(answers=404),
    "second-step-passkey-remove": SIGNED_IN.but(answers=404, values={"key": 0}),
    "sign-out-elsewhere": SIGNED_IN.but(method="POST"),
}
PROGRAMS_PAGES: Final = {
    **dict.fromkeys(["guides", "guide", "decision", "step", "cause", "search", "openapi"], ALL),
    "api-root": NOT_THERE,
    "events": KEYED,
    "link": KEYED,
    "make-link": KEYED.but(method="POST", data='{"walk": "see=dark&show=steps"}'),
}
VISITORS_PAGES: Final = {
    **dict.fromkeys(
        [
            *("home", "health-live", "health-ready", "clock", "robots", "sitemap", "favicon", "card", "logo"),
            *("site-style", "service-worker", "offline", "manifest", "about", "privacy", "contact", "enter"),
            *("result", "result-text", "result-data", "result-picture", "result-near", "search-all", "guide"),
            *("search", "check", "status", "status-reminder", "reminder", "take", "sign", "causes", "cause", "step"),
            *("carriers", "carrier", "page", "embed-script", "embed"),
        ],
        ALL,
    ),
    "metrics": NOT_THERE,
    "outcome": ALL_POST.but(data={"step": "turn-on", "kind": "fixed", "walk": "see=dark", "release": "2"}),
    "share": ALL_POST.but(data={"walk": "see=dark&show=steps", "release": "2"}),
    "something-wrong": ALL.but(query="page=/lamp/causes/bulb/&release=2"),
}
PREVIEWS: Final = {
    "/preview/": ALL,
    "preview": ANY_STAFF.but(led=SIGNED_OUT, values={"key": "draft"}),
    "preview by a link": ALL,
}
RULES: Final = {
    **WORKPLACE_PAGES,
    **DESK_PAGES,
    **SIGN_IN_PAGES,
    **{f"api:{name}": rule for name, rule in PROGRAMS_PAGES.items()},
    **VISITORS_PAGES,
    **PREVIEWS,
}
