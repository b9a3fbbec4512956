/** Interact with GitHub Issues. */
export * as issues from "./operations/issues.js";
