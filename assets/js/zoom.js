// Zooms and moves the map: by buttons, keys, pinch, drag, double tap, and Ctrl with the wheel.
//
// Panzoom reckons in pixels of the screen; the group that it moves lies in the map's own units,
// so every shift is turned from one into the other.
import "../vendor/panzoom.min.js";
import { ground, map, settle, stage } from "./areas.js";

const MOST = 12;
const STEP = 0.5;
const GAP = 12;
const DOUBLE_TAP = 280; // ms within which a second tap makes a double tap.

// The drawing inside the element: its size on screen, and how many units a pixel is.
function drawn() {
  const { a, d, e, f } = map.getScreenCTM();
  const { width, height } = map.viewBox.baseVal;
  const box = map.getBoundingClientRect();
  return {
    box,
    unit: 1 / a,
    width: width * a,
    height: height * d,
    left: e - box.left,
    top: f - box.top,
  };
}

// A shift that leaves no empty edge.
function kept({ x, y, scale }) {
  const { width, height } = drawn();
  const within = (shift, room) => Math.min(0, Math.max(shift, room / scale - room));
  return { x: within(x, width), y: within(y, height) };
}

const panzoom = window.Panzoom(ground, {
  minScale: 1,
  maxScale: MOST,
  step: STEP,
  cursor: "",
  noBind: true,
  panOnlyWhenZoomed: true,
  touchAction: "",
  handleStartEvent() {},
  setTransform(element, state) {
    const { x, y } = kept(state);
    const { unit } = drawn();
    element.style.transform = `scale(${state.scale}) translate(${x * unit}px, ${y * unit}px)`;
  },
});

const told = new Set();

// Calls back whenever another part of the map is seen: which one, "" for all of it, and whether
// the reader has moved there, rather than the address having said it.
export function onZoom(tell) {
  told.add(tell);
}

// The part that is seen, as addresses write it: left, top, width, height in the map's units.
export function seenFrame() {
  const scale = panzoom.getScale();
  if (scale < 1.001) return "";
  const { unit, width, height } = drawn();
  const { x, y } = kept({ ...panzoom.getPan(), scale });
  const sides = [-x * unit, -y * unit, (width / scale) * unit, (height / scale) * unit];
  return sides.map((side) => Math.round(side)).join(",");
}

let last = "";
let isByReader = false;
let wasZoomed = stage.classList.contains("is-zoomed");

ground.addEventListener("panzoomchange", ({ detail }) => {
  const { x, y } = kept(detail);
  if (x !== detail.x || y !== detail.y) {
    panzoom.pan(x, y, { animate: false, force: true, silent: true });
  }
  const isZoomed = detail.scale > 1.001;
  // At full size a finger scrolls the page; once zoomed it moves the map.
  map.style.touchAction = isZoomed ? "none" : "pan-x pan-y";
  if (stage.classList.toggle("is-zoomed", isZoomed) !== wasZoomed) {
    wasZoomed = isZoomed;
    settle();
  }
  last = seenFrame();
  const moved = isByReader;
  isByReader = false;
  for (const tell of told) tell(last, moved);
});

// Fills the map with a part of it, as addresses write parts; with all of it if there is none.
export function showFrame(text, { isOfAddress = false } = {}) {
  isByReader = !isOfAddress;
  if (!text) {
    panzoom.reset({ animate: false });
    return;
  }
  const [left, top, wide, high] = text.split(",").map(Number);
  const { unit, width, height } = drawn();
  const most = Math.min((width * unit) / wide, (height * unit) / high);
  const scale = Math.min(MOST, Math.max(1, most));
  panzoom.zoom(scale, { animate: false, force: true, silent: true });
  const shift = (start, length, room) => -((start + length / 2) / unit - room / scale / 2);
  const pan = kept({ x: shift(left, wide, width), y: shift(top, high, height), scale });
  panzoom.pan(pan.x, pan.y, { animate: false, force: true });
}

// An area with what lies around it.
export function showAround(area) {
  const { x, y, width, height } = area.getBBox();
  const room = Math.max(width, height);
  showFrame([x - room, y - room, width + 2 * room, height + 2 * room].join(","));
}

function zoomAt(scale, clientX, clientY) {
  isByReader = true;
  const { left, top } = drawn();
  const bounded = Math.min(MOST, Math.max(1, scale));
  panzoom.zoomToPoint(bounded, { clientX: clientX - left, clientY: clientY - top });
  return bounded;
}

// Zooms in, or out if the step is negative; how many times larger than the whole map it is then.
export function zoomBy(step) {
  const { box } = drawn();
  const scale = panzoom.getScale() * Math.exp(step * STEP);
  return zoomAt(scale, box.x + box.width / 2, box.y + box.height / 2);
}

function zoomInAt({ clientX, clientY }) {
  zoomAt(panzoom.getScale() * 2, clientX, clientY);
}

map.addEventListener(
  "wheel",
  (event) => {
    // Plain scrolling stays the page's own.
    if (!event.ctrlKey) return;
    event.preventDefault();
    const step = (event.deltaY < 0 ? 1 : -1) * (STEP / 3);
    zoomAt(panzoom.getScale() * Math.exp(step), event.clientX, event.clientY);
  },
  { passive: false },
);

let pointer = "";
let pressedAt = null;
let isDragged = false;

map.addEventListener("pointerdown", (event) => {
  pointer = event.pointerType;
  pressedAt = [event.clientX, event.clientY];
  isDragged = false;
  panzoom.handleDown(event);
});
document.addEventListener("pointermove", (event) => {
  if (pressedAt && event.buttons) {
    const [x, y] = pressedAt;
    if (Math.hypot(event.clientX - x, event.clientY - y) > 6) isDragged = true;
    isByReader = true;
  }
  panzoom.handleMove(event);
});
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, (event) => {
    pressedAt = null;
    panzoom.handleUp(event);
  });
}
map.addEventListener("dragstart", (event) => event.preventDefault());
map.addEventListener("dblclick", (event) => {
  if (pointer === "mouse") zoomInAt(event);
});

let tap = 0;

// Does what a click or tap on the map is for. The end of a drag is neither; of a tap it is known
// only after a while that no second one follows, and two zoom in.
export function onceClicked(event, act) {
  if (isDragged && map.contains(event.target)) {
    isDragged = false;
  } else if (event.pointerType !== "touch" || !map.contains(event.target)) {
    act();
  } else if (tap) {
    clearTimeout(tap);
    tap = 0;
    zoomInAt(event);
  } else {
    tap = setTimeout(() => {
      tap = 0;
      act();
    }, DOUBLE_TAP);
  }
}

// Keeps what has the focus in view. Worked out from the state, not from the screen, so that
// quick keys don't add up wrongly while the map still moves.
stage.addEventListener("focusin", ({ target }) => {
  if (!target.matches("#map-ground a:focus-visible")) return;
  const { unit, width, height } = drawn();
  const scale = panzoom.getScale();
  const pan = panzoom.getPan();
  const box = target.getBBox();
  const gap = GAP / scale;
  const shifted = (shift, start, length, room) => {
    const least = gap - start / unit;
    const most = room / scale - gap - (start + length) / unit;
    return least > most ? (least + most) / 2 : Math.min(Math.max(shift, least), most);
  };
  const x = shifted(pan.x, box.x, box.width, width);
  const y = shifted(pan.y, box.y, box.height, height);
  if (x === pan.x && y === pan.y) return;
  const { x: keptX, y: keptY } = kept({ x, y, scale });
  isByReader = true;
  panzoom.pan(keptX, keptY, { animate: false });
});

// Pixels are others once the map has another size, the part that is seen is not.
new ResizeObserver(() => {
  if (last) showFrame(last, { isOfAddress: true });
}).observe(map);
