// Copies the sentence by which a page is cited. Without this script it is text to be selected.

const status = document.getElementById("status");

// A site that wasn't told its public address is cited by the one that it was found at.
for (const site of document.querySelectorAll("[data-site]:empty")) {
  site.textContent = location.origin;
}

function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const element = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(element.textContent);
      status.textContent = "Copied.";
      button.textContent = "Copied";
    } catch {
      // Not every page may write to the clipboard: then the sentence is ready to be copied by hand.
      select(element);
      status.textContent = "The sentence is selected: copy it.";
    }
  });
}
