"""Addresses of the second step, below ``/sign-in/``."""

from django.urls import path

from diagnostics.web.signing_in import set_up, take_step, your_sign_in

urlpatterns = [
    path("", your_sign_in.your_sign_in, name="your-sign-in"),
    path("second-step/", take_step.take_step, name="second-step"),
    path("choose/", set_up.choose, name="second-step-choose"),
    path("app/", set_up.add_app, name="second-step-app"),
    path("app/remove/", your_sign_in.remove_app, name="second-step-app-remove"),
    path("passkey/", set_up.add_passkey, name="second-step-passkey"),
    path("passkey/<int:key>/remove/", your_sign_in.remove_passkey, name="second-step-passkey-remove"),
    path("codes/", set_up.make_codes, name="recovery-codes"),
    path("elsewhere/", your_sign_in.sign_out_elsewhere, name="sign-out-elsewhere"),
]
