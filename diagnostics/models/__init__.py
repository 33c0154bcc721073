"""Tables: draft rows that editors change, and releases that visitors see. No decisions are made here."""

from diagnostics.models import triggers
from diagnostics.models.drafts.carrier import Carrier, CarrierFact, StepNote
from diagnostics.models.drafts.case import Case
from diagnostics.models.drafts.cause import Cause
from diagnostics.models.drafts.guide import Guide, Place
from diagnostics.models.drafts.path import MenuPath, PathVariant, Term
from diagnostics.models.drafts.question import Option, Question, Sign, SignRow
from diagnostics.models.drafts.reading import Alarm, Page, Source
from diagnostics.models.drafts.report import Report
from diagnostics.models.drafts.revision import Revision
from diagnostics.models.drafts.step import Remedy, Step, Variant
from diagnostics.models.published.about import Correction, SiteText
from diagnostics.models.published.crowd import Announcement, WalkCount
from diagnostics.models.published.examination import Examination, Upload
from diagnostics.models.published.feed import FeedReading
from diagnostics.models.published.key import ProgramKey
from diagnostics.models.published.link_event import LinkEvent, LinkProgress
from diagnostics.models.published.missed_search import MissedSearch
from diagnostics.models.published.name import PublishedName
from diagnostics.models.published.outcome import DailyOutcome, LostOutcome, Outcome
from diagnostics.models.published.preview_link import PreviewLink
from diagnostics.models.published.release import Publication, Recall, Release, Unchangeable
from diagnostics.models.published.result import HandOver, ResultLink, ResultTick
from diagnostics.models.published.spoken_code import SpokenCode
from diagnostics.models.published.webhook import Webhook, WebhookDelivery, WebhookTry
from diagnostics.models.staff import Passkey, UsualPlace

__all__ = ["Alarm", "Carrier", "CarrierFact", "Case", "Cause", "Guide", "MenuPath", "Option", "Page", "PathVariant"]
__all__ += [
    "Place",
    "Question",
    "Remedy",
    "Report",
    "Revision",
    "Sign",
    "SignRow",
    "Source",
    "Step",
    "StepNote",
    "Term",
    "Variant",
]
__all__ += [
    "Announcement",
    "Correction",
    "DailyOutcome",
    "Examination",
    "FeedReading",
    "HandOver",
    "LinkEvent",
    "LinkProgress",
    "LostOutcome",
    "MissedSearch",
    "Outcome",
    "PreviewLink",
    "ProgramKey",
    "Publication",
    "PublishedName",
    "Recall",
    "Release",
    "ResultLink",
    "ResultTick",
    "SiteText",
    "SpokenCode",
    "WalkCount",
]
__all__ += ["Passkey", "Unchangeable", "Upload", "UsualPlace", "Webhook", "WebhookDelivery", "WebhookTry", "triggers"]
