export {
  createNotebook,
  type Notebook,
  type NotebookOptions,
  type NotebookTransaction,
} from "./client.js";
export * as tables from "./tables.js";
export type * from "./types.js";
export { secret } from "@agentflow/core/runtime";
export { cacheStatistics, DatabaseError, forgetRows, sql } from "@agentflow/database";
