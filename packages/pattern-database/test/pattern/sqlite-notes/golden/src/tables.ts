export { notes } from "./tables/notes.js";
