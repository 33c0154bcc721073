/*
 * What goes on without a connection. Pages are kept by the service worker (worker.js), which this registers; what is tried
 * meanwhile is noted on this device (ticks.js). All of it is optional.
 */
"use strict";
{
  const MOST_AHEAD = 12;
  const MOST_LISTED = 8;
  const TRY_AGAIN = 3000;
  const CHOICES = ["tried", "cannot", "worked", "open"];
  /** What the buttons of a form add to the walk, and, the other way round, what of it the server is told. */
  const ADDS = /** @type {Record<string, string>} */ ({ fixed: "worked", explained: "worked", not: "tried", helped: "tried", cannot: "cannot" });
  const SAYS = /** @type {Record<string, string>} */ ({ worked: "fixed", tried: "not", cannot: "cannot" });

  /** What htmx and walk.js have put there. */
  const page = /** @type {{htmx: {process(inside: Element): void}, tell(status: string): void}} */ (/** @type {any} */ (window));

  const { find: findNotes, keep: keepNotes, pairs, has, isSign, steps, nameOf } = notebook;

  /* Words, kept together with the page for times without a connection */

  /** @type {Record<string, string>} */
  let words = {};

  async function loadWords() {
    const kept = await (await fetch("/offline/")).text();
    const template = new DOMParser().parseFromString(kept, "text/html").querySelector("template");
    words = Object.fromEntries([...(template?.content.children ?? [])].map((line) =>
      [line.getAttribute("data-word"), (line.textContent ?? "").trim()]));
  }

  /** A sentence, and perhaps one link or button. */
  function notice(/** @type {string} */ text, /** @type {(Node | string)[]} */ ...more) {
    const made = Object.assign(document.createElement("p"), { className: "notice", tabIndex: -1 });
    made.append(text, ...more.flatMap((one) => [" ", one]));
    return made;
  }

  function linkTo(/** @type {string} */ address, /** @type {string} */ text) {
    return Object.assign(document.createElement("a"), { href: address, textContent: text });
  }

  /* A try that the server could not be told of: it is remembered, and the next step on this page is opened */

  /** The address of this walk with what was said since. */
  function addressWith(/** @type {Pair[]} */ said) {
    const names = new Set(said.map(([, step]) => step));
    const here = pairs(location.search);
    const ended = here.some(([name, value]) => name === "waiting" && names.has(value)) ? ["open", "since"] : ["open"];
    const before = here.filter(([name, value]) => !ended.includes(name) && !(isSign(name) && names.has(value)));
    return `${location.pathname}?${new URLSearchParams([...before, ...said])}`;
  }

  const unfold = (/** @type {HTMLElement} */ step, /** @type {boolean} */ isOpen) => {
    if (step instanceof HTMLDetailsElement) step.open = isOpen;
  };
  const stepOf = (/** @type {Element} */ inside) => /** @type {HTMLElement} */ (inside.closest("[data-step]"));
  const linksOf = (/** @type {ParentNode} */ place) =>
    /** @type {HTMLAnchorElement[]} */ ([...place.querySelectorAll("a[hx-get]")]).filter((link) => stepOf(link));

  const formsOf = (/** @type {ParentNode} */ place) => /** @type {HTMLFormElement[]} */ ([...place.querySelectorAll("form[hx-post]")]);
  const fieldOf = (/** @type {HTMLFormElement} */ form, /** @type {string} */ name) =>
    /** @type {HTMLInputElement} */ (form.querySelector(`[name=${name}]`));

  /** What a link or a button says of its step, read while the page is as the server wrote it. */
  function readChoices() {
    const known = pairs(location.search);
    for (const button of document.querySelectorAll("[data-step] form[hx-post] button")) {
      const { dataset, value } = /** @type {HTMLButtonElement} */ (button);
      dataset.says ??= ADDS[value.split("-")[0]];
    }
    for (const link of linksOf(document)) {
      const pair = pairs(link.search).find((one) => CHOICES.includes(one[0]) && one[1] === nameOf(stepOf(link)) && !has(known, one));
      if (pair) link.dataset.says ??= pair[0];
    }
  }

  /** Everything goes on from what was tried, so that whatever is pressed next tells the server all of it. */
  function pointChoices(/** @type {Notes} */ { said }) {
    for (const form of formsOf(document)) {
      const others = said.filter((pair) => pair[1] !== fieldOf(form, "step").value);
      fieldOf(form, "walk").value = addressWith(others).split("?")[1];
    }
    for (const link of linksOf(document).filter((one) => one.dataset.says)) {
      const step = nameOf(stepOf(link));
      const address = addressWith([...said.filter((pair) => pair[1] !== step), [link.dataset.says ?? "", step]]);
      link.setAttribute("href", address);
      link.setAttribute("hx-get", address);
    }
  }

  /** Of a step that is folded, what can be said of it without a connection; a wait begins only with one. */
  function offerOutcome(/** @type {HTMLElement} */ step) {
    const acts = step.querySelector(":scope > .acts");
    const [model] = formsOf(document);
    if (!acts || !model) return;
    const outcome = /** @type {HTMLFormElement} */ (model.cloneNode());
    outcome.hidden = false;
    outcome.append(...[...model.querySelectorAll("input")].map((field) => field.cloneNode()));
    fieldOf(outcome, "step").value = nameOf(step);
    for (const [value, textContent, className] of [
      ["fixed", words["works-now"], "button go"],
      ["not", words["no-help"], "button"],
      ["cannot", words["cannot-do"], "button plain"],
    ]) {
      const button = Object.assign(document.createElement("button"), { name: "kind", value, className, textContent });
      button.dataset.says = ADDS[value];
      outcome.append(button);
    }
    acts.replaceWith(outcome);
    pointChoices(findNotes());
    page.htmx.process(outcome);
  }

  function takeBack(/** @type {Pair} */ pair) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "text-button", textContent: words["take-back"] });
    button.addEventListener("click", () => {
      const step = stepOf(button);
      const notes = findNotes();
      keepNotes({ ...notes, said: notes.said.filter((one) => String(one) !== String(pair)) });
      showSaid();
      /** @type {HTMLElement | null} */ (step.querySelector("[data-says]"))?.focus();
    });
    return button;
  }

  /** What was said of one step stands in place of its choices, and on its fold; more: what else is to be told. */
  function showSaidOf(/** @type {HTMLElement} */ step, /** @type {Pair[]} */ said, /** @type {string | Node} */ more) {
    const pair = said.find((one) => one[1] === nameOf(step));
    for (const old of step.querySelectorAll(".notice[data-said], summary > [data-said]")) old.remove();
    const choices = /** @type {HTMLElement | null} */ (step.querySelector(":scope > .outcome, :scope > .acts"));
    if (choices) choices.hidden = Boolean(pair);
    if (!pair) return;
    const told = notice(words[pair[0]], more, takeBack(pair));
    told.dataset.said = "";
    choices?.after(told);
    const mark = Object.assign(document.createElement("span"), { className: "small", textContent: words[pair[0]] });
    mark.dataset.said = "";
    step.querySelector(":scope > summary")?.append(mark);
    if (pair[0] !== "worked") unfold(step, false);
  }

  /** @returns {HTMLElement | undefined} the step that comes next; none where all were tried, or one has worked */
  function showSaid() {
    const notes = findNotes();
    const listed = steps().filter((step) => step.matches("article.open, .below > details"));
    const next = listed.find((step) => !notes.said.some((pair) => pair[1] === nameOf(step)));
    for (const step of listed) {
      const [sign] = notes.said.find((pair) => pair[1] === nameOf(step)) ?? [];
      const isLast = !next && nameOf(step) === notes.said.at(-1)?.[1];
      showSaidOf(step, notes.said, sign === "worked" ? linkTo(addressWith(notes.said), words.keep) : isLast ? words.last : words.remembered);
    }
    pointChoices(notes);
    return notes.said.some(([sign]) => sign === "worked") ? undefined : next;
  }

  function openStep(/** @type {HTMLElement} */ step) {
    offerOutcome(step);
    unfold(step, true);
    const title = /** @type {HTMLElement | null} */ (step.querySelector(":scope > summary, :scope > h1"));
    title?.focus({ preventScroll: true });
    title?.scrollIntoView({ block: "start" });
  }

  function goOnWithout(/** @type {Pair} */ pair) {
    const notes = findNotes();
    if (pair[0] !== "open") keepNotes({ ...notes, said: [...notes.said, pair] });
    const next = pair[0] === "open" ? steps().find((step) => nameOf(step) === pair[1]) : showSaid();
    if (next) return openStep(next);
    const step = steps().find((one) => nameOf(one) === pair[1]);
    if (step) unfold(step, true);
    /** @type {HTMLElement | null} */ (step?.querySelector(".notice[data-said]") ?? null)?.focus();
  }

  document.addEventListener("htmx:error", (event) => {
    const { ctx } = /** @type {any} */ (event).detail;
    const choice = ctx?.request?.submitter ?? ctx?.sourceElement;
    if (!words.tried || !choice?.dataset.says) return;
    page.tell("");
    goOnWithout([choice.dataset.says, nameOf(stepOf(choice))]);
  });

  /* The connection is back */

  /** What was said meanwhile is counted now. However often the server hears the same, it counts once. */
  function sendSaid(/** @type {Pair[]} */ said) {
    const [form] = formsOf(document);
    const release = form && fieldOf(form, "release").value;
    for (const [at, [sign, step]] of form ? said.entries() : []) {
      const walk = addressWith(said.slice(0, at)).split("?")[1];
      const body = new URLSearchParams({ walk, release, step, kind: SAYS[sign] });
      fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
    }
  }

  function tellBack() {
    const { said } = findNotes();
    if (!said.length || !words.online || !steps().length) return;
    sendSaid(said);
    document.querySelector("[data-status=back]")?.remove();
    const worked = said.some(([sign]) => sign === "worked");
    const line = Object.assign(document.createElement("p"), { hidden: true });
    line.dataset.status = "back";
    line.append(words.online, " ", linkTo(addressWith(said), worked ? words.keep : words.look));
    document.getElementById("status")?.append(line);
    page.tell("back");
  }

  /** A page that answers what was said without a connection says so, once. */
  function showLooked() {
    const notes = findNotes();
    const here = pairs(location.search);
    if (!notes.said.length || !notes.said.every((pair) => has(here, pair))) return;
    const worked = notes.said.some(([sign]) => sign === "worked");
    keepNotes({ ...notes, said: [] });
    if (!worked) document.getElementById("screen")?.prepend(notice(words.looked));
  }

  /* A page that was kept */

  function clock(/** @type {string} */ moment) {
    const at = new Date(moment);
    const isToday = at.toDateString() === new Date().toDateString();
    const time = document.createElement("time");
    time.dateTime = moment;
    const { lang } = document.documentElement;
    time.textContent = at.toLocaleString(lang === "en" ? "en-GB" : lang, isToday
      ? { hour: "2-digit", minute: "2-digit" }
      : { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
    return time;
  }

  function sayKept(/** @type {HTMLElement} */ line) {
    const { kept = "", why = "" } = line.dataset;
    line.replaceChildren(words[why], " ", clock(kept), ".");
    line.hidden = false;
    const notices = [...document.querySelectorAll(".notice:not([data-kept], [data-due])")];
    for (const other of notices.filter((one) => one.querySelector("time"))) other.append(` ${words.old}`);
  }

  async function tellChanged() {
    if (!words.changed) await loadWords();
    if (document.querySelector("[data-changed], [data-kept]")) return;
    const told = notice(words.changed, linkTo(location.href, words.load));
    told.dataset.changed = "";
    document.getElementById("screen")?.prepend(told);
  }

  /* On the page that stands in place of one that was not kept */

  function reloadWhenBack() {
    let leaves = false;
    window.addEventListener("beforeunload", () => { leaves = true; });
    window.addEventListener("pageshow", () => { leaves = false; });
    /* Browsers say that they are online some time before they are. No reload overtakes a link that was followed. */
    setInterval(async () => {
      const answer = navigator.onLine && !document.hidden && await fetch("/sw.js", { method: "HEAD" }).catch(() => null);
      if (answer && answer.ok && !leaves) location.reload();
    }, TRY_AGAIN);
  }

  async function listKept(/** @type {HTMLElement} */ section) {
    const name = (await caches.keys()).find((one) => one.startsWith("pages-"));
    const pages = name ? await caches.open(name) : null;
    const found = [];
    for (const { url } of [...(await pages?.keys() ?? [])].reverse()) {
      const kept = new DOMParser().parseFromString(await (await pages?.match(url))?.text() ?? "", "text/html");
      const title = kept.querySelector("article h1")?.textContent?.trim().replace(/\s+/g, " ");
      if (title) found.push({ url, title, isSteps: Boolean(kept.querySelector("article[data-step]")) });
    }
    found.sort((one, other) => Number(other.isSteps) - Number(one.isSteps));
    for (const { url, title } of found.slice(0, MOST_LISTED)) {
      const item = document.createElement("li");
      item.append(linkTo(url, title));
      section.querySelector("ul")?.append(item);
    }
    section.hidden = !found.length;
  }

  /* The service worker */

  const workers = navigator.serviceWorker;

  /** What can be read from here without a further answer. */
  function ahead() {
    const connection = /** @type {{saveData?: boolean, effectiveType?: string}} */ (/** @type {any} */ (navigator).connection ?? {});
    if (!steps().length || connection.saveData || /2g$/.test(connection.effectiveType ?? "")) return [];
    const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("#screen a[href], .urgent a[href]")]);
    const ours = links.filter((link) => link.origin === location.origin && !link.search && link.pathname.split("/").length > 4);
    return [...new Set(ours.map((link) => link.href.split("#")[0]))].slice(0, MOST_AHEAD);
  }

  async function keepThis() {
    const { active } = await workers.ready;
    active?.postMessage({ keep: location.href, ahead: ahead() });
  }

  async function setUpPage() {
    const notes = findNotes();
    if (!workers?.controller) return;
    readChoices();
    const kept = /** @type {HTMLElement | null} */ (document.querySelector("[data-kept]"));
    if ((kept || steps().length || notes.said.length) && !words.tried) await loadWords();
    if (kept) sayKept(kept);
    if (notes.said.length) showLooked();
    if (findNotes().said.length && steps().length) {
      const next = showSaid();
      if (next) offerOutcome(next);
      if (next) unfold(next, true);
      if (navigator.onLine && !kept) tellBack();
    }
    const section = /** @type {HTMLElement | null} */ (document.querySelector("[data-kept-pages]"));
    if (!section) return;
    reloadWhenBack();
    await listKept(section);
  }

  /* All of it is optional: where a browser refuses a part, the page goes on as it came. */
  const setUp = () => { setUpPage().catch(() => {}); };
  const keep = () => { keepThis().catch(() => {}); };

  document.addEventListener("htmx:after:settle", () => {
    setUp();
    if (workers?.controller) keep();
  });
  setUp();

  if (workers) {
    window.addEventListener("load", () => {
      workers.register("/sw.js").catch(() => {});
      if (workers.controller) keep();
    });
    workers.addEventListener("controllerchange", () => {
      setUp();
      keep();
    });
    workers.addEventListener("message", ({ data }) => {
      if (data.changed === location.href) tellChanged().catch(() => {});
    });
    window.addEventListener("online", () => {
      document.querySelector("[data-kept]")?.replaceChildren(words.online, " ", linkTo(location.href, words.load));
      tellBack();
      for (const wait of [0, 2000, 8000]) setTimeout(() => workers.controller?.postMessage({ check: location.href }), wait);
    });
  }
}
