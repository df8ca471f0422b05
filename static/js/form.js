/* Small help for forms; every form also works without it.
   - a form sent once is not sent again by a double tap, and says that it is being saved
   - leaving a page with words that were typed and not saved asks first
   - a long answer says how much room is left, a date says its weekday
   The words come from data attributes of this script's tag, so that they can be translated. */
(() => {
  "use strict";
  const words = document.currentScript ? document.currentScript.dataset : {};
  const language = document.documentElement.lang || "en-GB";
  let leaving = false;

  const live = document.querySelector(".live");
  const say = (text) => { if (live) live.textContent = text; };

  const buttonsOf = (form) => [...form.elements].filter((part) => part.type === "submit");

  const release = (form) => {
    delete form.dataset.sending;
    buttonsOf(form).forEach((button) => button.removeAttribute("aria-disabled"));
    say("");
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sending) { event.preventDefault(); return; }
    form.dataset.sending = "yes";
    leaving = true;
    buttonsOf(form).forEach((button) => button.setAttribute("aria-disabled", "true"));
    say(form.dataset.saving || words.saving || "");
    // A reply that is a download, or no reply at all, leaves the page standing: let go again.
    setTimeout(() => { leaving = false; release(form); }, 15000);
  });

  const releaseAll = () => { leaving = false; document.querySelectorAll("form[data-sending]").forEach(release); };
  addEventListener("pageshow", releaseAll);
  document.addEventListener("htmx:afterRequest", releaseAll);

  const isTyped = (part) =>
    (part.tagName === "TEXTAREA" || /^(text|email|tel|search|url|number)$/.test(part.type)) &&
    part.value !== part.defaultValue;

  addEventListener("beforeunload", (event) => {
    if (leaving) return;
    const unsaved = [...document.forms].some((form) =>
      form.method === "post" && !form.dataset.plain && [...form.elements].some(isTyped));
    if (unsaved) event.preventDefault();
  });

  const noteAfter = (part, kind) => {
    const note = document.createElement("span");
    note.className = kind;
    part.after(note);
    return note;
  };

  const countLeft = (area) => {
    const most = area.maxLength;
    const note = noteAfter(area, "count-left");
    const show = () => {
      const left = most - area.value.length;
      note.textContent = left < most / 4 ? (words.left || "").replace("%s", left) : "";
    };
    area.addEventListener("input", show);
    show();
  };

  const nameDay = (input) => {
    const note = noteAfter(input, "day-words");
    const show = () => {
      const day = input.valueAsDate;
      note.textContent = day ? day.toLocaleDateString(language,
        { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).replace(",", "") : "";
    };
    input.addEventListener("change", show);
    show();
  };

  document.querySelectorAll("textarea[maxlength]").forEach(countLeft);
  document.querySelectorAll("input[type=date]").forEach(nameDay);

  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();

  // An open menu closes on Escape and on a tap elsewhere.
  const closeMenus = (except) => document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details.menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });
})();
