"""Forms of the admin as a browser opens and posts them."""

from typing import Any

from django.forms import NullBooleanField
from django.test import Client
from django.urls import reverse


def field_values(context: Any) -> dict[str, Any]:
    """The values of all fields of the form on a page, with those of the rows inside it."""
    data: dict[str, Any] = {}
    forms = [context["adminform"].form, *(f for fs in context["inline_admin_formsets"] for f in fs.formset.forms)]
    forms += [fs.formset.management_form for fs in context["inline_admin_formsets"]]
    for form in forms:
        for field in form:
            value = field.value()
            if isinstance(field.field, NullBooleanField):
                data[field.html_name] = {None: "unknown", True: "true", False: "false"}.get(value, value)
            elif value is not None and value is not False:
                data[field.html_name] = value
    return data


def open_form(editor: Client, address: str) -> dict[str, Any]:
    """What a browser would send back from a form that was only looked at, with what the form hides."""
    return form_data(editor.get(address))


def form_data(response: Any) -> dict[str, Any]:
    """The same of a form that came back."""
    context = response.context
    data = field_values(context)
    if hidden := context.get("shown"):
        data["_shown"] = hidden
        data["_guide"] = context["guide"].pk
    if confirms := context.get("confirms"):
        data["_take_out"] = confirms
    return data


def address_of(row: Any) -> str:
    """The form of a row."""
    return reverse(f"admin:diagnostics_{row._meta.model_name}_change", args=[row.pk])


def change(editor: Client, row: Any, **changes: object) -> Any:
    """Open the form of a row, change some fields, save; once more where it asks about what is taken out."""
    response = editor.post(address_of(row), open_form(editor, address_of(row)) | changes)
    if response.context and response.context.get("removals"):
        return editor.post(address_of(row), form_data(response))
    return response


def add(editor: Client, model: str, **values: object) -> Any:
    """Open an empty form, fill it in, save."""
    address = reverse(f"admin:diagnostics_{model}_add")
    return editor.post(address, open_form(editor, address) | values)
