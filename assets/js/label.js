// The chosen council's name on the map: it stays at its area while the map is zoomed and moved.
import { map, onMap } from "./areas.js";

const label = document.getElementById("map-label");

let labelled = null;

export function labelArea(area) {
  labelled = area && onMap(area);
  label.textContent = labelled?.dataset.name ?? "";
  placeLabel();
}

export function placeLabel() {
  label.hidden = !labelled;
  if (!labelled) return;
  const whole = map.getBoundingClientRect();
  const box = labelled.getBoundingClientRect();
  const x = (100 * (box.left + box.width / 2 - whole.left)) / whole.width;
  const y = (100 * (box.top - whole.top)) / whole.height;
  const isInView =
    x >= 0 && x <= 100 && box.bottom > whole.top && box.top < whole.bottom && whole.height > 0;
  label.hidden = !isInView;
  label.style.setProperty("--label-x", `${x.toFixed(2)}%`);
  label.style.setProperty("--label-y", `${y.toFixed(2)}%`);
}

new ResizeObserver(placeLabel).observe(map);
