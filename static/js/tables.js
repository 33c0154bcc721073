"use strict";
/* On a phone each row is a card (tables.css), so each cell is told what it stands under. */
for (const table of document.querySelectorAll("table.cells:not(.marks)")) {
  const columns = [...table.tHead.rows[0].cells].map((head) => (head.querySelector("span") ?? head).textContent.trim());
  for (const row of table.tBodies[0].rows) {
    [...row.cells].forEach((cell, at) => { if (at) cell.dataset.column = columns[at]; });
  }
  document.documentElement.classList.add("carded");
}

/* Tables of words: rows that follow another one show what it says. */
{
  const form = document.querySelector("form[data-warns]");
  const row = (name) => form.querySelector(`tr[data-name="${CSS.escape(name)}"]`);
  const own = (tr) => tr?.querySelector("input[type=checkbox]");
  const cells = (tr) => [...tr.querySelectorAll("td select")];
  const above = (tr) => {
    const place = tr.dataset.place && row(tr.dataset.place);
    return place && own(place).checked ? place : row("*");
  };

  /* Whatever follows a row says what it says. */
  const follow = (tr) => {
    const from = above(tr);
    if (!from || from === tr || own(tr)?.checked !== false) return;
    const words = cells(from);
    cells(tr).forEach((select, at) => { select.value = words[at].value; });
    tr.querySelector(".follows span").textContent = from.dataset.title;
  };
  const followAll = () => {
    for (const depth of [1, 2]) form.querySelectorAll(`tr.depth-${depth}`).forEach(follow);
  };

  /* The card of a question knows what its cause inherits. */
  const inherit = (card) => {
    const words = JSON.parse(card.dataset.inherited);
    card.querySelectorAll("select").forEach((select, at) => { select.value = words[at]; });
  };

  const selects = () => [...form.querySelectorAll("td select, li select")];
  const isChanged = (select) => !select.selectedOptions[0].defaultSelected;

  /* What is not saved yet is outlined; a cell that came back from the server so stays as it is. */
  const outline = () => {
    for (const select of selects()) {
      const cell = select.parentElement;
      if (!cell.querySelector(".stored")) cell.classList.toggle("changed", isChanged(select));
    }
  };

  if (form) {
    document.documentElement.classList.add("scripted");
    /* Before htmx hears of it, so that it sends what is to be seen. */
    form.addEventListener("change", ({ target }) => {
      form.elements.cell.value = target.name;
      const line = target.closest("tr, fieldset");
      const box = line && own(line);
      if (box && target !== box) box.checked = true;
      if (line?.dataset.name) followAll();
      else if (line?.dataset.inherited && !box.checked) inherit(line);
      outline();
    }, true);
    /* What was chosen or given up before this file had come counts as well. */
    const given = [...form.querySelectorAll("tr[data-name] input[type=checkbox]")].filter((box) => box.checked !== box.defaultChecked);
    for (const field of [...selects().filter(isChanged), ...given]) field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
