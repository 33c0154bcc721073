"""One address for every kind of page, and what shows that it is of this kind."""

from typing import Final

CHECK: Final = "/imessage/check/?"
GREEN: Final = CHECK + "see=green&device=iphone&who=everybody"
PAGES: Final = {
    "front": ("/", "form.ask h2"),
    "guide": ("/imessage/", "form.ask h2"),
    "sign": ("/imessage/signs/waiting/", "article.text"),
    "causes": ("/imessage/causes/", "h1"),
    "cause": ("/imessage/causes/duplicate-sim/", ".sources"),
    "step": ("/imessage/steps/reset-network/", ".lose"),
    "carriers": ("/imessage/carriers/", "table"),
    "carriers-found": ("/imessage/carriers/?q=melita", "table"),
    "carriers-none": ("/imessage/carriers/?q=xyzzy", "input[type=search]"),
    "carrier": ("/imessage/carriers/melita/", ".sources"),
    "page": ("/imessage/pages/how-it-works/", "article"),
    "question": (CHECK + "see=green&device=iphone&ask=who", "fieldset input[type=radio]"),
    "question-list": (CHECK + "see=green&device=iphone&ask=facts", "fieldset input[type=checkbox]"),
    "question-long": (GREEN + "&ask=carrier", "fieldset select"),
    "question-missing": (CHECK + "see=green&device=iphone&from=who", "#missing"),
    "dropped": (CHECK + "see=green&device=iphone&who=nobody-at-all", ".notice.quiet"),
    "alarm": (CHECK + "see=waiting&device=iphone&status-bar=no-service&prompt=unexpected", ".alarm"),
    "steps": (GREEN + "&show=steps", ".did[open]"),
    "steps-done-before": (GREEN + "&did=restart&show=steps", ".outcome"),
    "steps-costly": (GREEN + "&open=roaming", ".lose"),
    "wait": (CHECK + "see=waiting&device=iphone&started=new-sim&how-long=hours&open=wait-new-number", ".until"),
    "verdict": (CHECK + "see=green&device=iphone&who=one&friend-iphone=no&show=steps", ".verdict"),
    "take": ("/imessage/take/?see=green&device=iphone&tried=restart&show=steps", ".qr svg"),
    "success": (GREEN + "&worked=turn-on", "h1"),
    "explained": (CHECK + "see=green&who=one&friend-iphone=no&worked=friend-no-imessage", ".unproven"),
}
"""Kind → its address, and a part that only this kind has. The end of the road is a walk of its own."""
REFUSALS: Final = {404: "/imessage/causes/no-such-cause/", 400: CHECK + "&".join(["see=green"] * 401)}
"""Status → an address that is answered with it."""
