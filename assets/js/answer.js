// What stands beside the map: the chosen council's summary, or the types of council.
import { address, loadWhole, state, version } from "./address.js";
import { afterPaint, shownData } from "./colours.js";

const answer = document.getElementById("answer");
const status = document.getElementById("status");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

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

export async function showAnswer({ moveFocus = false } = {}) {
  const { council, year, measure } = state;
  answer.setAttribute("aria-busy", "true");
  try {
    const html = await answerHtml();
    if (council !== state.council || year !== state.year || measure !== state.measure) return;
    answer.innerHTML = html;
    const { title, announce, version: answered } = answer.firstElementChild.dataset;
    if (answered !== version) {
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
