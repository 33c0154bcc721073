// @ts-check
/* Passkeys: asks the browser what the page says it is to ask, and sends the answer with the form around it. Where the
   browser knows none, the button stays hidden. */
"use strict";
{
  /** @param {string} text base64url @returns {Uint8Array<ArrayBuffer>} */
  const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

  /** @param {ArrayBuffer} bytes @returns {string} base64url */
  const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  /** @typedef {{ type: "public-key", id: string }} Named */
  /** @param {Named[] | undefined} keys */
  const withBytes = (keys) => (keys ?? []).map((key) => ({ ...key, id: toBytes(key.id) }));

  /** What the page asks, with bytes where the browser wants them; what the browser answers, as text.
   * @type {Record<string, (asked: any) => Promise<Credential | null>>} */
  const ask = {
    create: (asked) => navigator.credentials.create({
      publicKey: {
        ...asked,
        challenge: toBytes(asked.challenge),
        user: { ...asked.user, id: toBytes(asked.user.id) },
        excludeCredentials: withBytes(asked.excludeCredentials),
      },
    }),
    get: (asked) => navigator.credentials.get({
      publicKey: { ...asked, challenge: toBytes(asked.challenge), allowCredentials: withBytes(asked.allowCredentials) },
    }),
  };

  /** @param {PublicKeyCredential} key */
  function asText(key) {
    const said = key.response;
    /** @type {Record<string, string>} */
    const response = { clientDataJSON: toText(said.clientDataJSON) };
    if (said instanceof AuthenticatorAttestationResponse) response.attestationObject = toText(said.attestationObject);
    if (said instanceof AuthenticatorAssertionResponse) {
      response.authenticatorData = toText(said.authenticatorData);
      response.signature = toText(said.signature);
    }
    return JSON.stringify({ id: key.id, rawId: toText(key.rawId), type: key.type, clientExtensionResults: {}, response });
  }

  /** @param {HTMLFormElement} form @param {HTMLElement | null} failed */
  async function answer(form, failed) {
    if (failed) failed.hidden = true;
    try {
      const key = await ask[form.dataset.passkey ?? ""](JSON.parse(form.dataset.options ?? ""));
      if (!(key instanceof PublicKeyCredential)) throw new Error("No passkey.");
      /** @type {HTMLInputElement} */ (form.elements.namedItem("answer")).value = asText(key);
      form.submit();
    } catch {
      if (failed) failed.hidden = false;
    }
  }

  /** @type {NodeListOf<HTMLFormElement>} */
  const forms = document.querySelectorAll("form[data-passkey]");
  for (const form of window.PublicKeyCredential ? forms : []) {
    const button = form.querySelector("button");
    if (button) button.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(form, form.querySelector("[data-failed]"));
    });
  }
}
