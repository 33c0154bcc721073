/* What htmx and plain HTML leave to do: slow and failed requests, copying. All of it is optional. */
"use strict";

const SLOW = 400;

function offerCopy(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const from = button.parentElement.querySelector("[data-copied]");
    await navigator.clipboard.writeText(from.value ?? from.innerText);
    button.textContent = button.dataset.copy;
  });
}

function offerShare(button) {
  button.hidden = false;
  button.addEventListener("click", () => navigator.share({ title: document.title, url: button.dataset.share }).catch(() => {}));
}

/* "None of these" and "Not sure" stand alone on a list. Heard before htmx, which sends the forms of the desk at once. */
document.addEventListener("change", ({ target }) => {
  const list = target.checked && target.closest("fieldset");
  for (const other of list ? list.querySelectorAll("[type=checkbox]:checked") : []) {
    if (other !== target && (target.matches("[data-alone]") || other.matches("[data-alone]"))) other.checked = false;
  }
}, true);

function setUp() {
  if (navigator.clipboard) document.querySelectorAll("[data-copy][hidden]").forEach(offerCopy);
  if (navigator.share) document.querySelectorAll("[data-share][hidden]").forEach(offerShare);
}

/* Slow and failed requests */

let waiting = 0;
let last = null;

function tell(status) {
  clearTimeout(waiting);
  for (const line of document.querySelectorAll("[data-status]")) line.hidden = line.dataset.status !== status;
}

function again() {
  tell("");
  if (!last || !last.sourceElement.isConnected || last.sourceElement === document.body) location.reload();
  else if (last.sourceElement.matches("form")) last.sourceElement.requestSubmit(last.request.submitter);
  else last.sourceElement.click();
}

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  if (ctx.sourceElement.matches("[data-quiet]")) return;
  last = ctx;
  tell("");
  waiting = setTimeout(tell, SLOW, "slow");
});

/* Some caches answer with the whole page: then take the inside of its frame. */
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (!ctx.select && /^\s*<!doctype/i.test(ctx.text)) ctx.select = "#screen > *";
});

document.addEventListener("htmx:after:swap", () => tell(""));
document.addEventListener("htmx:after:settle", setUp);
/* Back and Forward bring whole pages, which move no focus by themselves. */
document.addEventListener("htmx:finally:swap", () => {
  const heading = document.querySelector("#screen h1");
  if (!heading || document.activeElement !== document.body) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
});
document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  if (ctx.response.status >= 500) setTimeout(tell, 0, "error");
});
document.addEventListener("htmx:error", ({ detail: { ctx, error } }) => {
  if (!ctx) return;
  document.querySelector("[data-again-page]").href = ctx.request.method === "POST" ? location.href : ctx.request.action;
  tell(error === "timeout" || ctx.request.signal?.reason === "timeout" ? "late" : "offline");
});
for (const button of document.querySelectorAll("[data-again]")) button.addEventListener("click", again);

setUp();
