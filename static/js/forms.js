/* Previews of texts and menu paths while one writes: only the text itself is sent, and the answer goes beside it. */
"use strict";

(() => {
  const PAUSE = 400;
  const waiting = new WeakMap();

  const ask = async (view, source, signal) => {
    const look = source.closest(".inline-related")?.querySelector("select[name$=-look]")?.value ?? "";
    const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
    const answer = await fetch(view.dataset.preview, {
      method: "POST", headers: { "X-CSRFToken": token }, body: new URLSearchParams({ text: source.value, look }), signal,
    });
    if (!answer.ok || answer.redirected) throw new Error(`preview: ${answer.status}`);
    return answer.text();
  };

  const show = async (source, view) => {
    const shown = view.querySelector(".preview-text");
    waiting.get(source)?.request?.abort();
    const request = new AbortController();
    waiting.set(source, { request });
    try {
      // The server renders and cleans it, as for visitors.
      shown.innerHTML = await ask(view, source, request.signal);
    } catch (error) {
      if (error.name !== "AbortError") shown.textContent = "The preview cannot be shown now. What you write is kept.";
    }
  };

  document.addEventListener("input", ({ target }) => {
    const beside = target.matches("select[name$=-look]") ? target.closest(".inline-related") : target.closest(".beside");
    const source = beside?.querySelector(".beside-source textarea");
    const view = beside?.querySelector("[data-preview]");
    if (!source || !view) return;
    clearTimeout(waiting.get(source)?.timer);
    waiting.set(source, { ...waiting.get(source), timer: setTimeout(() => show(source, view), PAUSE) });
  });
})();

/* Django's search boxes have no names of their own: they take those of their fields. */
(() => {
  const name = (select) => {
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`)?.textContent.trim().replace(/:$/, "");
    const box = select.nextElementSibling;
    if (!label || !box?.matches(".select2-container")) return;
    box.querySelector(".select2-search__field")?.setAttribute("aria-label", `Search: ${label}`);
    const chooser = box.querySelector("[role=combobox]");
    if (chooser?.hasAttribute("aria-labelledby")) {
      const shown = chooser.getAttribute("aria-labelledby");
      chooser.removeAttribute("aria-labelledby");
      chooser.setAttribute("aria-label", label);
      chooser.setAttribute("aria-describedby", shown);
    }
    const rendered = box.querySelector(".select2-selection__rendered[role=textbox]");
    rendered?.removeAttribute("role");
    rendered?.removeAttribute("aria-readonly");
  };
  const all = () => document.querySelectorAll("select.select2-hidden-accessible").forEach(name);
  // The boxes are made when Django's own scripts are ready, and again with every row that is added.
  new MutationObserver(all).observe(document, { childList: true, subtree: true });
})();
