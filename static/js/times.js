/* Times in the reader's own zone. Without this they stand in the zone of the site, which is named. */
"use strict";
{
  const lang = document.documentElement.lang || "en";
  const formats = new Map();
  /* A format takes milliseconds to make, and a page has many times of the same form. */
  const parts = (time, options) => {
    const key = JSON.stringify(options);
    if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, options));
    return formats.get(key).format(time);
  };
  const day = (time, month) => parts(time, { day: "numeric", month, year: "numeric" });
  const clock = (time, more) => parts(time, { hour: "2-digit", minute: "2-digit", timeZoneName: "short", ...more });
  /* As in config/times.py */
  const forms = {
    "day": (time) => day(time, "long"),
    "short-day": (time) => day(time, "short"),
    "minute": (time) => `${day(time, "long")}, ${clock(time)}`,
    "short-minute": (time) => `${day(time, "short")}, ${clock(time)}`,
    "weekday": (time) => day(time, "short") === day(new Date(), "short") ? clock(time) : `${parts(time, { weekday: "long" })}, ${clock(time)}`,
    "clock": (time) => clock(time),
    "second": (time) => clock(time, { second: "2-digit" }),
  };
  const show = (element) => {
    const text = forms[element.dataset.form](new Date(element.dateTime));
    if (element.textContent !== text) element.textContent = text;
  };
  /* By the clock of the site: this device's may be the very thing that is wrong. */
  const now = async () => {
    const answer = await fetch("/sw.js", { method: "HEAD", cache: "no-store" }).catch(() => null);
    return new Date(answer?.headers.get("Date") ?? Date.now());
  };
  /* What is to be seen once the time in it is past, on a page that stays open. */
  const reveal = async (element) => {
    const due = new Date(element.querySelector("time").dateTime);
    const left = due - (await now());
    setTimeout(() => (element.hidden = false), Math.max(0, left));
  };
  const showAll = () => {
    document.querySelectorAll("time[data-form]").forEach(show);
    document.querySelectorAll("[data-due]").forEach(reveal);
  };
  /* A day that is searched for is one of the reader's days. */
  for (const field of document.querySelectorAll("[data-zone]")) {
    field.value = field.textContent = Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
  showAll();
  document.addEventListener("htmx:after:swap", showAll);
}
