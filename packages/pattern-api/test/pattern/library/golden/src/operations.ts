/** What the library owns. */
export * as books from "./operations/books.js";
