"""The country of the language that a browser asks for: menus of a device in British English are called as in Britain."""

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header


def language_country(request: HttpRequest) -> str:
    """``gb`` where ``en-GB`` is asked for first; empty where no language says a country."""
    languages = (code.split("-") for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")))
    return next((parts[-1] for parts in languages if len(parts) > 1 and len(parts[-1]) == 2), "")
