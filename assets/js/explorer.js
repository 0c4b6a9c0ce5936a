// The map page: what each choice does. The address holds the whole state; this script only moves
// from one state to the next without loading the page anew, and does what a page without script
// can't: arrow keys, zoom, cards.
import { loadWhole, readAddress, state, writeAddress } from "./address.js";
import { showAnswer } from "./answer.js";
import { areas, live, map, onMap, outlineChosen, setTabStop, slugOf, stage } from "./areas.js";
import { hideCard } from "./card.js";
import { recolour } from "./colours.js";
import { labelArea, placeLabel } from "./label.js";
import { layOut, onView, showView, shownView } from "./layout.js";
import { onOnly } from "./legend.js";
import "./takeaway.js";
import { onSort, sortTable } from "./table.js";
import { onZoom, onceClicked, showAround, showFrame, zoomBy } from "./zoom.js";

const controls = document.getElementById("controls");
const frame = document.getElementById("map-frame");
const status = document.getElementById("status");
const zoomButtons = document.querySelector(".zoom");
const toCouncil = zoomButtons.querySelector('[data-zoom="council"]');

// The chosen council

function chosenArea() {
  return state.council ? areas.find((area) => slugOf(area) === state.council) : undefined;
}

function markChosen() {
  const chosen = chosenArea();
  for (const area of stage.querySelectorAll("[aria-current]")) area.removeAttribute("aria-current");
  outlineChosen(chosen);
  labelArea(chosen);
  toCouncil.hidden = !chosen;
  if (!chosen) return;
  live(chosen).setAttribute("aria-current", "true");
  setTabStop(chosen);
  const name = `Zoom to ${chosen.dataset.name}`;
  toCouncil.setAttribute("aria-label", name);
  toCouncil.title = name;
}

function choose(slug) {
  state.council = slug;
  if (!chosenArea()) {
    // Not on this map: without a tier the page takes the council's own.
    const query = new URLSearchParams({ measure: state.measure, year: state.year, council: slug });
    window.location.assign(`/?${query}`);
    return;
  }
  writeAddress({ isNewPage: true });
  markChosen();
  showAnswer({ moveFocus: true });
}

stage.addEventListener("click", (event) => {
  const area = event.target.closest("a[data-code]");
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (area) event.preventDefault();
  onceClicked(event, () => {
    if (area) choose(slugOf(area));
  });
});

document.addEventListener("council-chosen", (event) => {
  event.preventDefault();
  choose(event.detail);
});

// Measure, year, shading, councils, region

controls.addEventListener("change", ({ target }) => {
  const { name, value } = target;
  state[name] = value;
  if (name === "region") {
    showRegion();
    return;
  }
  if (name === "tier") state.frame = "";
  // A class of another measure is another class.
  if (name === "measure" || name === "shade") state.only = "";
  if (name === "tier") {
    loadWhole();
    return;
  }
  writeAddress({ isNewPage: true });
  recolour();
  if (name === "year" || !state.council) showAnswer();
  else status.textContent = `${target.selectedOptions[0].text} on the map`;
});

function keepInControls() {
  for (const name of ["measure", "year", "tier", "shade", "region"]) {
    controls.elements[name].value = state[name];
  }
}

// Legend and views

onOnly((only, words) => {
  state.only = only;
  writeAddress({ isNewPage: true });
  status.textContent = words;
});

async function showLayout() {
  try {
    await layOut(state.view);
  } catch {
    loadWhole();
    return;
  }
  markChosen();
  showPart();
}

onView((view, words) => {
  state.view = view;
  state.frame = "";
  showView();
  writeAddress({ isNewPage: true });
  hideCard();
  showLayout();
  status.textContent = `View: ${words}`;
});

// Zoom

function regionFrame() {
  return JSON.parse(frame.dataset.regions)[state.region] ?? "";
}

function showPart() {
  showFrame(state.frame || regionFrame(), { isOfAddress: true });
}

function showRegion() {
  state.frame = "";
  writeAddress({ isNewPage: true });
  showPart();
  status.textContent = `The map shows ${controls.elements.region.selectedOptions[0].text}`;
}

let writing = 0;

onZoom((seen, isByReader) => {
  placeLabel();
  hideCard();
  clearTimeout(writing);
  if (!isByReader) return;
  writing = setTimeout(() => {
    state.frame = seen;
    state.region = "";
    keepInControls();
    writeAddress({ isNewPage: false });
  }, 250);
});

const ZOOM = {
  zoomIn: () => said(zoomBy(1)),
  zoomOut: () => said(zoomBy(-1)),
  council() {
    showAround(chosenArea());
    return `The map shows ${chosenArea().dataset.name} and its neighbours`;
  },
  reset() {
    showFrame("");
    return "The map shows all of England";
  },
};
const KEYS = { "+": "zoomIn", "=": "zoomIn", "-": "zoomOut", "−": "zoomOut", 0: "reset" };

function said(scale) {
  return scale === 1 ? "The map shows all of England" : `Zoomed ${scale.toFixed(1)} times`;
}

zoomButtons.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button) status.textContent = ZOOM[button.dataset.zoom]();
});
stage.addEventListener("keydown", (event) => {
  if (!(event.key in KEYS) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  status.textContent = ZOOM[KEYS[event.key]]();
});

// Back and forward

window.addEventListener("popstate", () => {
  const changed = readAddress();
  if (changed.has("tier")) {
    window.location.reload();
    return;
  }
  // A link within the page, such as the one that skips to the content, asks for nothing new.
  if (!changed.size) return;
  sortTable(state.sort);
  keepInControls();
  showView();
  markChosen();
  recolour();
  showAnswer();
  if (state.view !== shownView()) showLayout();
  else if (changed.has("region") || changed.has("frame")) showPart();
});

// The table

onSort((sort) => {
  state.sort = sort;
  writeAddress({ isNewPage: false });
});

zoomButtons.hidden = false;
document.getElementById("zoom-words").hidden = false;
markChosen();
// Panzoom goes to its own start first.
if (state.frame || state.region) setTimeout(showPart);
