// The colour of an area on the Leaflet map, from the values that its callback put in `hideout`.
window.rates = {
  style(feature, { hideout }) {
    const rate = hideout.rates[feature.properties.code];
    const known = rate !== null && rate !== undefined;
    const index = hideout.starts.findLastIndex((start) => rate >= start);
    return {
      weight: 0.5,
      color: "white",
      fillOpacity: 1,
      fillColor: known ? hideout.colours[index] : "#dddddd",
    };
  },
};
