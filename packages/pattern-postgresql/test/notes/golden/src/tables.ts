export { labels } from "./tables/labels.js";
export { notes } from "./tables/notes.js";
