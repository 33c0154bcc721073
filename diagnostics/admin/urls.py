"""Addresses of a guide's workplace, below the admin's own ``guides/``."""

from django.urls import path

from diagnostics.admin.about import corrections
from diagnostics.admin.cases import case_pages, keep
from diagnostics.admin.guide import begin, check, home, markdown_preview, now, order, preview_link, say, searches, walks
from diagnostics.admin.history import pages
from diagnostics.admin.outcomes import what_helped
from diagnostics.admin.publishing import exporting, importing, publish, releases, roll_back
from diagnostics.admin.remedies import remedy_pages
from diagnostics.admin.reports import keep_report, report_pages
from diagnostics.admin.signs import cause_signs, question_signs
from diagnostics.admin.tasks import new_carrier, new_cause, new_version, task_list, wrong_fact

urlpatterns = [
    # Before the guides: no guide may be called “import”.
    path("import/", importing.import_new, name="import-new"),
    path("import/<int:upload>/", importing.review_new, name="import-new-review"),
    path("<slug:guide>/", home.home, name="guide-home"),
    path("<slug:guide>/begin/", begin.begin, name="guide-begin"),
    path("<slug:guide>/check/", check.check, name="guide-check"),
    path("<slug:guide>/signs/", question_signs.overview, name="guide-signs"),
    path("<slug:guide>/signs/<slug:question>/", question_signs.table, name="guide-signs-question"),
    path("<slug:guide>/signs/<slug:question>/effect/", question_signs.effect, name="guide-signs-effect"),
    path("<slug:guide>/signs/<slug:question>/look/", question_signs.look, name="guide-signs-look"),
    # Not below “signs/”, where any word is a question.
    path("<slug:guide>/signs-of/<slug:cause>/", cause_signs.table, name="guide-signs-cause"),
    path("<slug:guide>/signs-of/<slug:cause>/effect/", cause_signs.effect, name="guide-signs-cause-effect"),
    path("<slug:guide>/signs-of/<slug:cause>/look/", cause_signs.look, name="guide-signs-cause-look"),
    path("<slug:guide>/remedies/", remedy_pages.table, name="guide-remedies"),
    path("<slug:guide>/remedies/all/", remedy_pages.overview, name="guide-remedies-overview"),
    path("<slug:guide>/remedies/effect/", remedy_pages.effect, name="guide-remedies-effect"),
    path("<slug:guide>/remedies/look/", remedy_pages.look, name="guide-remedies-look"),
    path("<slug:guide>/cases/", case_pages.cases, name="guide-cases"),
    path("<slug:guide>/cases/<slug:case>/", case_pages.path, name="guide-case-path"),
    path("<slug:guide>/keep/", keep.case_keep, name="guide-case-keep"),
    path("<slug:guide>/reports/", report_pages.reports, name="guide-reports"),
    path("<slug:guide>/reports/keep/", keep_report.report_keep, name="guide-report-keep"),
    path("<slug:guide>/walks/", walks.walks, name="guide-walks"),
    path("<slug:guide>/helped/", what_helped.what_helped, name="guide-helped"),
    path("<slug:guide>/now/", now.now, name="guide-now"),
    path("<slug:guide>/now/say/", say.say, name="guide-say"),
    path("<slug:guide>/now/end/", say.unsay, name="guide-unsay"),
    path("<slug:guide>/searches/", searches.searches, name="guide-searches"),
    path("<slug:guide>/searches/done/", searches.mark_done, name="guide-searches-done"),
    path("<slug:guide>/corrections/", corrections.corrections, name="guide-corrections"),
    path("<slug:guide>/corrections/settle/", corrections.settle, name="guide-corrections-settle"),
    # Publishing, releases, zip files
    path("<slug:guide>/publish/", publish.publish_page, name="guide-publish"),
    path("<slug:guide>/releases/", releases.history, name="guide-releases"),
    path("<slug:guide>/releases/<int:number>/", releases.release, name="guide-release"),
    path("<slug:guide>/releases/<int:number>/live/", roll_back.roll_back_page, name="guide-roll-back"),
    path("<slug:guide>/releases/<int:number>/recall/", roll_back.recall_page, name="guide-recall"),
    path("<slug:guide>/releases/<int:number>/export/", exporting.export_release, name="guide-release-export"),
    path("<slug:guide>/export/", exporting.export_draft, name="guide-export"),
    path("<slug:guide>/import/", importing.import_page, name="guide-import"),
    path("<slug:guide>/import/<int:upload>/", importing.review_page, name="guide-import-review"),
    # Writing and ordering
    path("<slug:guide>/markdown/", markdown_preview.markdown, name="guide-markdown"),
    path("<slug:guide>/menu/", markdown_preview.menu, name="guide-menu"),
    path("<slug:guide>/order/<slug:part>/", order.order, name="guide-order"),
    path("<slug:guide>/order/<slug:part>/history/", pages.order_history, name="guide-order-history"),
    # Preview and tasks
    path("<slug:guide>/preview/", preview_link.preview_link, name="guide-preview"),
    path("<slug:guide>/tasks/", task_list.tasks, name="guide-tasks"),
    path("<slug:guide>/tasks/version/", new_version.new_version, name="guide-new-version"),
    path("<slug:guide>/tasks/version/<slug:question>/<slug:option>/", new_version.recheck, name="guide-recheck"),
    path("<slug:guide>/tasks/cause/", new_cause.new_cause, name="guide-new-cause"),
    path("<slug:guide>/tasks/cause/<slug:cause>/", new_cause.what_is_left, name="guide-new-cause-left"),
    path("<slug:guide>/tasks/carrier/", new_carrier.new_carrier, name="guide-new-carrier"),
    path("<slug:guide>/tasks/fact/", wrong_fact.wrong_fact, name="guide-wrong-fact"),
]
