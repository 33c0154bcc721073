/*
 * What one visitor did in one walk, kept on this device: lines of instructions that are ticked, and what the server was
 * not told yet (offline.js). Without this script the instructions are read as they stand.
 */
"use strict";

/**
 * @typedef {[string, string]} Pair
 * @typedef {{walk: string, at: number, ticks: Record<string, string[]>, said: Pair[]}} Notes
 * What one visitor did in one walk. walk: its query. ticks: lines by step. said: what the server was not told yet.
 */

const notebook = (() => {
  const DAY = 24 * 60 * 60 * 1000;
  const DAYS_KEPT = 5;
  const MOST_WALKS = 5;
  /* The code of a link opens it for whoever finds it: nothing on the device shall name it. */
  const UNSTORED = "/r/";
  const LINK = "link";
  const SIGNS = new Set(["tried", "did", "cannot", "worked", "waiting", "since", "ask", "from", "open", "show", LINK]);

  /* Notes: in the browser's storage, in memory where that is shut */

  /** @type {Map<string, Notes[]>} */
  const memory = new Map();

  /** @returns {Notes[]} those that are not too old */
  function readNotes(/** @type {string} */ text) {
    try {
      return JSON.parse(text).filter((/** @type {Notes} */ one) => one.ticks && one.said && one.at > Date.now() - DAYS_KEPT * DAY);
    } catch {
      return []; /* written by somebody else */
    }
  }

  /* Of every path: few come back to one, and nobody else clears it. */
  function dropOldNotes() {
    for (const path of Object.keys(localStorage).filter((key) => key.startsWith("/"))) {
      if (!readNotes(localStorage.getItem(path) ?? "").length) localStorage.removeItem(path);
    }
  }

  /** @returns {Notes[]} */
  function storedNotes() {
    try {
      dropOldNotes();
      const stored = localStorage.getItem(location.pathname);
      if (stored) return readNotes(stored);
    } catch { /* shut */ }
    return memory.get(location.pathname) ?? [];
  }

  function storeNotes(/** @type {Notes[]} */ all) {
    memory.set(location.pathname, all);
    try {
      if (all.length && !location.pathname.startsWith(UNSTORED)) localStorage.setItem(location.pathname, JSON.stringify(all));
      else localStorage.removeItem(location.pathname);
    } catch { /* full or shut: they last as long as this page */ }
  }

  const pairs = (/** @type {string} */ query) => /** @type {Pair[]} */ ([...new URLSearchParams(query)]);
  const has = (/** @type {Pair[]} */ all, /** @type {Pair} */ pair) => all.some((one) => String(one) === String(pair));

  /** The query of this walk, without the code that it goes on from. */
  const walkHere = () => `?${new URLSearchParams(pairs(location.search).filter(([name]) => name !== LINK))}`;

  /* The same walk, further on or not so far: no question has two answers. */
  function agree(/** @type {string} */ one, /** @type {string} */ other) {
    const answers = [one, other].map((query) => pairs(query).filter(([name]) => !SIGNS.has(name)));
    const values = answers.map((said) => (/** @type {string} */ name) => String(said.filter((pair) => pair[0] === name)));
    return answers[0].every(([name]) => [values[0](name), ""].includes(values[1](name)));
  }

  /** @returns {Notes} */
  function findNotes() {
    const found = storedNotes().find((notes) => agree(notes.walk, location.search));
    return found ?? { walk: walkHere(), at: Date.now(), ticks: {}, said: [] };
  }

  function keepNotes(/** @type {Notes} */ notes) {
    const others = storedNotes().filter((one) => !agree(one.walk, location.search));
    Object.assign(notes, { walk: walkHere(), at: Date.now() });
    storeNotes([notes, ...others].slice(0, MOST_WALKS));
  }

  const isSign = (/** @type {string} */ name) => SIGNS.has(name);
  const steps = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#screen [data-step]")]);
  const nameOf = (/** @type {HTMLElement} */ step) => step.dataset.step ?? "";
  /** Whether it says nothing, or no more than which link it goes on from. */
  const isStart = (/** @type {string} */ query) => pairs(query).every(([name]) => name === LINK);
  return { find: findNotes, keep: keepNotes, clear: () => storeNotes([]), pairs, isStart, has, isSign, steps, nameOf };
})();

{
  const { find: findNotes, keep: keepNotes, clear, isStart, steps, nameOf } = notebook;

  function offerTicks(/** @type {HTMLElement} */ step, /** @type {Notes} */ notes) {
    /** @type {Map<string, number>} */
    const seen = new Map();
    for (const line of step.querySelectorAll(".do ol:not([class], li ol) > li")) {
      const text = (line.textContent ?? "").trim().replace(/\s+/g, " ");
      const nth = (seen.get(text) ?? 0) + 1;
      seen.set(text, nth);
      const id = nth > 1 ? `${text} ${nth}` : text;
      if (line.querySelector(":scope > .line-tick")) continue;
      const box = document.createElement("input");
      Object.assign(box, { type: "checkbox", className: "line-tick", autocomplete: "off", checked: notes.ticks[nameOf(step)]?.includes(id) });
      box.setAttribute("aria-label", text);
      box.addEventListener("change", () => {
        const mine = findNotes();
        const others = (mine.ticks[nameOf(step)] ?? []).filter((one) => one !== id);
        mine.ticks[nameOf(step)] = box.checked ? [...others, id] : others;
        keepNotes(mine);
      });
      line.append(box);
    }
  }

  const setUpTicks = () => {
    const notes = findNotes();
    for (const step of steps()) offerTicks(step, notes);
  };
  document.addEventListener("htmx:after:settle", setUpTicks);
  setUpTicks();

  /* Whoever starts again has new lists. */
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element && target.closest("a");
    if (link && link.pathname === location.pathname && isStart(link.search) && !isStart(location.search)) clear();
  });
}
