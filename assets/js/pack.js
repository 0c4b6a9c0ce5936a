// Follows a pack while it is made, and says so once. Without this script a link asks again.

const PAUSE = 700; // Milliseconds.
const ON_ITS_WAY = ["waiting", "making"];
const status = document.getElementById("status");
let said = "";

function announce(shown) {
  const words = shown.querySelector(".pack-said")?.textContent ?? "";
  if (words !== said) status.textContent = words;
  said = words;
}

async function follow(shown) {
  announce(shown);
  if (!ON_ITS_WAY.includes(shown.dataset.stage)) return;
  await new Promise((done) => setTimeout(done, PAUSE));
  try {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("pack-progress");
    if (!found) return; // Something else went wrong; the link is still there.
    if (found.innerHTML !== shown.innerHTML) {
      const hadFocus = shown.contains(document.activeElement);
      shown.replaceChildren(...found.childNodes);
      shown.dataset.stage = found.dataset.stage;
      if (hadFocus) shown.querySelector("a, button")?.focus();
    }
  } catch {
    // The network is away for a moment.
  }
  follow(shown);
}

const shown = document.getElementById("pack-progress");
if (shown && ON_ITS_WAY.includes(shown.dataset.stage)) follow(shown);
