import { AgentFlowError, errorCodes, nearestNames } from "@agentflow/core";
import type { DatabaseInput } from "./database-input.js";
import { tablePattern } from "./table-pattern.js";

/** What a database has, of what could be read. */
export interface Selectable {
  /** All there are. */
  readonly schemas: readonly string[];
  /** Tables and views that were asked for. */
  readonly tables: readonly { readonly schema: string; readonly name: string }[];
}

/**
 * @throws AF_SELECTION_EMPTY naming every schema that does not exist and every pattern that nothing matches, or when
 * nothing is left
 */
export function checkSelection(
  { schemas, tables }: Selectable,
  { schema = [], includeTable = [] }: Pick<DatabaseInput, "schema" | "includeTable">,
): void {
  const names = tables.map((table) => `${table.schema}.${table.name}`);
  const unknown = schema.filter((name) => !schemas.includes(name));
  const unmatched = includeTable.filter((glob) => {
    const pattern = new RegExp(`^(?:${tablePattern(glob)})$`, "su");
    return !names.some((name) => pattern.test(name));
  });
  const [first] = unknown;
  if (first !== undefined) {
    const near = nearestNames(first, schemas);
    throw selectionEmpty(
      `The database has no schema ${unknown.map((name) => JSON.stringify(name)).join(", ")}.`,
      near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "Check --schema.",
    );
  }
  if (unmatched.length > 0) {
    const list = unmatched.map((glob) => JSON.stringify(glob)).join(", ");
    throw selectionEmpty(
      `No table or view matches ${list}.`,
      "Check --include-table: it compares <schema>.<table>, exactly but for * and ?.",
    );
  }
  if (names.length === 0) {
    throw selectionEmpty(
      "There is no table and no view to read.",
      "Check --schema, --include-table and --exclude-table, and that the database is the right one.",
    );
  }
}

function selectionEmpty(message: string, help: string): AgentFlowError {
  return new AgentFlowError(errorCodes.selectionEmpty, message, { help });
}
