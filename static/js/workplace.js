/* What the editors' pages need besides htmx: the form token on every request, and errors that are told. */
"use strict";

document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token) ctx.request.headers["X-CSRFToken"] = token.value;
});
