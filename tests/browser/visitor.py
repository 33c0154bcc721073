"""A visitor who reads what the page asks, and answers as the trouble at hand demands."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page, expect

MOST_QUESTIONS = 14
NOT_SURE = "not-sure"


class Visitor:
    """One page, and how a person uses it. Knows no order of questions: that is the engine's to choose."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.addresses: list[str] = []
        """Every address that the visitor came to, without the site's own part."""

    # What stands here

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    @property
    def status(self) -> Locator:
        """The line that tells of slow and failed requests."""
        return self.page.get_by_role("status")

    @property
    def said(self) -> Locator:
        return self.page.get_by_role("complementary", name="What you said so far")

    @property
    def question(self) -> str | None:
        """The slug of the question that is asked here."""
        sent = self.page.locator("form.ask input[name=from]")
        return sent.get_attribute("value") if sent.count() else None

    @property
    def path(self) -> str:
        address = urlsplit(self.page.url)
        return f"{address.path}?{address.query}" if address.query else address.path

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.page.url).query, keep_blank_values=True)

    def option(self, slug: str) -> Locator:
        """The row of one answer to the question that is asked here."""
        return self.page.locator(f"form.ask input:not([type=hidden])[name='{self.question}'][value='{slug}']")

    @property
    def foremost(self) -> Locator:
        """What takes the focus on a new page: the heading, or above it the list of what was tried, where it is unfolded."""
        return self.page.locator("details.did[open] > summary").or_(self.heading).first

    # What a visitor does

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.addresses.append(self.path)

    def pick(self, option: str) -> None:
        """Choose an answer; a long list is one to choose from."""
        if self.option(option).count():
            self.option(option).check()
        else:
            self.page.locator("form.ask fieldset select").select_option(option)

    def press(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Follow the button or the link of this name, and wait for the page behind it."""
        place = within or self.main
        target = place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name)).first
        with self.page_change():
            target.click()

    def answer(self, option: str) -> None:
        self.pick(option)
        self.press("Continue")

    def answer_all(self, trouble: Mapping[str, str]) -> list[str]:
        """Answer until nothing is asked any more; what the trouble does not say, the visitor is not sure of."""
        asked: list[str] = []
        while (question := self.question) and len(asked) < MOST_QUESTIONS:
            asked.append(question)
            self.answer(trouble.get(question, NOT_SURE))
        return asked

    def expect_told(self, words: str) -> None:
        """The status line says this. All its lines stand in the page from the start, hidden: only what is seen counts."""
        expect(self.status).to_contain_text(words, use_inner_text=True)

    @contextmanager
    def page_change(self) -> Iterator[None]:
        """The address changes, and the new page's heading has come."""
        before = self.page.url
        self.heading.evaluate("heading => { heading.dataset.left = '' }")
        yield
        expect(self.page).not_to_have_url(before)
        expect(self.page.locator("h1[data-left]")).to_have_count(0)
        expect(self.heading).to_be_visible()
        self.addresses.append(self.path)
