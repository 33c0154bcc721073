/* A list of selects grows by an empty one whenever its last one is used. */
"use strict";

document.addEventListener("change", ({ target: select }) => {
  const list = select.closest("[data-grows]");
  const last = list && [...list.querySelectorAll(":scope > select")].at(-1);
  if (!last || last !== select || !select.value) return;
  const next = last.cloneNode(true);
  next.selectedIndex = 0;
  next.setAttribute("aria-label", last.getAttribute("aria-label").replace(/\d+/, (number) => Number(number) + 1));
  last.after(next);
});
