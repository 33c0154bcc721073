"""The script that other sites load."""

from django.test import Client

MOST_BYTES = 2 * 1024


def test_the_script_is_small_and_can_be_kept(client: Client) -> None:
    """At one address for ever, and asked for again only to hear that nothing changed."""
    response = client.get("/embed.js")

    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert b"fixpath-guide" in response.content
    assert len(response.content) <= MOST_BYTES
    again = client.get("/embed.js", headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
