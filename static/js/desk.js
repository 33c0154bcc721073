/* What the desk needs besides walk.js: finding a question, keys for a whole call, and where the focus goes. All optional. */
"use strict";
{
  const root = document.documentElement;
  const ALONE = 700;
  /* Milliseconds after which "1" no longer becomes "12". */
  const fields = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

  root.classList.add("scripted");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `zone=${encodeURIComponent(zone)}; path=/agents/; max-age=31536000; samesite=lax${secure}`;

  /* Unfolds what stands around it, and shows it. */
  function goTo(element) {
    if (!element) return;
    for (let around = element.closest("details"); around; around = around.parentElement.closest("details")) {
      if (!around.contains(document.activeElement) || !around.open) around.open = true;
    }
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  }

  const answerOf = (question) => question.querySelector("input:checked") ?? question.querySelector("input, select") ?? question;
  const nextQuestion = () => document.querySelector("#said > .q.next") ?? document.querySelector("#said > .q:not([hidden])");

  /* The question that a number answers: where the focus is, else the one that is best asked next. */
  function question() {
    const here = document.activeElement;
    return here.closest(".q") ?? here.closest("details.line")?.querySelector(".q") ?? nextQuestion();
  }

  /* Finding a question */

  const text = (element) => element.textContent.toLowerCase();
  const words = () => (document.getElementById("find")?.value ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (element, wanted) => wanted.every((word) => text(element).includes(word));

  function sift() {
    const wanted = words();
    let found = 0;
    for (const one of document.querySelectorAll("#said > .q, #said > .line, #folded > .q")) {
      one.hidden = !fits(one, wanted);
      found += !one.hidden;
    }
    document.getElementById("not-found").hidden = found > 0;
  }

  /* The answer that has all the words, else the question. */
  function goToFound() {
    const wanted = words();
    const found = wanted.length ? [...document.querySelectorAll("#said .q")].find((one) => fits(one.closest(".line") ?? one, wanted)) : nextQuestion();
    if (!found) return;
    const answer = wanted.length && [...found.querySelectorAll(".chip")].find((one) => fits(one, wanted));
    forget();
    goTo(answer ? answer.querySelector("input") : answerOf(found));
  }

  function forget() {
    document.getElementById("find").value = "";
    sift();
  }

  document.addEventListener("input", ({ target }) => target.id === "find" && sift());

  /* Keys */

  const areOn = () => localStorage.getItem("desk-keys") !== "off";

  function showKeys() {
    root.classList.toggle("keys", areOn());
    for (const one of document.querySelectorAll("#keys, .to-keys")) one.hidden = false;
    const tick = document.getElementById("keys-on");
    if (tick) tick.checked = areOn();
  }

  let typed = "";
  let pending = 0;

  function number(digit) {
    const choices = [...(question()?.querySelectorAll(".chip kbd") ?? [])];
    const chip = (named) => choices.find((one) => one.textContent === named)?.closest(".chip");
    clearTimeout(pending);
    typed = chip(typed + digit) ? typed + digit : digit;
    const chosen = chip(typed);
    const choose = () => {
      typed = "";
      chosen?.querySelector("input").click();
      chosen?.querySelector("input").focus({ preventScroll: true });
    };
    if (typed !== "0" && choices.some((one) => one.textContent.startsWith(typed) && one.textContent !== typed)) {
      pending = setTimeout(choose, ALONE);
    } else choose();
  }

  /* The first step, then the one after that where the focus is. */
  function nextStep() {
    const steps = [...document.querySelectorAll("#advice .offer")];
    const next = steps[steps.indexOf(document.activeElement.closest(".offer")) + 1] ?? steps[0];
    if (next?.matches("details")) next.open = true;
    goTo(next?.querySelector("summary") ?? next);
  }

  /* What a key does: of two places the one where the focus is. */
  function act(key) {
    const what = `[data-key="${CSS.escape(key)}"]`;
    const element = document.activeElement.closest(".offer")?.querySelector(what) ?? document.querySelector(what);
    if (element?.matches("input")) element.select();
    if (element?.matches("details")) goTo(Object.assign(element, { open: true }).querySelector("summary"));
    else if (element?.matches("input")) goTo(element);
    else if (element?.dataset.key === "?") goTo(document.getElementById("keys"));
    else element?.click();
    return Boolean(element);
  }

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    byKey = key;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (target.id === "find" && (key === "Enter" || key === "Escape")) {
      event.preventDefault();
      return key === "Enter" ? goToFound() : (forget(), goTo(nextQuestion()));
    }
    if (key === "Enter" && target.matches("#said .chip input")) {
      event.preventDefault();
      return target.click();
    }
    if (!areOn() || event.repeat || target.closest(fields) || !document.getElementById("talk")) return;
    if (mustWait(key) || (held.length && key.length === 1)) held.push(key);
    else if (!press(key)) return;
    event.preventDefault();
  });

  function press(key) {
    if (/^\d$/.test(key)) number(key);
    else if (key === "s") nextStep();
    else if (key === "n" && nextQuestion()) goTo(answerOf(nextQuestion()));
    else return key.length === 1 && act(key.toLowerCase());
    return true;
  }

  /* Whoever is quicker than the connection means the question that comes: keys wait until it is there. */
  let held = [];
  const mustWait = (key) => answered !== null && key.length === 1 && !(answered.stays && /^\d$/.test(key));

  /* After htmx is done with the request before: it would drop one that begins earlier. */
  function release() {
    while (held.length && !mustWait(held[0])) press(held.shift());
  }

  function giveUp() {
    answered = null;
    held = [];
  }
  document.addEventListener("htmx:error", giveUp);
  document.addEventListener("htmx:response:error", giveUp);

  /* Where the focus goes */

  let byKey = "";
  let answered = null;
  let last = "";
  document.addEventListener("pointerdown", () => (byKey = last = ""));

  /* Heard before htmx, which sends the form at once. What is looked for is no answer. */
  document.addEventListener("change", (event) => {
    const { target } = event;
    if (target.id === "keys-on") {
      localStorage.setItem("desk-keys", target.checked ? "on" : "off");
      showKeys();
    }
    if (!target.closest("#said")) return;
    if (target.id === "find") return event.stopImmediatePropagation();
    if (document.getElementById("find").value) forget();
    /* Whoever ticks a list, or goes through the answers with the arrow keys, stays there. */
    const stays = target.type === "checkbox" || target.matches("select") || byKey.startsWith("Arrow");
    answered = { id: target.id, stays };
  }, true);

  document.addEventListener("htmx:finally:swap", ({ detail }) => {
    if (detail.ctx.sourceElement.matches("[data-quiet]")) return;
    showKeys();
    const was = answered;
    answered = null;
    const place = was && document.getElementById(was.id);
    const here = document.activeElement;
    /* Whoever has gone elsewhere meanwhile is left there. */
    if (was && (here === document.body || here.id === was.id)) {
      const next = was.id ? nextQuestion() : document.querySelector("article.offer");
      goTo((was.stays && place) || next || document.getElementById("advice"));
    }
    if (!was && here === document.body) goTo(document.getElementById(last));
    setTimeout(release);
  });

  /* An answered question folds again once the focus has left it. */
  document.addEventListener("focusin", ({ target }) => {
    if (target.closest("#talk")) last = target.id;
    for (const line of document.querySelectorAll("details.line[open]")) {
      if (!line.contains(target)) line.open = false;
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#q-']");
    const field = link && document.getElementById(link.getAttribute("href").slice(1));
    if (field) {
      event.preventDefault();
      goTo(answerOf(field));
    }
    /* The button of a step that was tried is gone with it: go on where the next one stands. */
    if (event.target.closest(".acts button")) answered = { id: "", stays: false };
    const line = event.target.closest("details.line > summary")?.parentElement;
    if (line && !line.open) setTimeout(() => goTo(answerOf(line)));
  });

  showKeys();
}
