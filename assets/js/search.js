// The search by name, on every page: a list of councils under the field as you type.
// Without this script the form leads to the council all the same.
import Combobox from "../vendor/combobox-nav.js";

document.documentElement.classList.add("has-script");

const MOST_SHOWN = 8;
const NO_MATCH = "No council of that name. Find looks for near names.";

function noMatch() {
  const words = document.createElement("li");
  words.id = "council-option-none";
  words.setAttribute("role", "option");
  words.setAttribute("aria-disabled", "true");
  words.textContent = NO_MATCH;
  return words;
}

function plain(text) {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/&/g, "and")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

function matches(councils, written) {
  const words = plain(written).split(" ").filter(Boolean);
  if (!words.length) return [];
  return councils
    .filter((council) => words.every((word) => council.words.some((w) => w.startsWith(word))))
    .sort((a, b) => Number(b.starts(words[0])) - Number(a.starts(words[0])))
    .slice(0, MOST_SHOWN);
}

async function loadCouncils() {
  const answer = await fetch("/names.json");
  const rows = await answer.json();
  return rows.map(([name, slug, note]) => {
    const begins = plain(name).replace(/^(london|royal) borough of |^city of /, "");
    return {
      name,
      slug,
      note,
      words: plain(`${name} ${note}`).split(" "),
      starts: (word) => begins.startsWith(word),
    };
  });
}

function enhance(form) {
  const input = form.querySelector("input[name=q]");
  const field = input.parentElement;
  const list = document.createElement("ul");
  list.className = "options";
  list.id = "council-options";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Councils");
  list.hidden = true;
  field.append(list);
  const combobox = new Combobox(input, list, { tabInsertsSuggestions: false });
  const status = document.getElementById("status");
  let councils;

  function close() {
    if (list.hidden) return;
    list.hidden = true;
    combobox.stop();
  }

  async function show() {
    councils ??= loadCouncils();
    const found = matches(await councils, input.value);
    list.replaceChildren(
      ...found.map((council, index) => {
        const option = document.createElement("li");
        option.id = `council-option-${index}`;
        option.setAttribute("role", "option");
        option.dataset.slug = council.slug;
        option.textContent = council.name;
        if (council.note) {
          const note = document.createElement("small");
          note.textContent = council.note;
          option.append(note);
        }
        return option;
      }),
    );
    if (!input.value.trim()) {
      close();
      return;
    }
    if (!found.length) list.append(noMatch());
    if (list.hidden) {
      list.hidden = false;
      combobox.start();
    }
    combobox.clearSelection();
    const noun = found.length === 1 ? "council" : "councils";
    status.textContent = found.length ? `${found.length} ${noun} found` : NO_MATCH;
  }

  list.addEventListener("combobox-commit", (event) => {
    const { slug } = event.target.dataset;
    input.value = event.target.firstChild.textContent;
    close();
    const chosen = new CustomEvent("council-chosen", { detail: slug, cancelable: true });
    // The map page shows the council beside the map; every other page goes to its profile.
    if (document.dispatchEvent(chosen)) window.location.assign(`/council/${slug}`);
  });
  input.addEventListener("input", show);
  input.addEventListener("focus", () => (councils ??= loadCouncils()), { once: true });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    // The first Escape closes the list; the browser's own clears the field.
    event.preventDefault();
    close();
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
}

document.querySelectorAll("form.search").forEach(enhance);
