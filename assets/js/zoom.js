// Zooms and pans the map by buttons, pinch, drag, and Ctrl with the wheel.
//
// Panzoom reckons in pixels of the screen; the group that it moves lies in the map's own units,
// so every shift is turned from one into the other.
import "../vendor/panzoom.min.js";

const MOST = 12;
const STEP = 0.5;
const GAP = 12;

export function makeZoomable(map, ground) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  // The drawing inside the element: its size on screen, and how many units a pixel is.
  function frame() {
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
    const { width, height } = frame();
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
      const { unit } = frame();
      element.style.transform = `scale(${state.scale}) translate(${x * unit}px, ${y * unit}px)`;
    },
  });

  ground.addEventListener("panzoomchange", ({ detail }) => {
    const { x, y } = kept(detail);
    if (x !== detail.x || y !== detail.y) {
      panzoom.pan(x, y, { animate: false, force: true, silent: true });
    }
    // At full size a finger scrolls the page; once zoomed it moves the map.
    map.style.touchAction = detail.scale > 1.001 ? "none" : "pan-x pan-y";
  });

  function zoomAt(scale, clientX, clientY) {
    const { left, top } = frame();
    const bounded = Math.min(MOST, Math.max(1, scale));
    panzoom.zoomToPoint(bounded, { clientX: clientX - left, clientY: clientY - top });
  }

  function zoomBy(step) {
    const { box } = frame();
    const scale = panzoom.getScale() * Math.exp(step);
    zoomAt(scale, box.x + box.width / 2, box.y + box.height / 2);
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
  map.addEventListener("pointerdown", (event) => panzoom.handleDown(event));
  document.addEventListener("pointermove", (event) => panzoom.handleMove(event));
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, (event) => panzoom.handleUp(event));
  }
  map.addEventListener("dragstart", (event) => event.preventDefault());

  // Keeps what has the focus in view. Worked out from the state, not from the screen, so that
  // quick keys don't add up wrongly while the map still moves.
  function showWhole(element) {
    const { unit, width, height } = frame();
    const scale = panzoom.getScale();
    const pan = panzoom.getPan();
    const box = element.getBBox();
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
    panzoom.pan(keptX, keptY, { animate: false });
  }

  return {
    zoomIn: () => zoomBy(STEP),
    zoomOut: () => zoomBy(-STEP),
    reset: () => panzoom.reset({ animate: !calm.matches }),
    showWhole,
  };
}
