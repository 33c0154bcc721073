"""Who changed or deleted an object last, and when, as the second of two editors is told."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from reversion.models import Version


@dataclass(frozen=True, slots=True)
class By:
    """Who it was, and when."""

    who: str = "Somebody"
    when: str = "a moment ago"


def changed_by(row: Model, since: str, me: object) -> By:
    """Of the newest version in the history; nobody by name where that is older than ``since``, in ISO 8601."""
    version = Version.objects.get_for_object(row).select_related("revision__user").order_by("-pk").first()
    if version is None or version.revision.date_created.isoformat() < since:
        return By()
    return _by(version.revision.user, version.revision.date_created, me)


def deleted_by(model: type[Model], key: str, me: object) -> By:
    """Of a row that is gone, as far as the admin's log tells."""
    entries = LogEntry.objects.filter(object_id=key, action_flag=DELETION).select_related("user")
    entry = entries.filter(content_type=ContentType.objects.get_for_model(model)).order_by("-pk").first()
    return _by(entry.user, entry.action_time, me) if entry else By()


def _by(user: object, moment: datetime, me: object) -> By:
    local = timezone.localtime(moment)
    when = f"at {date_format(local, 'H:i')} on {date_format(local, 'j F Y')}"
    return By("You, in another window," if user == me else str(user or "Somebody"), when)
