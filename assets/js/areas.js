// The councils on the map: one stop of the Tab key, arrow keys that go by direction, outlines.
//
// A London borough has two areas, one on the map and one in the inset. While the inset is there,
// its area is the one for keyboard and screen reader, and the other is for the pointer.

export const stage = document.getElementById("map-stage");
export const map = document.getElementById("map");
export const ground = document.getElementById("map-ground");
const inset = document.querySelector("#inset svg");
const twins = inset ? [...inset.querySelectorAll("a[data-code]")] : [];

// In the order that arrows refer to.
export const areas = [...ground.querySelectorAll("a[data-code]")];
export const allAreas = [...areas, ...twins];

const areaOf = new Map(areas.map((area) => [area.dataset.code, area]));
const twinOf = new Map(twins.map((twin) => [twin.dataset.code, twin]));

export function slugOf(area) {
  return new URL(area.href.baseVal, window.location).pathname.split("/").pop();
}

// The area on the map itself, whichever of the two is given.
export function onMap(area) {
  return areaOf.get(area.dataset.code);
}

function isInsetShown() {
  return !stage.classList.contains("is-tiles") && !stage.classList.contains("is-zoomed");
}

// The area that keyboard and screen reader meet.
export function live(area) {
  return (isInsetShown() && twinOf.get(area.dataset.code)) || onMap(area);
}

// To be called whenever the inset came or went.
export function settle() {
  const hadFocus = document.activeElement?.closest?.("#map-stage a[data-code]");
  for (const twin of twins) {
    const area = onMap(twin);
    const [met, other] = isInsetShown() ? [twin, area] : [area, twin];
    met.removeAttribute("aria-hidden");
    other.setAttribute("aria-hidden", "true");
    other.setAttribute("tabindex", "-1");
  }
  setTabStop(stop ?? areas[0]);
  if (hadFocus && hadFocus !== live(hadFocus)) live(hadFocus).focus();
}

let stop = null;

export function setTabStop(area) {
  stop?.setAttribute("tabindex", "-1");
  stop = live(area);
  stop.setAttribute("tabindex", "0");
}

const DIRECTIONS = { ArrowLeft: 0, ArrowRight: 1, ArrowUp: 2, ArrowDown: 3 };

stage.addEventListener("keydown", (event) => {
  const area = event.target.closest("a[data-code]");
  if (!area || !(event.key in DIRECTIONS)) return;
  event.preventDefault();
  const way = onMap(area).dataset.next.split(" ")[DIRECTIONS[event.key]];
  if (way === "") return;
  const next = areas[Number(way)];
  setTabStop(next);
  live(next).focus();
});

// Outlines lie above all areas, since those that follow cover half of an area's own; and in both
// places of a borough.
function outline(css) {
  const within = (parent) => {
    const path =
      parent.querySelector(`.${css}`) ??
      document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("class", css);
    path.setAttribute("aria-hidden", "true");
    parent.append(path);
    return path;
  };
  const trace = (path, area) => {
    if (area) path.setAttribute("d", area.firstElementChild.getAttribute("d"));
    else path.removeAttribute("d");
  };
  const [here, there] = [within(ground), inset && within(inset)];
  return (area) => {
    trace(here, area && onMap(area));
    if (there) trace(there, area && twinOf.get(area.dataset.code));
  };
}

export const outlineChosen = outline("chosen-outline");
const outlineFocus = outline("focus-outline");

stage.addEventListener("focusin", ({ target }) => {
  outlineFocus(target.matches("a[data-code]:focus-visible") ? target : null);
});
stage.addEventListener("focusout", () => outlineFocus(null));

for (const area of allAreas) area.setAttribute("tabindex", "-1");
settle();
