// @ts-check
/* What the visitor's browser finds out by itself: which device it is on, whether its clock is right, whether pages load.
   It fills in answers that the page then shows and the visitor may change. Nothing leaves the browser but those answers,
   and nothing waits for this. What means which answer stands in data-detect: content/document/offered.py. */
"use strict";
{
  /** @typedef {{ clock?: number, loading?: number }} Measured clock: seconds that it is behind, below 0 ahead; loading: ms */
  /** @typedef {Measured & { browser: string, touch: boolean, version?: number, offline: boolean }} Seen */
  /** @typedef {{ answers: (HTMLInputElement | HTMLOptionElement)[], test: string }} Finding */

  const TEST = /^(?:browser (has|lacks) (\S+)|(version|clock|loading) (>=|<) (\d+))$/;
  const TRIES = 3;
  const LONGEST = 5000;
  const FRESH = 60000;
  const HELPING = "helping";

  /** @type {Measured} */
  let measured = {};
  let measuredAt = -FRESH;
  let isHelping = false;
  try {
    isHelping = sessionStorage.getItem(HELPING) === "yes";
  } catch { /* Then it is remembered until the page is left. */ }

  /* Reading */

  /** @returns {Seen} */
  function look() {
    /* Only Safari says its version so, and only there it is that of the system too. */
    const version = / Version\/(\d+)\S* (?:Mobile\/\S+ )?Safari\/\S+$/.exec(navigator.userAgent);
    return {
      browser: navigator.userAgent,
      touch: navigator.maxTouchPoints > 1,
      version: version ? Number(version[1]) : undefined,
      offline: navigator.onLine === false,
      ...measured,
    };
  }

  /** The best of a few small answers: the quickest one says most exactly what time it is. */
  async function measure() {
    measuredAt = performance.now();
    const limit = new AbortController();
    const late = setTimeout(() => limit.abort(), LONGEST);
    /** @type {Measured} */
    let best = {};
    try {
      for (let i = 0; i < TRIES; i++) {
        const start = performance.now();
        const answer = await fetch("/clock", { cache: "no-store", signal: limit.signal });
        const time = Number(await answer.text());
        const loading = performance.now() - start;
        if (!answer.ok || !time) break;
        if (loading < (best.loading ?? LONGEST)) best = { loading, clock: (time + loading / 2 - Date.now()) / 1000 };
        if (loading > LONGEST / 2) break;
      }
    } catch { /* Blocked, offline or too late: what did not come in is not known, and its question is asked. */ }
    clearTimeout(late);
    measured = best;
    checkAll();
  }

  /* Judging */

  /** @param {string} test @param {Seen} seen */
  function holds(test, seen) {
    const [, has, word, name, sign, limit] = TEST.exec(test) ?? [];
    if (has) return seen.browser.includes(word) === (has === "has");
    if (name) {
      const value = seen[/** @type {"version" | "clock" | "loading"} */ (name)];
      return value !== undefined && (sign === "<") === (Math.abs(value) < Number(limit));
    }
    return { "touch": seen.touch, "no touch": !seen.touch, "offline": seen.offline }[test] ?? false;
  }

  /** The alternative that holds; "" where none does.
   * @param {string | undefined} detection @param {Seen} seen */
  const alternative = (detection, seen) =>
    (detection ?? "").split(" or ").find((one) => one.split(" and ").every((test) => holds(test, seen))) ?? "";

  /** The first answer that holds, of a list to tick all that do.
   * @param {Element} within @param {Seen} seen @returns {Finding | undefined} */
  function find(within, seen) {
    /** @type {NodeListOf<HTMLInputElement | HTMLOptionElement>} */
    const offered = within.querySelectorAll("[data-detect]");
    const found = [...offered].filter((one) => alternative(one.dataset.detect, seen));
    if (!found.length) return undefined;
    const isList = found[0] instanceof HTMLInputElement && found[0].type === "checkbox";
    return { answers: isList ? found : [found[0]], test: alternative(found[0].dataset.detect, seen) };
  }

  /* Saying */

  /** @param {number} seconds */
  function amount(seconds) {
    const [unit, length] = seconds < 60 ? ["second", 1] : seconds < 5400 ? ["minute", 60] : seconds < 129600 ? ["hour", 3600] : ["day", 86400];
    const number = Math.round(seconds / Number(length));
    try {
      return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: String(unit), unitDisplay: "long" }).format(number);
    } catch {
      return `${number} ${unit}${number === 1 ? "" : "s"}`;
    }
  }

  /** @param {string} test @param {Seen} seen @returns {[string, number?]} */
  function reason(test, seen) {
    const { clock = 0, loading = 0 } = seen;
    if (/clock >/.test(test)) return [clock > 0 ? "behind" : "ahead", Math.abs(clock)];
    if (/loading >/.test(test)) return ["slow", loading / 1000];
    return [/clock/.test(test) ? "right" : /loading/.test(test) ? "fast" : /offline/.test(test) ? "offline" : "device"];
  }

  /** Why an answer is filled in, in a sentence of the page.
   * @param {HTMLElement} form @param {Element | null} place @param {string} test @param {Seen} seen */
  function say(form, place, test, seen) {
    const [name, seconds] = reason(test, seen);
    const sentence = form.querySelector(`[data-said=${name}]`)?.cloneNode(true);
    if (!place || !(sentence instanceof HTMLElement)) return;
    const gap = sentence.querySelector("b");
    if (gap && seconds !== undefined) gap.textContent = amount(seconds);
    if (place.textContent !== sentence.textContent) place.replaceChildren(...sentence.childNodes);
  }

  /* Filling in */

  /** The questions besides that of the page. An answer that the visitor changed stays.
   * @param {HTMLElement} form @param {HTMLElement} line @param {Seen} seen @param {boolean} counts */
  function fillLine(form, line, seen, counts) {
    const select = line.querySelector("select");
    const pair = form.querySelector(`[data-pair][name="${line.dataset.line}"]`);
    if (!select || !(pair instanceof HTMLInputElement)) return false;
    const isChanged = line.dataset.filled !== undefined && select.value !== line.dataset.filled;
    const finding = isChanged ? undefined : find(select, seen);
    const isFound = isChanged || finding !== undefined;
    if (finding) {
      line.dataset.filled = select.value = finding.answers[0].value;
      say(form, line.querySelector("[data-why]"), finding.test, seen);
    }
    line.hidden = !isFound || !counts || (line.hidden && form.dataset.begun !== undefined);
    pair.disabled = line.hidden;
    pair.value = select.value;
    return isFound;
  }

  /** The question of the page; whatever the visitor chose stays.
   * @param {HTMLElement} form @param {Seen} seen @param {boolean} counts */
  function fillOwn(form, seen, counts) {
    const place = form.querySelector("[data-own]");
    const asked = form.querySelector("fieldset");
    if (!asked || !(place instanceof HTMLElement)) return false;
    const finding = find(asked, seen);
    const list = asked.querySelector("select");
    const isOurs = !place.hidden;
    /** @type {NodeListOf<HTMLInputElement>} */
    const ticked = asked.querySelectorAll("input:checked");
    if (form.dataset.begun !== undefined || (!isOurs && (ticked.length || list?.value))) return finding !== undefined;
    const answers = counts && finding ? finding.answers : [];
    if (isOurs && list) list.value = "";
    if (isOurs) ticked.forEach((one) => { one.checked = false; });
    for (const one of answers) one instanceof HTMLOptionElement ? (one.selected = true) : (one.checked = true);
    place.hidden = !answers.length;
    if (finding && !place.hidden) say(form, place, finding.test, seen);
    return finding !== undefined;
  }

  /** What was found out before goes, where it is now about somebody else's device or another one.
   * @param {HTMLElement} form */
  function dropFilled(form) {
    /** @type {NodeListOf<HTMLInputElement>} */
    const filled = form.querySelectorAll("[data-filled]");
    /** @type {NodeListOf<HTMLInputElement>} */
    const answers = form.querySelectorAll("fieldset input");
    const isOther = form.querySelector("[data-device]") && [...answers].some((one) => one.defaultChecked && !one.checked);
    filled.forEach((one) => { one.disabled = isHelping || Boolean(isOther); });
  }

  /** @param {HTMLElement} form */
  function check(form) {
    dropFilled(form);
    const offer = form.querySelector("[data-offer]");
    if (!(offer instanceof HTMLElement)) return;
    const seen = look();
    const counts = !isHelping;
    /** @type {NodeListOf<HTMLElement>} */
    const same = form.querySelectorAll("[data-same]");
    if (![...same].every((one) => alternative(one.dataset.same, seen))) return;
    /** @type {NodeListOf<HTMLElement>} */
    const lines = form.querySelectorAll("[data-line]");
    const found = [fillOwn(form, seen, counts), ...[...lines].map((line) => fillLine(form, line, seen, counts))];
    const isShown = form.querySelector("[data-own]:not([hidden]), [data-line]:not([hidden])") !== null;
    offer.hidden = !(isShown || (isHelping && found.includes(true)));
    offer.querySelectorAll("input").forEach((one) => { one.checked = isHelping; });
    const isMeasured = performance.now() - measuredAt < FRESH;
    if (!isMeasured && !seen.offline && form.querySelector("[data-detect*=clock], [data-detect*=loading]")) measure();
  }

  function checkAll() {
    document.querySelectorAll("form.ask").forEach((form) => { if (form instanceof HTMLElement) check(form); });
  }

  document.addEventListener("change", ({ target }) => {
    const form = target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.closest("form.ask") : null;
    if (!(form instanceof HTMLElement) || !(target instanceof HTMLElement)) return;
    if (target.matches("[data-helping]")) {
      isHelping = /** @type {HTMLInputElement} */ (target).checked;
      delete form.dataset.begun;
      try {
        sessionStorage.setItem(HELPING, isHelping ? "yes" : "");
      } catch { /* As above. */ }
    } else if (!target.closest("[data-line]")) form.dataset.begun = "";
    check(form);
  });
  for (const event of ["online", "offline"]) {
    addEventListener(event, () => {
      measured = {};
      measuredAt = -FRESH;
      checkAll();
    });
  }
  addEventListener("pageshow", checkAll);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) checkAll(); });
  document.addEventListener("htmx:after:settle", checkAll);
  checkAll();
}
