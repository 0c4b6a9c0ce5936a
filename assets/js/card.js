// The card of the council under the pointer or in focus: its name, figure and counts.
//
// It says what the area's own name says already, so a screen reader never meets it. It never
// covers the council it is about, nor the one in focus; the pointer may rest on it; Escape puts it
// away (WCAG 1.4.13).
import { live, map, stage } from "./areas.js";

const GAP = 8;
const BEFORE_ANOTHER = 90; // ms: on the way to the card the pointer may cross other councils.
const BEFORE_NONE = 250;

const frame = document.getElementById("map-frame");
const card = document.createElement("div");
card.id = "map-card";
card.className = "map-card";
card.hidden = true;
card.setAttribute("aria-hidden", "true");
frame.append(card);

let shown = null;
let waiting = 0;

function part(tag, css, text) {
  const element = document.createElement(tag);
  element.className = css;
  element.textContent = text;
  return element;
}

function fill(area) {
  const { name } = area.dataset;
  const words = area.getAttribute("aria-label").slice(name.length + 2);
  const [, value, counts] = words.match(/^(.*?)(?:, (.+))?$/);
  const isFigure = /^\d[\d.]*%?$/.test(value);
  card.replaceChildren(
    part("strong", "", name),
    part("span", isFigure ? "card-value" : "card-value is-words", value),
    part("span", "card-counts", counts ?? ""),
  );
}

// What of an area is to be seen: a zoomed map cuts its areas off.
function seen(area) {
  const box = area.getBoundingClientRect();
  const edge = (area.closest("svg") ?? map).getBoundingClientRect();
  const left = Math.max(box.left, edge.left);
  const top = Math.max(box.top, edge.top);
  return {
    left,
    top,
    right: Math.max(left, Math.min(box.right, edge.right)),
    bottom: Math.max(top, Math.min(box.bottom, edge.bottom)),
  };
}

function overlap(one, other) {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return Math.max(width, 0) * Math.max(height, 0);
}

// Above, below, right or left of the council: where the card covers neither it nor the focus.
function place(area) {
  const box = seen(area);
  const { offsetWidth: width, offsetHeight: height } = card;
  const within = (start, length, room) => Math.max(4, Math.min(start, room - length - 4));
  const x = within((box.left + box.right - width) / 2, width, document.documentElement.clientWidth);
  const y = within((box.top + box.bottom - height) / 2, height, window.innerHeight);
  const focused = document.activeElement?.closest?.("#map-stage a[data-code]");
  const kept = [box, ...(focused && focused !== area ? [seen(focused)] : [])];
  const places = [
    [x, box.top - GAP - height],
    [x, box.bottom + GAP],
    [box.right + GAP, y],
    [box.left - GAP - width, y],
  ].map(([left, top]) => {
    const at = { left, top, right: left + width, bottom: top + height };
    const screen = {
      left: 0, top: 0, right: document.documentElement.clientWidth, bottom: window.innerHeight,
    };
    const covered = kept.reduce((sum, one) => sum + overlap(at, one), 0);
    return { at, fault: covered + (width * height - overlap(at, screen)) };
  });
  const { at } = places.reduce((best, one) => (one.fault < best.fault - 1 ? one : best));
  const origin = frame.getBoundingClientRect();
  card.style.left = `${at.left - origin.left}px`;
  card.style.top = `${at.top - origin.top}px`;
}

function show(area) {
  clearTimeout(waiting);
  shown = area;
  fill(area);
  card.hidden = false;
  place(area);
}

export function hideCard() {
  clearTimeout(waiting);
  shown = null;
  card.hidden = true;
}

function soon(what, milliseconds) {
  clearTimeout(waiting);
  waiting = setTimeout(what, milliseconds);
}

// Back to the council in focus, if there is one, else away.
function leave() {
  const focused = document.activeElement?.closest?.("#map-stage a:focus-visible");
  if (focused) show(focused);
  else hideCard();
}

stage.addEventListener("pointerover", ({ target, pointerType, buttons }) => {
  if (pointerType === "touch" || buttons) return;
  const area = target.closest("a[data-code]");
  if (!area) soon(leave, BEFORE_NONE);
  else if (area === shown) clearTimeout(waiting);
  else if (shown) soon(() => show(area), BEFORE_ANOTHER);
  else show(area);
});
stage.addEventListener("pointerleave", () => soon(leave, BEFORE_NONE));
stage.addEventListener("pointerdown", hideCard);
card.addEventListener("pointerenter", () => clearTimeout(waiting));
card.addEventListener("pointerleave", () => soon(leave, BEFORE_NONE));
stage.addEventListener("focusin", ({ target }) => {
  // Once the map has brought it into view.
  if (target.matches("a[data-code]:focus-visible")) {
    requestAnimationFrame(() => {
      if (document.activeElement === target) show(live(target));
    });
  }
});
stage.addEventListener("focusout", hideCard);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !card.hidden) hideCard();
});
