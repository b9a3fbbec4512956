export {
  createNotebook,
  type Notebook,
  type NotebookOptions,
  type NotebookTransaction,
} from "./client.js";
export * as tables from "./tables.js";
export type * from "./types.js";
export { secret } from "@agentflow/core/runtime";
export { DatabaseError, sql } from "@agentflow/database";
