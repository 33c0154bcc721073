"""Whatever an editor writes, a browser makes nothing of it but text, its structure, and links that may be followed.

What the pages' own functions give is read by html5lib, which makes of a string what browsers make of it.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

import html5lib
import nh3
from hypothesis import example, given
from hypothesis import strategies as st

from diagnostics.content.markup.markdown import render_site_text
from diagnostics.content.wording.texts import Texts
from tests.builders import make_document

TAGS: Final = {
    *("a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "span"),
    *("strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES: Final = {"a": {"href", "rel"}, "ol": {"start"}, "span": {"class", "aria-hidden", "data-term", "data-gb"}}
LEADS: Final = re.compile(r"https://.*|/lamp/.*", re.DOTALL)
SITE_LEADS: Final = re.compile(r"https://.*|mailto:[^\s@]+@[^\s@]+|/(?!/).*", re.DOTALL)
HOSTILE: Final = """<script>alert(1)</script>" onclick="alert(1)" 'x' &lt;img src=x&gt; {{power}} </span>"""
PIECES: Final = st.sampled_from(
    [
        *(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<a href='javascript:1'>",
            "<svg/onload=1>",
            "</p>",
        ),
        *(
            "<style>",
            "<iframe srcdoc='",
            "<math><mtext>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<noscript>",
            "<template>",
        ),
        *("](javascript:alert(1))", "](data:text/html,x)", "](JaVaScRiPt:1)", "](//evil.example)", "](vbscript:x)"),
        *(
            "](&#106;avascript:1)",
            "](java\\nscript:1)",
            "](\\x01javascript:1)",
            "<javascript:alert(1)>",
            '](https://a.b"on=1)',
        ),
        *(
            "[x](page:a)",
            '[x](step:a "\'><b onclick=1>")',
            "[r]: data:text/html,x\n",
            "[r][r]",
            "![x](https://a.b/c.png)",
        ),
        *("[[socket]]", "[[socket=on]]", "{{power}}", "{{none}}", "\ue000path:socket\ue001", "\ue000term:power\ue001"),
        *(
            "](https://a.b/\ue000term:power\ue001)",
            "```\ue000term:power\ue001\n",
            '~~~ x" onclick="\n',
            "`",
            "```",
            "\\",
        ),
        *(
            "[",
            "]",
            "(https://a.b)",
            "# ",
            "## ",
            "- ",
            "1. ",
            "99999999999. ",
            "> ",
            "\n",
            "\n\n",
            "**",
            "_",
            "|",
            "|-|\n",
        ),
        *("<", ">", '"', "'", "&", "&amp;", "&#60;", "&lt;", "\0", "\u202e", "x", " ", "    "),
    ]
)
WRITTEN: Final = st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join) | st.text(max_size=60)
GUIDE: Final = Texts(
    make_document(
        add={
            "paths": [{"slug": "socket", "name": "The socket", "variants": [{"menu": [HOSTILE, "{{power}}"]}]}],
            "terms": [{"slug": "power", "text": HOSTILE, "regions": {"gb": f"{HOSTILE} mains"}}],
        }
    )
)


def elements(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """What a browser finds in it, comments aside."""
    root: Element = html5lib.parseFragment(html, container="div", namespaceHTMLElements=False)
    for element in root.iter():
        if element is not root:
            yield str(element.tag), dict(element.attrib)


def assert_is_safe(html: str, leads: re.Pattern[str]) -> None:
    for tag, attributes in elements(html):
        assert tag in TAGS, (tag, html)
        assert attributes.keys() <= ATTRIBUTES.get(tag, set()), (tag, attributes)
        assert "href" not in attributes or leads.fullmatch(attributes["href"]), attributes
        assert attributes.get("class", "path") == "path", attributes


@given(WRITTEN)
@example("[a](https://b.c/\ue000term:power\ue001 'x')")
@example("```\ue000path:socket\ue001\nx\n```")
def test_a_text_of_a_guide_is_safe(source: str) -> None:
    """Its menu paths and terms filled in, whose words may be anything too."""
    assert_is_safe(GUIDE.html(source), LEADS)


@given(WRITTEN)
def test_a_text_of_the_site_is_safe(source: str) -> None:
    """About, Privacy and Contact: they lead to mail and to pages of this site besides."""
    assert_is_safe(render_site_text(source), SITE_LEADS)


@given(WRITTEN)
def test_what_is_safe_stays_as_it_is(source: str) -> None:
    """Cleaning once is enough: what a browser reads is not what another cleaning would change."""
    html = render_site_text(source)
    again = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"https", "mailto"}, link_rel=None, strip_comments=True
    )
    assert list(elements(again)) == list(elements(html))
