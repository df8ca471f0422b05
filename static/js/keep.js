/* Keeps what is being written until it is saved: a lost sign-in, a dead page or a wrong tap
   loses nothing. It lives in this tab only (sessionStorage) and is let go of when the sheet
   was saved or somebody signs out.
   A text comes back only to the very form it was written in, at the same address, for the
   same person: all three are kept beside it and compared, so it can never appear elsewhere. */
(() => {
  "use strict";
  const PREFIX = "kept:";
  const person = document.currentScript.dataset.person;
  let store;
  try { store = sessionStorage; store.getItem(PREFIX); } catch { return; }

  const keys = () => Object.keys(store).filter((key) => key.startsWith(PREFIX));
  const read = (key) => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };
  const letGoOf = (unwanted) => keys().forEach((key) => {
    if (unwanted(read(key))) store.removeItem(key);
  });

  letGoOf((kept) => !kept || kept.person !== person);
  const saved = document.querySelector("[data-saved]");
  if (saved) letGoOf((kept) => kept.fields.submission_id === saved.dataset.saved);
  document.addEventListener("submit", (event) => {
    if ("signsOut" in event.target.dataset) letGoOf(() => true);
  });

  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const about = form.dataset.keep;
  const path = location.pathname;
  const key = `${PREFIX}${about}@${path}`;
  const parts = () => [...form.elements].filter((part) =>
    part.name && part.name !== "csrfmiddlewaretoken" && !/^(submit|button|file)$/.test(part.type));

  const answers = () => {
    const fields = {};
    parts().forEach((part) => {
      if (part.type === "checkbox") fields[part.name] = part.checked;
      else if (part.type !== "radio") fields[part.name] = part.value;
      else if (part.checked) fields[part.name] = part.value;
    });
    return fields;
  };

  const keep = () => {
    try {
      store.setItem(key, JSON.stringify({ person, about, path, fields: answers() }));
    } catch { /* The phone is full: the page itself still holds the words. */ }
  };

  // A chip that is not offered any more (yesterday's "today") comes back as "other".
  const chooseOther = (name, value) => {
    const other = form.querySelector(`input[type=radio][name="${name}"][value=other]`);
    const box = form.elements[`${name}_other`];
    if (!other || !box) return;
    other.checked = true;
    box.value = value.replace(/^at:/, "");
  };

  const putBack = (fields) => {
    const radios = new Set();
    parts().forEach((part) => {
      if (!(part.name in fields)) return;
      if (part.type === "radio") {
        part.checked = part.value === fields[part.name];
        radios.add(part.name);
      } else if (part.type === "checkbox") part.checked = fields[part.name];
      else part.value = fields[part.name];
    });
    radios.forEach((name) => {
      if (!parts().some((part) => part.name === name && part.checked)) chooseOther(name, fields[name]);
    });
    parts().forEach((part) => part.dispatchEvent(new Event(part.type === "date" ? "change" : "input")));
  };

  const kept = read(key);
  const isMine = kept && kept.person === person && kept.about === about && kept.path === path;
  if ("fresh" in form.dataset) {
    if (isMine) {
      const before = answers();
      putBack(kept.fields);
      const note = document.querySelector("[data-kept-note]");
      if (note) {
        note.hidden = false;
        note.querySelector("button").addEventListener("click", () => {
          store.removeItem(key);
          putBack({ ...kept.fields, ...before });
          note.hidden = true;
          form.querySelector("input:not([type=hidden]), textarea").focus();
        });
      }
    }
  } else keep();
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
})();
