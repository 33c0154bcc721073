"""Troubles from the symptom list of the fact sheet: all that a visitor would answer, whatever is asked."""

from typing import Final

type Answers = dict[str, str]

FINE: Final[Answers] = {
    "apple-status": "green",
    "child": "no",
    "clock": "yes",
    "device": "iphone",
    "facts": "none",
    "managed": "no",
    "others": "no",
    "plan": "contract",
    "prompt": "none",
    "send-receive": "ticked",
    "sms": "yes",
    "status-bar": "bars",
    "version": "ios-26-1",
    "vpn": "no",
    "web": "both",
    "web-here": "yes",
    "what": "all",
    "wording": "none",
}
"""An iPhone on which all else is as it should be."""
GREEN_ONE_PERSON: Final[Answers] = FINE | {"see": "green", "who": "one", "friend-iphone": "no", "started": "always"}
"""Nothing is broken: the friend has no iMessage."""
GREEN_EVERYBODY: Final[Answers] = FINE | {
    "see": "green",
    "who": "everybody",
    "send-receive": "not-there",
    "started": "suddenly",
}
"""iMessage is switched off."""
NEW_SIM: Final[Answers] = FINE | {
    "see": "waiting",
    "facts": "new-line",
    "started": "new-sim",
    "how-long": "hours",
    "send-receive": "pending",
}
"""The number is being confirmed, and that takes time."""
RED_EVERYBODY: Final[Answers] = FINE | {
    "see": "not-delivered",
    "who": "everybody",
    "colour": "blue",
    "started": "suddenly",
    "how-long": "minutes",
}

PROBLEMS: Final[dict[str, tuple[Answers, set[str]]]] = {
    "red mark, nothing loads": (RED_EVERYBODY | {"web": "neither", "other-network": "no"}, {"internet"}),
    "red mark on one Wi-Fi only": (
        RED_EVERYBODY | {"other-network": "yes", "web": "both"},
        {"switch-network", "vpn-off", "network-admin"},
    ),
    "red mark, friends have it too": (
        RED_EVERYBODY | {"others": "yes", "apple-status": "imessage", "other-network": "no"},
        {"check-status", "wait-outage"},
    ),
    "green with one person": (GREEN_ONE_PERSON, {"friend-no-imessage"}),
    "green with everybody": (GREEN_EVERYBODY, {"turn-on"}),
    "waiting with a new SIM": (NEW_SIM, {"wait-new-number"}),
    "waiting for a week, prepaid": (
        NEW_SIM | {"how-long": "longer", "sms": "no", "plan": "prepaid", "wording": "unsuccessful"},
        {"credit", "ask-carrier"},
    ),
    "asks to sign in": (
        FINE | {"see": "sign-in", "wording": "sign-in", "started": "password", "prompt": "expected"},
        {"account-signin"},
    ),
    "a video hangs": (
        FINE | {"see": "stuck", "who": "everybody", "facts": "media", "started": "suddenly"},
        {"smaller"},
    ),
    "never says Delivered": (
        FINE | {"see": "no-delivered", "who": "one", "friend-iphone": "yes", "call-them": "voicemail"},
        {"friend-offline", "wait-recipient"},
    ),
    "goes from the email": (
        FINE | {"see": "from-email", "who": "everybody", "send-receive": "twice", "started": "update"},
        {"remove-dead-sim", "update"},
    ),
    "green on the Mac": (
        FINE | {"see": "other-device", "device": "mac", "colour": "green", "started": "always"},
        {"forwarding"},
    ),
    "one group": (
        FINE | {"see": "not-delivered", "facts": "friend-android", "who": "group", "colour": "green"},
        {"group-new", "rcs", "ask-carrier"},
    ),
    "the Watch": (FINE | {"see": "other-device", "device": "watch", "iphone-sends": "yes"}, {"watch"}),
    "moved to Android": ({"device": "left-iphone"}, {"deregister"}),
}
"""Trouble → the answers, and the steps of which one must be on the page that they lead to."""
