// The two views of the map, by land and as equal tiles, swapped in place.
import { state, version } from "./address.js";
import { areas, map, settle, stage } from "./areas.js";

const frame = document.getElementById("map-frame");
const words = document.getElementById("view-words");
const views = [...document.querySelectorAll(".views a")];
const layouts = new Map();

function load(view) {
  if (!layouts.has(view)) {
    const url = `/map/${state.tier}/${state.year}/${view}.json?v=${version}`;
    const loaded = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${response.status}`);
      return response.json();
    });
    layouts.set(view, loaded);
  }
  return layouts.get(view);
}

export function shownView() {
  return stage.classList.contains("is-tiles") ? "tiles" : "map";
}

// Lays the councils out anew; the page has to be loaded whole if that fails.
export async function layOut(view) {
  const { viewBox, areas: drawn, regions, words: said } = await load(view);
  if (drawn.length !== areas.length) throw new Error("another page");
  if (view !== state.view) return;
  areas.forEach((area, index) => {
    const [d, next] = drawn[index];
    area.firstElementChild.setAttribute("d", d);
    area.dataset.next = next;
  });
  map.setAttribute("viewBox", viewBox);
  frame.dataset.regions = regions;
  words.textContent = said;
  stage.classList.remove("is-map", "is-tiles");
  stage.classList.add(`is-${view}`);
  showView();
  settle();
}

export function showView() {
  for (const link of views) {
    if (link.dataset.view === state.view) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

export function onView(tell) {
  for (const link of views) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (link.dataset.view !== state.view) tell(link.dataset.view, link.textContent);
    });
  }
}
