import type { Comparison } from "@agentflow/core";
import { databaseKinds, type ReadModel } from "./database-kinds.js";
import type { DatabaseKind } from "./dialect/database-kind.js";

/** How a database differs from the one that a package was made from. */
export function compareReadModels(recorded: ReadModel, current: ReadModel): Comparison {
  const kind: DatabaseKind<ReadModel> = databaseKinds[recorded.dialect];
  if (recorded.dialect === current.dialect) return kind.compare(recorded, current);
  const detail = `${kind.title} becomes ${databaseKinds[current.dialect].title}`;
  return {
    differences: [{ kind: "changed", subject: "database", detail, breaking: true }],
    scripts: [],
    notes: [],
  };
}
