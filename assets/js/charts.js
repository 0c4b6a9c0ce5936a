// The charts of a profile. What draws them is four times the rest of the page, so it is fetched when
// the reader comes near them. Each chart then gets a slider: the arrow keys, or a finger, go from
// point to point; the point's words stand beside the slider, are said with it, and appear in the
// chart.

const place = document.getElementById("react-entry-point");
const runtime = document.getElementById("chart-runtime");

// A script that is parsed into a template never runs; its copy does.
function copyOf(given) {
  const script = document.createElement("script");
  for (const { name, value } of given.attributes) script.setAttribute(name, value);
  script.textContent = given.textContent;
  // Fetched together, run in order.
  script.async = false;
  return script;
}

async function drawCharts() {
  const scripts = [...runtime.content.querySelectorAll("script")].map(copyOf);
  const files = scripts.filter((script) => script.src);
  const fetched = files.map((script) => new Promise((done) => { script.onload = done; }));
  document.body.append(...scripts.filter((script) => script.type === "application/json"));
  document.body.append(...files);
  await Promise.all(fetched);
  // The last one starts Dash, which needs all the others.
  document.body.append(scripts.at(-1));
}

const near = new IntersectionObserver(
  (seen) => {
    if (!seen.some((entry) => entry.isIntersecting)) return;
    near.disconnect();
    drawCharts();
  },
  { rootMargin: "100% 0px" },
);
near.observe(place);

function pointsOf(plot) {
  const points = plot.data.flatMap((trace, curveNumber) =>
    (trace.text ?? []).map((text, pointNumber) => ({
      curveNumber,
      pointNumber,
      x: trace.x[pointNumber],
      words: text.replaceAll("<br>", ", "),
      isChosen: trace.marker.symbol === "diamond",
    })),
  );
  return points.sort((a, b) => a.x - b.x || a.words.localeCompare(b.words, "en"));
}

function walker(chart, plot) {
  const points = pointsOf(plot);
  const slider = document.createElement("input");
  const words = document.createElement("p");
  const chosen = points.findIndex((point) => point.isChosen);
  Object.assign(slider, { type: "range", min: 1, max: points.length, step: 1 });
  slider.className = "point-slider";
  slider.setAttribute("aria-label", `${chart.querySelector("h3").textContent}: ${chart.dataset.walks}`);
  words.className = "point-words";
  // The slider's own value says the same words.
  words.setAttribute("aria-hidden", "true");

  const say = () => {
    const point = points[slider.value - 1];
    words.textContent = point.words;
    slider.setAttribute("aria-valuetext", point.words);
    return point;
  };
  const show = () => {
    const { curveNumber, pointNumber } = say();
    window.Plotly.Fx.hover(plot, [{ curveNumber, pointNumber }]);
  };
  slider.value = chosen < 0 ? points.length : chosen + 1;
  say();
  slider.addEventListener("input", show);
  slider.addEventListener("focus", show);
  slider.addEventListener("blur", () => window.Plotly.Fx.unhover(plot));
  const part = document.createElement("div");
  part.className = "points-walk";
  part.append(slider, words);
  return part;
}

// Dash draws a chart after this script has run, and draws it anew when the reader goes back.
function addWalkers() {
  for (const chart of document.querySelectorAll("#charts figure[data-walks]")) {
    const plot = chart.querySelector(".js-plotly-plot");
    if (!plot?.data || chart.querySelector(".points-walk")) continue;
    chart.querySelector("figcaption").before(walker(chart, plot));
  }
}

new MutationObserver(addWalkers).observe(place, { childList: true, subtree: true });
