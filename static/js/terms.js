// @ts-check
/* Words that countries write differently, as the menus of the reader's own device have them. Without this, or where no
   country is known, the words of all of them stand: content/wording/texts.py. */
"use strict";
{
  const country = /^[a-z]+(?:-[a-z]{4})?-([a-z]{2})\b/i.exec(navigator.language)?.[1].toLowerCase() ?? "";
  const showAll = () => {
    /** @type {NodeListOf<HTMLElement>} */
    const terms = document.querySelectorAll(`[data-term][data-${country}]`);
    terms.forEach((term) => { term.textContent = term.dataset[country] ?? ""; });
  };
  if (country) {
    showAll();
    /* As ticks.js does, and before it: ticks are kept under the words of their lines. */
    document.addEventListener("htmx:after:settle", showAll);
  }
}
