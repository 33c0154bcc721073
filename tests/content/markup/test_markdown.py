"""Markdown becomes HTML that is safe to show."""

import pytest

from diagnostics.content.markup.markdown import (
    has_first_heading,
    has_image,
    link_address,
    links,
    render,
    render_site_text,
    site_link_address,
)


def test_render_makes_links_of_the_guide() -> None:
    """Internal links become addresses, external ones say nothing about where they come from."""
    html = render(
        "[a](page:candles) [b](step:turn-on) [c](cause:bulb) [d](carrier:x) [e](carriers:) <https://f.org>", "lamp"
    )
    assert html == (
        '<p><a href="/lamp/pages/candles/">a</a> <a href="/lamp/steps/turn-on/">b</a> '
        '<a href="/lamp/causes/bulb/">c</a> <a href="/lamp/carriers/x/">d</a> <a href="/lamp/carriers/">e</a> '
        '<a href="https://f.org" rel="noopener noreferrer">https://f.org</a></p>'
    )


def test_render_drops_what_must_not_show() -> None:
    """Images become their words, dead links their text, HTML is shown as text, headings begin at the second level."""
    html = render("# One\n\n![Two](https://a.b/c.png) [three](javascript:x) <b>four</b>", "lamp")
    assert html == "<h2>One</h2>\n<p>Two three &lt;b&gt;four&lt;/b&gt;</p>"


def test_render_keeps_tables_and_lists() -> None:
    """Tables and numbered lists stay, without styles."""
    html = render("3. a\n4. b\n\n|x|y|\n|:-:|-|\n|1|2|", "lamp")
    assert html.startswith('<ol start="3">\n<li>a</li>')
    assert "<td>1</td>" in html


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("page:a-b", "/g/pages/a-b/"),
        ("carriers:", "/g/carriers/"),
        ("https://a.b", "https://a.b"),
        ("http://a.b", None),
        ("page:", None),
        ("page:A", None),
        ("other:a", None),
        ("/admin/", None),
        ("#x", None),
        ("//a.b", None),
    ],
)
def test_link_address_leads_only_where_it_may(link: str, leads: str | None) -> None:
    """Links lead inside the guide or to https, nowhere else."""
    assert link_address(link, "g") == leads


def test_links_images_and_headings_are_seen_as_written() -> None:
    """What a check needs is told as the editor wrote it."""
    source = "# H\n\n- [a](page:x) ![i](y)\n- <https://z.org>"
    assert links(source) == ("page:x", "https://z.org")
    assert has_image(source)
    assert has_first_heading(source)
    assert not has_image("## a\n\nb")
    assert not has_first_heading("## a\n\nb")


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        *(("https://a.org/x", True), ("mailto:a@b.org", True), ("/privacy/", True)),
        *(
            ("//a.org/", False),
            ("page:a", False),
            ("http://a.org", False),
            ("javascript:1", False),
            ("mailto:a", False),
        ),
    ],
)
def test_texts_of_the_site_lead_to_https_to_mail_and_inside(link: str, leads: bool) -> None:
    """There is no guide whose parts they could name."""
    assert (site_link_address(link) is not None) is leads
    assert ("href" in render_site_text(f"[x]({link})")) is leads


def test_texts_of_the_site_keep_what_would_be_a_mark() -> None:
    assert render_site_text("# A\n\n[[b]] {{c}} ![d](https://e.org/f.png)") == "<h2>A</h2>\n<p>[[b]] {{c}} d</p>"
