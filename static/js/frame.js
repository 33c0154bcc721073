// @ts-check
/* A page in a frame of another site: tells embed.js there how high it is, and when it shows something new. */
"use strict";

(() => {
  const page = document.documentElement;

  /** @param {{ height: number } | { moved: true }} what */
  const tell = (what) => parent.postMessage({ fixpath: what }, "*");

  new ResizeObserver(() => tell({ height: Math.ceil(page.getBoundingClientRect().height) })).observe(page);

  /* The frame is as high as its page, so only the page around it can bring its beginning into view. */
  document.addEventListener("htmx:after:settle", () => {
    tell({ moved: true });
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const links = document.querySelectorAll("[data-alone-page]");
    for (const link of links) link.href = location.href.replace("/embed/", "/");
  });
  if (document.referrer.startsWith(`${location.origin}/embed/`)) tell({ moved: true });

  addEventListener("message", ({ source, data }) => {
    if (source !== parent || data?.fixpath !== "focus") return;
    const heading = document.querySelector("h1");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  });
})();
