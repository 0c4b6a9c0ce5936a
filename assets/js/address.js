// What the map shows. The address holds all of it, so that back, share and bookmark work.

const page = document.getElementById("explorer").dataset;

export const version = page.version;

// What an address that doesn't say it means; the others are always written.
const DEFAULTS = {
  council: "", shade: "figure", view: "map", only: "", region: "", frame: "", sort: "council",
};

export const state = {
  measure: page.measure,
  year: page.year,
  tier: page.tier,
  ...Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, page[name]])),
};

export function address(path = "/", of = state) {
  const query = new URLSearchParams({ measure: of.measure, year: of.year, tier: of.tier });
  for (const [name, usual] of Object.entries(DEFAULTS)) {
    if (of[name] !== usual) query.set(name, of[name]);
  }
  return `${path}?${query}`.replaceAll("%2C", ",");
}

const told = new Set();

// Calls back whenever the address was written anew.
export function onAddress(tell) {
  told.add(tell);
}

export function writeAddress({ isNewPage }) {
  if (isNewPage) history.pushState(null, "", address());
  else history.replaceState(null, "", address());
  for (const tell of told) tell();
}

// Takes the state that the address has now; what changed of it, by name.
export function readAddress() {
  const asked = new URLSearchParams(window.location.search);
  const before = { ...state };
  for (const name of ["measure", "year", "tier"]) state[name] = asked.get(name) ?? page[name];
  for (const [name, usual] of Object.entries(DEFAULTS)) state[name] = asked.get(name) ?? usual;
  for (const tell of told) tell();
  return new Set(Object.keys(state).filter((name) => state[name] !== before[name]));
}

// Whatever can't be done in place is done by loading the page of the state.
export function loadWhole() {
  window.location.assign(address());
}
