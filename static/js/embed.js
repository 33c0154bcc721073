// @ts-check
/* <fixpath-guide guide="lamp" answers="see=dark">: a guide in your page. Until it has come, your link in it stays. */
"use strict";

(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const site = new URL(script.src).origin;

  class FixpathGuide extends HTMLElement {
    connectedCallback() {
      if (this.frame) return;
      const walk = `${this.getAttribute("guide")}/check/?${new URLSearchParams(this.getAttribute("answers") || "")}`;
      if (!this.childElementCount) {
        const link = document.createElement("a");
        link.href = `${site}/${walk}`;
        link.textContent = this.textContent?.trim() || link.href;
        this.replaceChildren(link);
      }
      const frame = this.frame = document.createElement("iframe");
      frame.title = this.title || this.textContent?.trim() || "";
      frame.src = `${site}/embed/${walk}`;
      frame.tabIndex = -1;
      frame.style.cssText = "display:block;width:100%;height:0;border:0";
      addEventListener("message", this);
      this.append(frame);
    }

    disconnectedCallback() {
      removeEventListener("message", this);
      this.frame?.remove();
      this.frame = undefined;
    }

    /** @param {MessageEvent} event */
    handleEvent({ source, origin, data }) {
      const frame = this.frame, news = data?.fixpath;
      if (!frame || source !== frame.contentWindow || origin !== site || !news) return;
      if (news.height) {
        if (frame.tabIndex) {
          frame.tabIndex = 0;
          for (const child of [...this.childNodes]) if (child !== frame) child.remove();
        }
        frame.style.height = `${news.height}px`;
      }
      if (news.moved && this.getBoundingClientRect().top < 0) this.scrollIntoView();
    }

    focus() {
      this.frame?.focus();
      this.frame?.contentWindow?.postMessage({ fixpath: "focus" }, site);
    }
  }

  customElements.define("fixpath-guide", FixpathGuide);
})();
