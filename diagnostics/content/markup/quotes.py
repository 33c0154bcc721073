"""Quotation marks around a text that may hold some itself."""


def quote(text: object) -> str:
    """“The lamp says ‘off’”, of: The lamp says “off”."""
    return f"“{inside_quotes(str(text))}”"


def inside_quotes(text: str) -> str:
    """A text to stand in quotation marks: its own become single ones."""
    return text.replace("“", "‘").replace("”", "’")
