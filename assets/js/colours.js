// Colours and figures of the map: one file a measure holds every year, so that choosing a year
// asks for nothing.
import { loadWhole, state, version } from "./address.js";
import { allAreas, map, slugOf, stage } from "./areas.js";
import { hideCard } from "./card.js";
import { writeLegend } from "./legend.js";
import { sortTable } from "./table.js";

const controls = document.getElementById("controls");
const measures = new Map();

function measureData(measure, shade) {
  const key = `${measure} ${shade}`;
  if (!measures.has(key)) {
    const shading = shade === "figure" ? "" : `&shade=${shade}`;
    const url = `/map/${state.tier}/${measure}.json?v=${version}${shading}`;
    measures.set(key, fetch(url).then(asJson));
  }
  return measures.get(key);
}

async function asJson(response) {
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

export async function shownData() {
  const { measure, year, shade } = state;
  const data = await measureData(measure, shade);
  const shown = data.years[year];
  // New data, or areas of another time: both need another page.
  if (data.version !== version || shown?.areas !== map.dataset.areas) {
    throw new Error("another page");
  }
  const isAsked = () =>
    measure === state.measure && year === state.year && shade === state.shade;
  const rows = new Map(data.codes.map((code, index) => [code, shown.rows[index]]));
  return { data, shown, rows, isAsked };
}

// A frame is on screen when the next but one is about to be drawn.
export function afterPaint() {
  const frame = () => new Promise(requestAnimationFrame);
  return frame().then(frame).then(() => new Promise((resolve) => setTimeout(resolve)));
}

// The colours first; what is written in words follows once they are on screen.
export async function recolour() {
  let view;
  stage.setAttribute("aria-busy", "true");
  try {
    view = await shownData();
  } catch {
    loadWhole();
    return;
  }
  if (!view.isAsked()) return;
  for (const area of allAreas) {
    const css = view.rows.get(area.dataset.code)?.[0] ?? "unknown";
    if (area.getAttribute("class") !== css) area.setAttribute("class", css);
  }
  writeLegend(view.data.legend, view.data.label, yearLabel(state.year));
  document.getElementById("shading-note").textContent = view.data.note;
  await afterPaint();
  if (!view.isAsked()) return;
  writeWords(view);
  stage.removeAttribute("aria-busy");
}

function writeWords({ data, shown, rows }) {
  const { year } = state;
  hideCard();
  for (const area of allAreas) {
    const [, value, counts] = rows.get(area.dataset.code) ?? ["", data.absent, ""];
    const label = `${area.dataset.name}: ${value}${counts ? `, ${counts}` : ""}`;
    area.setAttribute("aria-label", label);
    area.setAttribute("href", `/council/${slugOf(area)}?year=${year}`);
  }
  stage.setAttribute("aria-label", shown.label);
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
