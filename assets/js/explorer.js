// The map page. The address holds the whole state: this script only moves from one to the next
// without loading the page anew, and does what a page without script can't: arrow keys, zoom.
import { onSort, sortTable } from "./table.js";
import { makeZoomable } from "./zoom.js";

const explorer = document.getElementById("explorer");
const controls = document.getElementById("controls");
const answer = document.getElementById("answer");
const status = document.getElementById("status");
const map = document.getElementById("map");
const stage = document.getElementById("map-stage");
const areas = [...stage.querySelectorAll("a[data-code]")];
const ground = document.getElementById("map-ground");
const main = areas.filter((area) => map.contains(area));
const state = {
  measure: explorer.dataset.measure,
  year: explorer.dataset.year,
  tier: explorer.dataset.tier,
  council: explorer.dataset.council,
  sort: explorer.dataset.sort,
  shade: explorer.dataset.shade,
};

// The address

function address(of = state) {
  const query = new URLSearchParams({ measure: of.measure, year: of.year, tier: of.tier });
  if (of.council) query.set("council", of.council);
  if (of.shade !== "figure") query.set("shade", of.shade);
  if (of.sort !== "council") query.set("sort", of.sort);
  return `/?${query}`;
}

function slugOf(area) {
  return new URL(area.href.baseVal, window.location).pathname.split("/").pop();
}

// Colour: one file a measure holds every year, so that choosing a year asks for nothing.

const measures = new Map();

function measureData(measure, shade) {
  const key = `${measure} ${shade}`;
  if (!measures.has(key)) {
    const shading = shade === "figure" ? "" : `&shade=${shade}`;
    const url = `/map/${state.tier}/${measure}.json?v=${explorer.dataset.version}${shading}`;
    measures.set(key, fetch(url).then(asJson));
  }
  return measures.get(key);
}

async function asJson(response) {
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

// Whatever can't be done in place is done by loading the page of the state.
function loadWhole() {
  window.location.assign(address());
}

async function shownData() {
  const { measure, year, shade } = state;
  const data = await measureData(measure, shade);
  const shown = data.years[year];
  // New data, or areas of another time: both need another page.
  const isOfThisPage =
    data.version === explorer.dataset.version && shown?.areas === map.dataset.areas;
  if (!isOfThisPage) throw new Error("another page");
  const isAsked = () =>
    measure === state.measure && year === state.year && shade === state.shade;
  const rows = new Map(data.codes.map((code, index) => [code, shown.rows[index]]));
  return { data, shown, rows, isAsked };
}

// The colours first; what is written in words follows once they are on screen.
async function recolour() {
  let view;
  map.setAttribute("aria-busy", "true");
  try {
    view = await shownData();
  } catch {
    loadWhole();
    return;
  }
  if (!view.isAsked()) return;
  for (const area of areas) {
    const css = view.rows.get(area.dataset.code)?.[0] ?? "unknown";
    if (area.getAttribute("class") !== css) area.setAttribute("class", css);
  }
  showLegend(view.data.legend, state.year);
  document.getElementById("shading-note").textContent = view.data.note;
  await afterPaint();
  if (!view.isAsked()) return;
  writeWords(view);
  map.removeAttribute("aria-busy");
}

// A frame is on screen when the next but one is about to be drawn.
function afterPaint() {
  const frame = () => new Promise(requestAnimationFrame);
  return frame().then(frame).then(() => new Promise((resolve) => setTimeout(resolve)));
}

function writeWords({ data, shown, rows }) {
  const { year } = state;
  for (const area of areas) {
    const [, value, counts] = rows.get(area.dataset.code) ?? ["", data.absent, ""];
    const label = `${area.dataset.name}: ${value}${counts ? `, ${counts}` : ""}`;
    area.setAttribute("aria-label", label);
    area.setAttribute("href", `/council/${slugOf(area)}?year=${year}`);
  }
  map.setAttribute("aria-label", shown.label);
  document.getElementById("map-notes").innerHTML = shown.notes;
  fillTable(data, rows, year);
}

function fillTable(data, rows, year) {
  document.querySelector(".table-measure").textContent = data.label;
  document.getElementById("meaning").textContent = data.meaning;
  document.getElementById("table-caption").textContent =
    `${data.label}, ${yearLabel(year)}. ${data.tier}.`;
  for (const line of document.querySelectorAll("#council-table tbody tr")) {
    const row = rows.get(line.dataset.code);
    line.hidden = !row;
    if (!row) continue;
    const [, value, counts, interval, similar, number] = row;
    [value, counts, interval, similar].forEach((text, index) => {
      line.cells[index + 2].textContent = text;
    });
    line.cells[2].className = number === null ? "number absent" : "number";
    line.dataset.value = number ?? "";
    const link = line.cells[0].firstElementChild;
    link.href = `${new URL(link.href).pathname}?year=${year}`;
  }
  sortTable(state.sort);
}

function yearLabel(year) {
  return controls.elements.year.querySelector(`[value="${year}"]`).textContent;
}

function showLegend(entries, year) {
  const legend = document.getElementById("legend");
  legend.querySelector("strong").textContent = controls.elements.measure.selectedOptions[0].text;
  legend.querySelector(".legend-year").textContent = yearLabel(year);
  legend.querySelector("ul").replaceChildren(
    ...entries.map(([css, words]) => {
      const swatch = document.createElement("span");
      swatch.className = `swatch ${css}`;
      const text = document.createElement("span");
      text.textContent = words;
      const entry = document.createElement("li");
      entry.append(swatch, text);
      return entry;
    }),
  );
}

// The chosen council

const outline = document.createElementNS("http://www.w3.org/2000/svg", "path");
outline.setAttribute("class", "chosen-outline");

function markChosen() {
  const chosen = state.council && areas.find((area) => slugOf(area) === state.council);
  const style = document.getElementById("chosen-style");
  style.textContent = chosen ? style.dataset.rule.replace("CODE", chosen.dataset.code) : "";
  outline.remove();
  if (!main.includes(chosen)) return;
  setTabStop(chosen);
  // Drawn again on top, since the areas that follow cover half of an area's own outline.
  outline.setAttribute("d", chosen.firstElementChild.getAttribute("d"));
  ground.append(outline);
}

async function answerHtml() {
  const { council, year } = state;
  if (!council) {
    // The averages of every year have come with the colours, which go first.
    const { shown } = await shownData();
    await afterPaint();
    return shown.overview;
  }
  const response = await fetch(`/council/${council}/summary?year=${year}`);
  if (!response.ok) throw new Error(`${response.status}`);
  return response.text();
}

async function showAnswer({ moveFocus = false } = {}) {
  const { council, year, measure } = state;
  answer.setAttribute("aria-busy", "true");
  try {
    const html = await answerHtml();
    if (council !== state.council || year !== state.year || measure !== state.measure) return;
    answer.innerHTML = html;
    const { title, announce, version } = answer.firstElementChild.dataset;
    if (version !== explorer.dataset.version) {
      loadWhole();
      return;
    }
    document.title = title;
    status.textContent = announce;
    if (moveFocus) document.getElementById("answer-heading")?.focus({ preventScroll: true });
    if (moveFocus && answer.getBoundingClientRect().top > window.innerHeight * 0.6) {
      answer.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "start" });
    }
  } catch {
    // The profile page says what is wrong better than a half-filled panel would.
    window.location.assign(council ? `/council/${council}?year=${year}` : address());
  } finally {
    answer.removeAttribute("aria-busy");
  }
}

const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

function choose(slug) {
  state.council = slug;
  if (!areas.some((area) => slugOf(area) === slug)) {
    // Not on this map: without a tier the page takes the council's own.
    const query = new URLSearchParams({ measure: state.measure, year: state.year, council: slug });
    window.location.assign(`/?${query}`);
    return;
  }
  history.pushState({ ...state }, "", address());
  markChosen();
  keepInControls();
  showAnswer({ moveFocus: true });
}

function keepInControls() {
  for (const name of ["measure", "year", "tier", "shade"]) controls.elements[name].value = state[name];
}

// Choosing: click, tap, Enter, search

stage.addEventListener("click", (event) => {
  const area = event.target.closest("a[data-code]");
  if (!area || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (!dragged) choose(slugOf(area));
});

document.addEventListener("council-chosen", (event) => {
  event.preventDefault();
  choose(event.detail);
});

controls.addEventListener("change", (event) => {
  const { name, value } = event.target;
  state[name] = value;
  if (name === "tier") {
    window.location.assign(address());
    return;
  }
  history.pushState({ ...state }, "", address());
  recolour();
  if (name === "year" || !state.council) showAnswer();
  else status.textContent = `${event.target.selectedOptions[0].text} on the map`;
});

window.addEventListener("popstate", () => {
  const asked = new URLSearchParams(window.location.search);
  if ((asked.get("tier") ?? state.tier) !== state.tier) {
    window.location.reload();
    return;
  }
  const next = {
    measure: asked.get("measure") ?? explorer.dataset.measure,
    year: asked.get("year") ?? explorer.dataset.year,
    council: asked.get("council") ?? "",
    sort: asked.get("sort") ?? "council",
    shade: asked.get("shade") ?? "figure",
  };
  // A link within the page, such as the one that skips to the content, asks for nothing new.
  if (Object.entries(next).every(([name, value]) => state[name] === value)) return;
  Object.assign(state, next);
  sortTable(state.sort);
  keepInControls();
  markChosen();
  recolour();
  showAnswer();
});

// Arrow keys: one stop for the Tab key, then from council to council by direction

function setTabStop(area) {
  main.forEach((other) => other.setAttribute("tabindex", "-1"));
  area.setAttribute("tabindex", "0");
}

const DIRECTIONS = { ArrowLeft: 0, ArrowRight: 1, ArrowUp: 2, ArrowDown: 3 };

map.addEventListener("keydown", (event) => {
  const area = event.target.closest("a[data-code]");
  if (!area || !(event.key in DIRECTIONS)) return;
  event.preventDefault();
  const next = main[Number(area.dataset.next.split(" ")[DIRECTIONS[event.key]])];
  if (!next) return;
  setTabStop(next);
  next.focus();
});

// The name and figure of the council under the pointer or in focus

const tip = document.getElementById("map-tip");

function showTip(area, x, y) {
  tip.textContent = area.getAttribute("aria-label");
  tip.hidden = false;
  const box = stage.getBoundingClientRect();
  const left = Math.min(Math.max(x - box.left + 14, 0), box.width - tip.offsetWidth);
  const top = Math.max(y - box.top - tip.offsetHeight - 12, 0);
  tip.style.left = `${left}px`;
  tip.style.top = `${top}px`;
}

stage.addEventListener("pointermove", (event) => {
  const area = event.target.closest("a[data-code]");
  if (area && event.pointerType === "mouse") showTip(area, event.clientX, event.clientY);
  else tip.hidden = true;
});
stage.addEventListener("pointerleave", () => (tip.hidden = true));
stage.addEventListener("focusin", (event) => {
  const box = event.target.getBoundingClientRect();
  if (event.target.matches("#map a:focus-visible")) {
    showTip(event.target, box.left + box.width / 2, box.top);
  }
});
stage.addEventListener("focusout", () => (tip.hidden = true));

// Zoom and pan; a drag is not a choice

const zoom = makeZoomable(map, ground);
let pressedAt = null;
let dragged = false;

map.addEventListener("pointerdown", (event) => {
  pressedAt = [event.clientX, event.clientY];
  dragged = false;
});
map.addEventListener("pointermove", (event) => {
  if (!pressedAt || !event.buttons) return;
  const [x, y] = pressedAt;
  if (Math.hypot(event.clientX - x, event.clientY - y) > 6) dragged = true;
});
stage.addEventListener("focusin", ({ target }) => {
  if (target.matches("#map-ground a:focus-visible")) zoom.showWhole(target);
});
for (const button of document.querySelectorAll(".zoom button")) {
  button.addEventListener("click", () => zoom[button.dataset.zoom]());
}

// The table

onSort((sort) => {
  state.sort = sort;
  history.replaceState({ ...state }, "", address());
});

document.querySelector(".zoom").hidden = false;
main.forEach((area, index) => area.setAttribute("tabindex", index ? "-1" : "0"));
markChosen();
