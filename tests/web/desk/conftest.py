"""Agents with browsers of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from diagnostics.domain.live import Findings, LiveGuide
from diagnostics.domain.results import result_links
from diagnostics.domain.safeguards.roles import AGENTS
from diagnostics.engine.walk import fold
from diagnostics.models import ResultLink
from tests.web.page import Page

type MakeLink = Callable[..., ResultLink]


@dataclass(frozen=True)
class Agent:
    user: User
    client: Client

    def get(self, address: str, **options: Any) -> Page:
        return Page(self.client.get(address, **options))

    def post(self, address: str, **data: str) -> Page:
        return Page(self.client.post(address, data))

    def talk(self, query: str = "", **options: Any) -> Page:
        """The desk at one moment of a talk about the lamp."""
        return self.get(f"/agents/lamp/?{query}", **options)


def an_agent(name: str) -> Agent:
    user = User.objects.create_user(name, password="candle light")
    user.groups.add(Group.objects.get(name=AGENTS))
    client = Client()
    client.force_login(user)
    return Agent(user, client)


@pytest.fixture
def agent(lamp: LiveGuide) -> Agent:
    """Olga, who may use the desk, and nothing else."""
    return an_agent("olga")


@pytest.fixture
def link(lamp: LiveGuide, agent: Agent) -> MakeLink:
    """Makes a link of the agent's, of a walk through the lamp."""

    def make(*pairs: tuple[str, str], **more: Any) -> ResultLink:
        walk = fold(lamp.network.guide, pairs or (("see", "dark"), ("show", "steps")))
        return result_links.make(lamp, walk, Findings(), **({"by": agent.user} | more))

    return make
