/* Times in the reader's own zone. Without this they stand in the zone of the site, which is named. */
"use strict";
{
  const lang = document.documentElement.lang || "en";
  const parts = (time, options) => new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, options).format(time);
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
  /* What is to be seen once the time in it is past, on a page that stays open. */
  const reveal = (element) => {
    const due = new Date(element.querySelector("time").dateTime);
    setTimeout(() => (element.hidden = false), Math.max(0, due - Date.now()));
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
