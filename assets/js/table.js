// Sorts the table of councils in place. The headings are links to the sorted page, so that a
// reader without script has the same.

const table = document.getElementById("council-table");

function valueOf(row, key) {
  return key === "council" ? row.cells[0].textContent : Number(row.dataset.value);
}

export function sortByAddress() {
  const heading = table.querySelector("th[aria-sort]");
  sortBy(heading.querySelector("a").dataset.sort, heading.getAttribute("aria-sort"));
}

function sortBy(key, order) {
  const body = table.tBodies[0];
  const sign = order === "descending" ? -1 : 1;
  const isAbsent = (row) => key === "figure" && row.dataset.value === "";
  const rows = [...body.rows].sort((a, b) => {
    if (isAbsent(a) || isAbsent(b)) return Number(isAbsent(a)) - Number(isAbsent(b));
    const [first, second] = [valueOf(a, key), valueOf(b, key)];
    return sign * (key === "council" ? first.localeCompare(second, "en") : first - second);
  });
  body.replaceChildren(...rows);
}

for (const link of table.querySelectorAll("thead a")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const heading = link.closest("th");
    const now = heading.getAttribute("aria-sort");
    const key = link.dataset.sort;
    const first = key === "council" ? "ascending" : "descending";
    const other = first === "ascending" ? "descending" : "ascending";
    const order = now === first ? other : first;
    table.querySelectorAll("th[aria-sort]").forEach((th) => th.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", order);
    sortBy(key, order);
    const status = document.getElementById("status");
    status.textContent = `Sorted by ${link.firstChild.textContent.toLowerCase()}, ${order}`;
  });
}
