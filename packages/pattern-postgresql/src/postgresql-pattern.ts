import { extendPattern } from "@agentflow/core";
import { type DatabaseModel, databasePattern } from "@agentflow/pattern-database";
import { additions } from "./additions.js";
import { featureSubtasks } from "./feature-subtasks.js";
import { postgresqlInput } from "./postgresql-input.js";
import { requirePostgresql } from "./require-postgresql.js";

/** PostgreSQL: pattern-database, plus what only PostgreSQL has. */
export const postgresqlPattern = extendPattern(databasePattern, {
  id: "postgresql",
  input: postgresqlInput,
  toBase: (input) => input,
  refine: (model): DatabaseModel => {
    const database = requirePostgresql(model);
    return { ...database, additions: additions(database) };
  },
  extend: (subtasks, model) => [...subtasks, ...featureSubtasks(model)],
});
