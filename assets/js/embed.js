// The map in a frame on another website: arrow keys and cards; links do the rest.
import "./areas.js";
import "./card.js";
