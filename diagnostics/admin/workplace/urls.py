"""Addresses of a guide's workplace, below the admin's own ``guides/``."""

from django.urls import path

from diagnostics.admin.workplace import (
    case_keep,
    cases,
    cause_signs,
    check,
    exporting,
    home,
    importing,
    markdown,
    new_carrier,
    new_cause,
    new_version,
    order,
    preview_link,
    publish,
    releases,
    remedies,
    roll_back,
    signs,
    tasks,
    walks,
    wrong_fact,
)

urlpatterns = [
    # Before the guides: no guide may be called “import”.
    path("import/", importing.import_new, name="import-new"),
    path("import/<int:upload>/", importing.review_new, name="import-new-review"),
    path("<slug:guide>/", home.home, name="guide-home"),
    path("<slug:guide>/check/", check.check, name="guide-check"),
    path("<slug:guide>/signs/", signs.overview, name="guide-signs"),
    path("<slug:guide>/signs/<slug:question>/", signs.table, name="guide-signs-question"),
    path("<slug:guide>/signs/<slug:question>/effect/", signs.effect, name="guide-signs-effect"),
    path("<slug:guide>/signs/<slug:question>/look/", signs.look, name="guide-signs-look"),
    # Not below “signs/”, where any word is a question.
    path("<slug:guide>/signs-of/<slug:cause>/", cause_signs.table, name="guide-signs-cause"),
    path("<slug:guide>/signs-of/<slug:cause>/effect/", cause_signs.effect, name="guide-signs-cause-effect"),
    path("<slug:guide>/signs-of/<slug:cause>/look/", cause_signs.look, name="guide-signs-cause-look"),
    path("<slug:guide>/remedies/", remedies.table, name="guide-remedies"),
    path("<slug:guide>/remedies/all/", remedies.overview, name="guide-remedies-overview"),
    path("<slug:guide>/remedies/effect/", remedies.effect, name="guide-remedies-effect"),
    path("<slug:guide>/remedies/look/", remedies.look, name="guide-remedies-look"),
    path("<slug:guide>/cases/", cases.cases, name="guide-cases"),
    path("<slug:guide>/cases/<slug:case>/", cases.path, name="guide-case-path"),
    path("<slug:guide>/keep/", case_keep.case_keep, name="guide-case-keep"),
    path("<slug:guide>/walks/", walks.walks, name="guide-walks"),
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
    path("<slug:guide>/markdown/", markdown.markdown, name="guide-markdown"),
    path("<slug:guide>/order/<slug:part>/", order.order, name="guide-order"),
    # Preview and tasks
    path("<slug:guide>/preview/", preview_link.preview_link, name="guide-preview"),
    path("<slug:guide>/tasks/", tasks.tasks, name="guide-tasks"),
    path("<slug:guide>/tasks/version/", new_version.new_version, name="guide-new-version"),
    path("<slug:guide>/tasks/version/<slug:question>/<slug:option>/", new_version.recheck, name="guide-recheck"),
    path("<slug:guide>/tasks/cause/", new_cause.new_cause, name="guide-new-cause"),
    path("<slug:guide>/tasks/cause/<slug:cause>/", new_cause.left, name="guide-new-cause-left"),
    path("<slug:guide>/tasks/carrier/", new_carrier.new_carrier, name="guide-new-carrier"),
    path("<slug:guide>/tasks/fact/", wrong_fact.wrong_fact, name="guide-wrong-fact"),
]
