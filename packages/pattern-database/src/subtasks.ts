import type { Subtask } from "@agentflow/core";
import { databaseKinds, type ReadModel } from "./database-kinds.js";
import type { DatabaseKind } from "./dialect/database-kind.js";

/** What a data layer is built from, as its model's kind of database has it. */
export function subtasks(model: ReadModel): readonly Subtask[] {
  // A model names the kind that made it, so that kind takes it.
  const kind: DatabaseKind<ReadModel> = databaseKinds[model.dialect];
  return kind.subtasks(model);
}
