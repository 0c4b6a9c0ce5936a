// The search, on every page: councils offered under the field while somebody types, and one key
// that leads to the field. Without this script the form leads to the council all the same.
import Combobox from "../vendor/combobox-nav.js";

document.documentElement.classList.add("has-script");

const PAUSE = 120;
const SUGGESTIONS = "/suggestions.json";
// Whatever may become a whole postcode is sent in a body, so that it stands in no address.
const MAY_BE_POSTCODE = /^\W*[a-z]{1,2}\W*\d[a-z\d]?\W*\d?\W*[a-z]{0,2}\W*$/i;

const form = document.querySelector("form.search");
const status = document.getElementById("status");

async function found(typed, signal) {
  const query = new URLSearchParams({ q: typed });
  const answer = MAY_BE_POSTCODE.test(typed)
    ? await fetch(SUGGESTIONS, { method: "POST", body: query, signal })
    : await fetch(`${SUGGESTIONS}?${query}`, { signal });
  return answer.ok ? answer.json() : { words: "", councils: [] };
}

function optionOf([name, slug, note], index) {
  const option = document.createElement("li");
  option.id = `council-option-${index}`;
  option.setAttribute("role", "option");
  option.dataset.slug = slug;
  option.textContent = name;
  const small = document.createElement("small");
  small.textContent = note;
  option.append(small);
  return option;
}

function enhance() {
  const input = form.elements.q;
  const box = document.createElement("div");
  const words = document.createElement("p");
  const list = document.createElement("ul");
  box.className = "suggestions";
  box.hidden = true;
  list.id = "council-options";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Councils");
  box.append(words, list);
  input.parentElement.append(box);
  const combobox = new Combobox(input, list, { tabInsertsSuggestions: false });
  let asked;
  let pause;

  function close() {
    clearTimeout(pause);
    asked?.abort();
    box.hidden = true;
    combobox.stop();
  }

  function show(answer) {
    list.replaceChildren(...answer.councils.map(optionOf));
    list.hidden = !answer.councils.length;
    words.textContent = answer.words;
    status.textContent = answer.words;
    box.hidden = !answer.words;
    // With nothing to choose there is no list that is open, only the sentence.
    combobox.stop();
    if (!list.hidden) combobox.start();
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const answer = await found(input.value.trim(), signal);
      if (!signal.aborted) show(answer);
    } catch {
      // Given up for what was typed since, or no connection: the form still works.
    }
  }

  input.addEventListener("input", () => {
    if (!input.value.trim()) {
      close();
      status.textContent = "";
      return;
    }
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !box.hidden) {
      // The first Escape closes the list; the browser's own clears the field.
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" && box.hidden && input.value.trim()) {
      event.preventDefault();
      ask();
    }
  });
  list.addEventListener("combobox-commit", (event) => {
    const option = event.target.closest("[role=option]");
    input.value = option.firstChild.textContent;
    close();
    const chosen = new CustomEvent("council-chosen", {
      detail: option.dataset.slug,
      cancelable: true,
    });
    // The map page shows the council beside the map; every other page goes to its profile.
    if (document.dispatchEvent(chosen)) window.location.assign(`/council/${option.dataset.slug}`);
  });
  form.addEventListener("submit", close);
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  box.addEventListener("mousedown", (event) => event.preventDefault());
}

// The key: only outside fields, and it can be turned off (WCAG 2.1.4)

const KEY = "/";
const CHOICE = "search-key";
const note = document.getElementById("search-key-note");
const keyInField = form.querySelector("kbd");

function remembered() {
  try {
    return localStorage.getItem(CHOICE);
  } catch {
    return null; // The reader's browser keeps nothing for sites.
  }
}

function remember(choice) {
  try {
    localStorage.setItem(CHOICE, choice);
  } catch {
    // It holds until the page is left.
  }
}

let isOn = remembered() !== "off";

function showKey() {
  const [words, button] = note.children;
  note.hidden = false;
  words.hidden = !isOn;
  button.textContent = isOn ? "Turn this key off" : "Turn on the key / for the search";
  keyInField.hidden = !isOn;
  if (isOn) form.elements.q.setAttribute("aria-keyshortcuts", KEY);
  else form.elements.q.removeAttribute("aria-keyshortcuts");
}

note.querySelector("button").addEventListener("click", () => {
  isOn = !isOn;
  remember(isOn ? "on" : "off");
  showKey();
  status.textContent = `The key / is ${isOn ? "on" : "off"}`;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== KEY || !isOn || event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  form.elements.q.focus();
  form.elements.q.select();
});

enhance();
showKey();
