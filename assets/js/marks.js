// Charts whose marks are links: one Tab stop, the arrow keys go from council to council, and what
// is said of a council stands under the chart while it has the focus or the pointer.

for (const chart of document.querySelectorAll("svg.marked")) {
  const marks = [...chart.querySelectorAll(".mark-link")].sort(
    (a, b) => a.dataset.position - b.dataset.position,
  );
  if (!marks.length) continue;
  const words = chart.parentElement.querySelector(".marked-words");
  const first = marks.find((mark) => mark.classList.contains("is-chosen")) ?? marks[0];
  for (const mark of marks) {
    mark.setAttribute("tabindex", mark === first ? "0" : "-1");
    const say = () => { words.textContent = mark.getAttribute("aria-label"); };
    mark.addEventListener("focus", say);
    mark.addEventListener("pointerenter", say);
  }

  const go = (index) => {
    const to = marks[Math.min(Math.max(index, 0), marks.length - 1)];
    for (const mark of marks) mark.setAttribute("tabindex", mark === to ? "0" : "-1");
    to.focus();
  };
  chart.addEventListener("keydown", (event) => {
    const at = marks.indexOf(document.activeElement);
    const to = {
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      Home: 0,
      End: marks.length - 1,
    }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    go(to);
  });
}
