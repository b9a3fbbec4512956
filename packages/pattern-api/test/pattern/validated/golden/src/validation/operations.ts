export * as nodes from "./operations/nodes.js";
