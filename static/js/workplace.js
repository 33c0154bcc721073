/* What the editors' pages need besides htmx: the form token on every request, and errors that are told. */
"use strict";

document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token) ctx.request.headers["X-CSRFToken"] = token.value;
});

/* Texts to take along: offered where the browser can. */
function offerCopy(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.parentElement.querySelector("[data-copied]").value);
    button.textContent = button.dataset.copy;
  });
}

if (navigator.clipboard) document.querySelectorAll("[data-copy][hidden]").forEach(offerCopy);

/* What was typed is not left by a slip: a form that says something else than when it was opened asks first. */
const said = (form) => new URLSearchParams(new FormData(form)).toString();
window.addEventListener("load", () => {
  const forms = new Map();
  document.querySelectorAll("form[data-warns]").forEach((form) => {
    forms.set(form, form.dataset.unsaved === undefined ? said(form) : null);
    form.addEventListener("submit", (event) => {
      if (!event.defaultPrevented) forms.clear();
    });
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...forms].some(([form, before]) => said(form) !== before)) event.preventDefault();
  });
});

/* What is too large to be sent is not sent, so that it is not lost; before the form hears that it is sent. */
const most = Number(document.querySelector("meta[name=most-bytes]")?.content);
document.addEventListener("submit", (event) => {
  const { target: form } = event;
  if (form.method !== "post" || form.enctype === "multipart/form-data" || said(form).length <= most) return;
  event.preventDefault();
  const told = document.createElement("p");
  told.className = "note bad too-large";
  told.setAttribute("role", "alert");
  told.textContent = document.querySelector("meta[name=too-large]").content;
  form.querySelector(".too-large")?.remove();
  form.prepend(told);
  told.scrollIntoView();
}, true);
