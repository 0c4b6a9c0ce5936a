// The legend: what each class means, how many councils it has, and the map with one class alone.
import { address, onAddress, state } from "./address.js";
import { areas } from "./areas.js";

const legend = document.getElementById("legend");
const frame = document.getElementById("map-frame");
const list = legend.querySelector("ul");
const all = legend.querySelector(".legend-all").parentElement;

function keyOf(css) {
  return css.split(" ").includes("few") ? "few" : css;
}

function numberOf(key) {
  return areas.filter((area) => keyOf(area.getAttribute("class")) === key).length;
}

function span(css, ...content) {
  const element = document.createElement("span");
  element.className = css;
  element.append(...content);
  return element;
}

function councils(number) {
  return number === 1 ? " council" : " councils";
}

function button(css, words) {
  const key = keyOf(css);
  const number = numberOf(key);
  const entry = document.createElement("button");
  entry.type = "button";
  entry.className = "legend-entry";
  entry.dataset.key = key;
  entry.append(
    span(`swatch ${css}`),
    span("legend-words", words),
    span("legend-count", String(number), span("unseen", councils(number))),
  );
  const line = document.createElement("li");
  line.append(entry);
  return line;
}

function showPressed() {
  for (const entry of list.querySelectorAll("button")) {
    entry.setAttribute("aria-pressed", String(entry.dataset.key === state.only));
  }
  all.hidden = !state.only;
  all.firstElementChild.href = address("/", { ...state, only: "" });
  frame.dataset.only = state.only;
}

// Writes the classes of another measure or year; their numbers are those of the coloured areas.
export function writeLegend(entries, label, year) {
  legend.querySelector("strong").textContent = label;
  legend.querySelector(".legend-year").textContent = year;
  list.replaceChildren(...entries.map(([css, words]) => button(css, words)));
  if (!entries.some(([css]) => keyOf(css) === state.only)) state.only = "";
  showPressed();
}

// `tell` is called with the class that is to be alone, "" for all of them, and what to announce.
export function onOnly(tell) {
  list.addEventListener("click", ({ target }) => {
    const entry = target.closest("button");
    if (!entry) return;
    const key = entry.dataset.key === state.only ? "" : entry.dataset.key;
    const words = entry.querySelector(".legend-words").textContent;
    const number = numberOf(key);
    tell(key, key ? `Only “${words}” on the map: ${number}${councils(number)}` : ALL);
  });
  all.addEventListener("click", (event) => {
    event.preventDefault();
    const pressed = list.querySelector(`[data-key="${state.only}"]`);
    tell("", ALL);
    pressed?.focus();
  });
}

const ALL = "All classes on the map";

onAddress(showPressed);
list.replaceChildren(
  ...[...list.querySelectorAll("a")].map((link) =>
    button(
      link.querySelector(".swatch").className.replace("swatch ", ""),
      link.querySelector(".legend-words").textContent,
    ),
  ),
);
showPressed();
