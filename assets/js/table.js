// Sorts the table of councils in place. The headings are links to the sorted page, so that a
// reader without script has the same; an order is written as in the address: "-figure".

const table = document.getElementById("council-table");

function keyOf(row, key) {
  return key === "council" ? row.dataset.name : Number(row.dataset.value);
}

export function sortTable(sort) {
  const key = sort.replace("-", "");
  const sign = sort.startsWith("-") ? -1 : 1;
  const isAbsent = (row) => key === "figure" && row.dataset.value === "";
  const body = table.tBodies[0];
  const rows = [...body.rows].sort((a, b) => {
    if (isAbsent(a) || isAbsent(b)) return Number(isAbsent(a)) - Number(isAbsent(b));
    const [first, second] = [keyOf(a, key), keyOf(b, key)];
    return sign * (first < second ? -1 : Number(first > second));
  });
  // To put rows back where they stand would cost a layout of the whole table.
  if (rows.some((row, index) => row !== body.rows[index])) body.replaceChildren(...rows);
  for (const link of table.querySelectorAll("thead a")) {
    const heading = link.closest("th");
    if (link.dataset.sort !== key) heading.removeAttribute("aria-sort");
    else heading.setAttribute("aria-sort", sign < 0 ? "descending" : "ascending");
  }
}

export function onSort(tell) {
  for (const link of table.querySelectorAll("thead a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const { sort: key } = link.dataset;
      const now = link.closest("th").getAttribute("aria-sort");
      // Names begin with A, figures with the highest; a second click turns the order round.
      const isDown = key === "figure" && now !== "descending";
      const sort = isDown ? `-${key}` : key;
      sortTable(sort);
      tell(sort);
      const words = link.firstChild.textContent.toLowerCase();
      const order = isDown ? "descending" : "ascending";
      document.getElementById("status").textContent = `Sorted by ${words}, ${order}`;
    });
  }
}
