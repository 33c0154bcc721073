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

/* A form of an object that was typed into is not left by a slip. */
const typed = new Set();
for (const form of document.querySelectorAll("#content-main form[id$=_form]")) {
  form.addEventListener("input", () => typed.add(form));
  form.addEventListener("submit", () => typed.clear());
}
window.addEventListener("beforeunload", (event) => {
  if (typed.size) event.preventDefault();
});
