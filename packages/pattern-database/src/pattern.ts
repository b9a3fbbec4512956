import { definePattern } from "@agentflow/core";
import { compareReadModels } from "./compare-read-models.js";
import { databaseInput } from "./input/database-input.js";
import { readDatabaseModel } from "./read-database-model.js";
import { subtasks } from "./subtasks.js";

/** A database, from its own catalogue or from its schema as SQL. */
export const databasePattern = definePattern({
  id: "database",
  input: databaseInput,
  inspect: readDatabaseModel,
  decompose: subtasks,
  compare: compareReadModels,
});
