"""Addresses of the agents' desk, below ``/agents/``."""

from django.urls import path

from diagnostics.web.desk import keep, link, links, now, passing_on, share, signing_in, talk

urlpatterns = [
    path("", talk.home, name="desk"),
    path("sign-in/", signing_in.sign_in, name="desk-sign-in"),
    path("sign-out/", signing_in.sign_out, name="desk-sign-out"),
    path("password/", signing_in.password, name="desk-password"),
    path("password/done/", signing_in.password_done, name="desk-password-done"),
    path("links/", links.links, name="desk-links"),
    path("links.csv", links.links_file, name="desk-links-file"),
    path("links/all/", links.every_link, name="desk-all-links"),
    path("links/all.csv", links.every_link_file, name="desk-all-links-file"),
    path("links/<str:code>/hand-over/", passing_on.hand_over, name="desk-hand-over"),
    path("links/<str:code>/mail/", passing_on.mail, name="desk-mail"),
    path("links/<str:code>/", link.link, name="desk-link"),
    path("links/<str:code>/news/", link.news, name="desk-news"),
    path("links/<str:code>/speak/", link.speak, name="desk-speak"),
    path("links/<str:code>/keep/", keep.keep, name="desk-keep"),
    path("links/<str:code>/revoke/", link.revoke, name="desk-revoke"),
    path("<slug:guide>/now/", now.now, name="desk-now"),
    path("<slug:guide>/share/", share.share, name="desk-share"),
    path("<slug:guide>/news/", talk.news, name="desk-talk-news"),
    path("<slug:guide>/", talk.talk, name="desk-guide"),
]
