import type { Script } from "@agentflow/core";
import type { DatabaseModel } from "../model/database-model.js";
import type { SchemaDrift } from "./schema-drift.js";

/** SQL in both directions; only privileges, which are no part of a schema, have none. */
export function driftScripts(
  recorded: DatabaseModel,
  current: DatabaseModel,
  drift: SchemaDrift,
): readonly Script[] {
  const script = (
    fileName: string,
    title: string,
    from: DatabaseModel,
    to: DatabaseModel,
  ): readonly Script[] => {
    const text = drift.migration(from, to, title);
    return text === undefined ? [] : [{ title, fileName, text }];
  };
  return [
    ...script(
      "migration.sql",
      "From the recorded schema to the one that was read",
      recorded,
      current,
    ),
    ...script(
      "reversal.sql",
      "From the schema that was read back to the recorded one",
      current,
      recorded,
    ),
  ];
}
