
export * as general from "./operations/general.js";
