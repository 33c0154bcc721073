/* What htmx leaves to do at the desk: going to the question that is next, failed requests, copying. All optional. */
"use strict";

document.documentElement.classList.add("scripted");

function tell(status) {
  for (const line of document.querySelectorAll("[data-status]")) line.hidden = line.dataset.status !== status;
}

function offerCopy(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const from = button.parentElement.querySelector("[data-copied]");
    await navigator.clipboard.writeText(from.value);
    button.textContent = button.dataset.copy;
  });
}

function setUp() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy][hidden]")) offerCopy(button);
}

/* A link to a question puts the focus on its first answer, so that one can go on with the arrow keys. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#q-']");
  const field = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!field) return;
  event.preventDefault();
  const folded = field.closest("details");
  if (folded) folded.open = true;
  field.scrollIntoView({ block: "center" });
  (field.querySelector("input:checked") ?? field.querySelector("input, select")).focus({ preventScroll: true });
});

document.addEventListener("htmx:after:swap", () => tell(""));
document.addEventListener("htmx:after:settle", setUp);
/* The button of a step that was tried is gone with it: go on where the next one stands. */
document.addEventListener("htmx:finally:swap", () => {
  if (document.activeElement === document.body) document.getElementById("advice")?.focus({ preventScroll: true });
});
document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  if (ctx.response.status >= 500) setTimeout(tell, 0, "error");
});
document.addEventListener("htmx:error", ({ detail: { ctx } }) => { if (ctx) tell("offline"); });

setUp();
