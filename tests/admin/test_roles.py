"""Who may what in the workplace; who may open which page is tried in tests/access."""

import re
from dataclasses import dataclass

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import get_resolver, reverse

from diagnostics.admin import urls
from diagnostics.domain import drafts
from diagnostics.domain.publishing import examinations
from diagnostics.domain.safeguards import roles
from diagnostics.models import Guide, Publication, Recall, Release, Upload
from tests.builders import make_document

pytestmark = pytest.mark.django_db

EDITOR, PUBLISHER, AGENT, STRANGER = "editor", "publisher", "agent", "stranger"
STAFF = {EDITOR, PUBLISHER}
GROUPS = {EDITOR: roles.EDITORS, PUBLISHER: roles.PUBLISHERS, AGENT: roles.AGENTS}
NAMES = {"guide": "lamp", "number": 1, "upload": 0}


@dataclass(frozen=True)
class Person:
    """Somebody with one role, at a browser."""

    role: str
    client: Client


@pytest.fixture(params=[EDITOR, PUBLISHER, AGENT, STRANGER])
def person(request: pytest.FixtureRequest, db: None) -> Person:
    """Each role in turn; a stranger has no login."""
    return Person(request.param, someone(request.param))


def address(name: str) -> str:
    """The address of a page of the guide in the fixture."""
    pattern = next(one for one in urls.urlpatterns if one.name == name)
    return reverse(f"admin:{name}", kwargs={key: NAMES[key] for key in pattern.pattern.converters})


def test_nobody_but_publishers_changes_what_is_live(guide: Guide) -> None:
    """The very posts by which a publisher publishes, rolls back and recalls are refused to everybody else, and change nothing."""
    drafts.replace(make_document(title="Why is it dark?"))
    examinations.run(drafts.document(guide), "check")
    for name, said in (
        ("guide-publish", {"do": "publish", "note": "New"}),
        ("guide-roll-back", {"why": "It was wrong.", "let_through": "The hammer is soft."}),
        ("guide-recall", {"why": "It was harmful.", "harm": "all"}),
    ):
        pat = someone(PUBLISHER)
        form = filled_form(pat.get(address(name)).content.decode()) | {"read": "on"} | said
        before = what_is_live()
        for role in (EDITOR, AGENT, STRANGER):
            assert (someone(role).post(address(name), form).status_code, role) == (403 if role == EDITOR else 302, role)
            assert (what_is_live(), name) == (before, name)
        assert (pat.post(address(name), form).status_code, name) == (302, name)
        assert (what_is_live() != before, name) == (True, name)


def someone(role: str) -> Client:
    """A browser of somebody with this role."""
    client = Client()
    if role in GROUPS:
        user, _ = User.objects.get_or_create(username=role, is_staff=role in STAFF)
        user.groups.add(Group.objects.get(name=GROUPS[role]))
        client.force_login(user)
    return client


def filled_form(page: str) -> dict[str, list[str]]:
    """The fields of a page's form as a browser would send them untouched."""
    fields: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        kind, name, value = (re.search(rf'\b{key}="([^"]*)"', tag) for key in ("type", "name", "value"))
        if name and kind and (kind[1] == "hidden" or "checked" in tag) and name[1] != "csrfmiddlewaretoken":
            fields.setdefault(name[1], []).append(value[1] if value else "on")
    return fields


def what_is_live() -> list[object]:
    """Every release, publication and recall."""
    return [list(model.objects.values()) for model in (Release, Publication, Recall)]


@pytest.mark.parametrize("model", ["user", "group"])
def test_editors_and_publishers_make_no_logins(person: Person, model: str) -> None:
    """Who may what is for the owner to say."""
    response = person.client.get(reverse(f"admin:auth_{model}_changelist"))
    assert response.status_code in (302, 403)


def test_editor_deletes_no_guide(person: Person, guide: Guide) -> None:
    """A guide is deleted by publishers; editors are refused."""
    response = person.client.post(
        reverse("admin:diagnostics_guide_delete", args=[guide.pk]), {"post": "yes", "name": "lamp"}
    )
    assert Guide.objects.filter(pk=guide.pk).exists() == (person.role != PUBLISHER)
    assert response.status_code == (403 if person.role == EDITOR else 302)


def test_upload_of_one_person_is_nobody_elses(guide: Guide) -> None:
    """What somebody has uploaded and not yet taken over is shown to that person alone; others are sent to upload theirs."""
    ada, eve = (User.objects.create_user(name, is_staff=True) for name in ("ada", "eve"))
    for user in (ada, eve):
        user.groups.add(Group.objects.get(name=roles.EDITORS))
    upload = Upload.objects.create(guide="lamp", text="{}", by=ada)
    client = Client()
    client.force_login(eve)
    page = reverse("admin:guide-import-review", kwargs={"guide": "lamp", "upload": upload.pk})
    response = client.get(page)
    assert (response.status_code, response.headers["Location"]) == (302, address("guide-import"))


def test_groups_may_what_the_migration_says() -> None:
    """Editors change every table of drafts; publishers may besides publish, roll back, recall and delete a guide."""
    may = {
        group.name: {permission.codename for permission in group.permissions.all()}
        for group in Group.objects.prefetch_related("permissions")
    }
    assert set(may) == set(roles.ROLES)
    assert may[roles.PUBLISHERS] - may[roles.EDITORS] == {
        "delete_guide",
        "publish_guide",
        "roll_back_guide",
        "recall_release",
    }
    assert may[roles.EDITORS] <= may[roles.PUBLISHERS]
    assert may[roles.AGENTS] == {"use_desk"}
    assert may[roles.SUPERVISORS] == {"use_desk", "see_every_link"}
    shut = {"release", "publication", "recall", "guide"}
    drafts = {
        model._meta.model_name
        for model, pages in admin.site._registry.items()
        if model._meta.app_label == "diagnostics" and "diagnostics.admin.programs" not in type(pages).__module__
    } - shut
    changing = {f"{verb}_{model}" for model in drafts for verb in ("add", "change", "delete", "view")}
    assert changing <= may[roles.EDITORS]
    assert not Permission.objects.filter(codename__in=may[roles.EDITORS], content_type__app_label="auth").exists()


def test_workplace_is_below_the_admin() -> None:
    """Every page of it lies where sessions and form tokens are."""
    assert get_resolver().resolve(address("guide-home")).namespace == "admin"
