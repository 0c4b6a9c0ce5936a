// Runs in every measured page before its own scripts. One way of telling time for all maps: look
// once a frame; what is seen in one frame is on screen when the next begins.
(() => {
  const POINTS = 3;
  const LEAST_AREAS = 250;
  const PATIENCE_MS = 60000;
  const CLICK_PATIENCE_MS = 5000;

  // Maps drawn with SVG paths: the state of the map is the colours of all its paths.
  function paths(selector, colourOf, isColoured) {
    const all = () => [...document.querySelectorAll(selector)];
    return {
      isPainted() {
        const areas = all();
        return areas.length >= LEAST_AREAS && isColoured(areas[0]) && isColoured(areas.at(-1));
      },
      state: () => all().map(colourOf).join(),
      points: () =>
        all()
          .map((path) => ({ path, box: path.getBoundingClientRect() }))
          .sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height)
          .map(pointInside)
          .filter((point) => point !== null)
          .slice(0, POINTS),
    };
  }

  function pointInside({ path, box }) {
    const toPath = path.getScreenCTM().inverse();
    for (const down of [0.5, 0.4, 0.6, 0.3, 0.7]) {
      for (const across of [0.5, 0.4, 0.6, 0.3, 0.7]) {
        const point = new DOMPoint(box.left + box.width * across, box.top + box.height * down);
        const isVisible = point.y > 0 && point.y < window.innerHeight;
        const onMap = isVisible && document.elementFromPoint(point.x, point.y)?.closest(map.box);
        if (onMap && path.isPointInFill(point.matrixTransform(toPath))) return [point.x, point.y];
      }
    }
    return null;
  }

  // A map drawn on a canvas: its state is the colours at some places in large districts, read
  // right after it was drawn, for the browser drops them with the frame.
  const PLACES = [
    [-2.0, 55.3], [-1.5, 54.2], [-2.75, 54.55], [-2.75, 52.65], [-0.2, 53.1], [-3.7, 50.8],
    [-2.0, 51.25], [-2.75, 52.1],
  ];

  function canvas() {
    let seen = null;
    let watched = null;
    const mapOf = () =>
      document.querySelector(".js-plotly-plot")?._fullLayout?.map?._subplot?.map ?? null;
    function read() {
      const surface = watched.getCanvas();
      const gl = surface.getContext("webgl2");
      const scale = surface.width / surface.clientWidth;
      const pixel = new Uint8Array(4);
      const colours = PLACES.map((place) => {
        const { x, y } = watched.project(place);
        gl.readPixels(x * scale, surface.height - y * scale, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
        return `${pixel}`;
      });
      const coloured = colours.filter((colour) => !/^(255,255,255|0,0,0),/.test(colour));
      // Some councils have no rate in a year, and stay white.
      seen = coloured.length > PLACES.length / 2 ? colours.join() : null;
    }
    function watch() {
      const map = mapOf();
      if (!map || map === watched) return;
      watched = map;
      map.on("render", read);
    }
    return {
      isPainted() {
        watch();
        return seen !== null;
      },
      state: () => seen,
      points() {
        const box = watched.getCanvas().getBoundingClientRect();
        return PLACES.slice(0, POINTS).map((place) => {
          const { x, y } = watched.project(place);
          return [box.left + x, box.top + y];
        });
      },
    };
  }

  const byAttribute = (path) => path.getAttribute("fill");
  const hasColour = (path) => /^(rgb|#)/.test(byAttribute(path) ?? "");
  const chooseInDash = (year) => window.dash_clientside.set_props("year", { value: year });

  function chooseInControl(year) {
    const control = document.getElementById("choose-year");
    control.value = year;
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const MAPS = {
    own: () => ({
      ...paths(
        "svg#map a[data-code] path",
        (path) => path.parentNode.getAttribute("class"),
        (path) => !/^(none|rgb\(0, 0, 0\))$/.test(getComputedStyle(path).fill),
      ),
      chooseYear: chooseInControl,
      box: "#map",
      panel: "#answer",
    }),
    "plotly-geo": () => ({
      ...paths(".choroplethlayer path", byAttribute, hasColour),
      chooseYear: chooseInDash,
      box: "#map-box",
      panel: "#panel",
    }),
    leaflet: () => ({
      ...paths("path.leaflet-interactive", byAttribute, hasColour),
      chooseYear: chooseInDash,
      box: "#map-box",
      panel: "#panel",
    }),
    "plotly-map": () => ({
      ...canvas(),
      chooseYear: chooseInDash,
      box: "#map-box",
      panel: "#panel",
    }),
  };

  const map = MAPS[window.probedDrawing]();
  const panelText = () => document.querySelector(map.panel)?.textContent ?? "";

  // Resolves with the time at which what `isThere` sees is on screen.
  function onScreen(what, isThere, patience = PATIENCE_MS) {
    return new Promise((resolve, reject) => {
      let isOver = false;
      const look = () => {
        if (isOver) return;
        const next = isThere() ? () => resolve(performance.now()) : look;
        requestAnimationFrame(next);
      };
      requestAnimationFrame(look);
      setTimeout(() => {
        isOver = true;
        reject(new Error(`${what} is not on screen after ${patience / 1000} s`));
      }, patience);
    });
  }

  const painted = onScreen("the map", () => map.isPainted());

  window.probe = {
    // Milliseconds from the start of the navigation to the coloured map.
    painted: () => painted,
    points: () => map.points(),
    // Milliseconds from the choice of a year to the map in its colours.
    async recolour(year) {
      const before = map.state();
      const start = performance.now();
      map.chooseYear(year);
      const end = await onScreen("another year", () => ![null, before].includes(map.state()));
      return end - start;
    },
    // Call before the mouse is pressed, then `panelShown` for the milliseconds until the panel,
    // or null if it does not come.
    awaitPanel() {
      const before = panelText();
      window.probe.panel = new Promise((resolve) => {
        const pressed = (event) => {
          const start = event.timeStamp;
          onScreen("the panel", () => panelText() !== before, CLICK_PATIENCE_MS)
            .then((end) => resolve(end - start))
            .catch(() => resolve(null));
        };
        document.addEventListener("pointerdown", pressed, { capture: true, once: true });
      });
    },
    panelShown: () => window.probe.panel,
    panelText,
    // The accessible name of what has the focus, if that is on the map.
    focusedOnMap() {
      const focused = document.activeElement;
      if (!document.querySelector(map.box)?.contains(focused)) return null;
      return focused.getAttribute("aria-label") ?? focused.textContent;
    },
  };
})();
