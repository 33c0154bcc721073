"""Tables: draft rows that editors change, and releases that visitors see. No decisions are made here."""

from diagnostics.models import triggers
from diagnostics.models.carrier import Carrier, CarrierFact, StepNote
from diagnostics.models.case import Case
from diagnostics.models.cause import Cause
from diagnostics.models.desk import SpokenCode
from diagnostics.models.examination import Examination, Upload
from diagnostics.models.guide import Guide, Place
from diagnostics.models.path import MenuPath, PathVariant, Term
from diagnostics.models.question import Option, Question, Sign, SignRow
from diagnostics.models.reading import Alarm, Page, Source
from diagnostics.models.release import Publication, Recall, Release, Unchangeable
from diagnostics.models.result import Outcome, ResultLink, ResultTick
from diagnostics.models.step import Remedy, Step, Variant

__all__ = [
    "Alarm",
    "Carrier",
    "CarrierFact",
    "Case",
    "Cause",
    "Examination",
    "Guide",
    "MenuPath",
    "Option",
    "Outcome",
    "Page",
    "PathVariant",
    "Place",
    "Publication",
    "Question",
    "Recall",
    "Release",
    "Remedy",
    "ResultLink",
    "ResultTick",
    "Sign",
    "SignRow",
    "Source",
    "SpokenCode",
    "Step",
    "StepNote",
    "Term",
    "Unchangeable",
    "Upload",
    "Variant",
    "triggers",
]
