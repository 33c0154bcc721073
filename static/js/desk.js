/* What the desk needs besides walk.js: going to the question that is next, and on from a step. All optional. */
"use strict";

document.documentElement.classList.add("scripted");

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

/* The button of a step that was tried is gone with it: go on where the next one stands. */
document.addEventListener("htmx:finally:swap", () => {
  if (document.activeElement === document.body) document.getElementById("advice")?.focus({ preventScroll: true });
});
