// The search by name, on every page: a list of councils under the field as you type.
// Without this script the form leads to the council all the same.
import Combobox from "../vendor/combobox-nav.js";

document.documentElement.classList.add("has-script");

const MOST_SHOWN = 8;

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
    if (!found.length) {
      close();
      return;
    }
    if (list.hidden) {
      list.hidden = false;
      combobox.start();
    }
    combobox.clearSelection();
    status.textContent = `${found.length} ${found.length === 1 ? "council" : "councils"} found`;
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
  input.addEventListener("keydown", (event) => event.key === "Escape" && close());
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
}

document.querySelectorAll("form.search").forEach(enhance);
