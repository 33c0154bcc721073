"""Pages as data for search engines."""

import json

from diagnostics.web.cards.structured import Origin, article, how_to, numbered_items, script

FIRST = "Turn the old bulb out."


def test_no_text_ends_the_script() -> None:
    """Whatever an editor writes stays inside, and comes out as it was written."""
    said = "</script><script>alert(1)</script> & <!-- “é”"
    html = script(article(said, Origin()))

    assert html.count("<") == 2
    inside = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(inside) == {
        "@context": "https://schema.org",
        "@graph": [{"@type": "Article", "headline": said}],
    }


def test_the_items_of_numbered_lists_are_the_steps() -> None:
    """A list inside an item belongs to it; dashes are no order, and other paragraphs no step."""
    html = f"""<p>First of all:</p><ol><li>{FIRST}</li><li>Take <b>one</b> of&#160;these:
        <ul><li>a small one</li><li>a <a href="#">large</a> one</li></ul>
        and put it in.</li></ol><ul><li>Not this</li></ul><p>Or so:</p><ol><li><p>Buy a lamp.</p></li></ol>"""

    assert numbered_items(html) == (
        FIRST,
        "Take one of these: a small onea large one and put it in.",
        "Buy a lamp.",
    )
    assert numbered_items("<p>Wait.</p><ul><li>1. No list</li></ul>") == ()


def test_what_is_not_known_is_not_said() -> None:
    """No minutes, no summary, no source and no date: no field of it."""
    assert how_to("Put a new bulb in", Origin(), summary="", minutes=0, steps=[FIRST]) == {
        "@type": "HowTo",
        "name": "Put a new bulb in",
        "step": [{"@type": "HowToStep", "position": 1, "text": FIRST}],
    }
