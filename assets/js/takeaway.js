// The map taken away: as a picture, or as code for another website, always in its present state.
import { address, onAddress, state } from "./address.js";

const svg = document.getElementById("save-svg");
const png = document.getElementById("save-png");
const code = document.getElementById("embed-code");
const copy = document.getElementById("copy-embed");
const status = document.getElementById("status");
const TWICE = 2; // Pixels for each unit of the picture, so that print is sharp.

function refresh() {
  svg.href = address("/map.svg");
  const frame = document.createElement("template");
  frame.innerHTML = code.defaultValue;
  const iframe = frame.content.firstElementChild;
  iframe.src = new URL(address("/embed/map"), window.location).href;
  iframe.title = document.getElementById("map-stage").getAttribute("aria-label").split(". ")[0];
  code.value = iframe.outerHTML;
}

async function savePng() {
  const image = new Image();
  image.src = svg.href;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * TWICE;
  canvas.height = image.naturalHeight * TWICE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const picture = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(picture);
  link.download = `map-${state.measure.replaceAll("_", "-")}-${state.year}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

png.addEventListener("click", async () => {
  png.setAttribute("aria-busy", "true");
  try {
    await savePng();
    status.textContent = "The PNG picture is saved";
  } catch {
    status.textContent = "The PNG picture could not be made; the SVG picture shows the same";
  } finally {
    png.removeAttribute("aria-busy");
  }
});

copy.addEventListener("click", async () => {
  code.select();
  try {
    await navigator.clipboard.writeText(code.value);
    status.textContent = "The code is copied";
  } catch {
    status.textContent = "The code is selected; copy it with the keyboard";
  }
});

onAddress(refresh);
png.hidden = false;
copy.parentElement.hidden = false;
refresh();
