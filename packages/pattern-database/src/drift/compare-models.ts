import type { Difference } from "@agentflow/core";
import { compareCodePoints } from "../model/compare-code-points.js";
import type { DatabaseModel } from "../model/database-model.js";
import { compareTables } from "./compare-tables.js";
import { compareTypes } from "./compare-types.js";
import { compareNamed, Differences } from "./differences.js";
import type { SchemaDrift } from "./schema-drift.js";

/**
 * How one database differs from another, in whatever dialect. The versions of the servers are no difference, and neither
 * are the database's name for people and how its values are typed.
 */
export function compareModels(
  before: DatabaseModel,
  after: DatabaseModel,
  drift: Pick<SchemaDrift, "compareRest">,
): readonly Difference[] {
  const found = new Differences();
  compareNamed(before.schemas, after.schemas, {
    name: (schema) => schema,
    removed: (schema) => found.add("removed", ["schema", schema], "", true),
    added: (schema) => found.add("added", ["schema", schema]),
    both: () => undefined,
  });
  compareNamed(before.extensions, after.extensions, {
    name: ({ name }) => name,
    removed: ({ name }) => found.add("removed", ["extension", name]),
    added: ({ name, version }) => found.add("added", ["extension", name], version),
    both: (old, { name, version, schema }) => {
      found.changed(["extension", name], "version", old.version, version);
      found.changed(["extension", name], "schema", old.schema, schema);
    },
  });
  compareTypes(found, before, after);
  compareNamed(before.sequences, after.sequences, {
    name: ({ schema, name }) => JSON.stringify([schema, name]),
    removed: ({ schema, name }) => found.add("removed", ["sequence", `${schema}.${name}`]),
    added: ({ schema, name }) => found.add("added", ["sequence", `${schema}.${name}`]),
    both: (old, { schema, name, sql }) =>
      found.changed(["sequence", `${schema}.${name}`], "", old.sql, sql),
  });
  compareTables(found, before.tables, after.tables);
  compareFunctions(found, before, after);
  drift.compareRest(found, before, after);
  return found.found;
}

type Functions = DatabaseModel["functions"];

/** Functions of one name are told apart by their arguments, which only their SQL has. */
function compareFunctions(found: Differences, before: DatabaseModel, after: DatabaseModel): void {
  compareNamed(overloads(before.functions), overloads(after.functions), {
    name: ({ key }) => key,
    removed: ({ group }) => found.add("removed", subjectOf(group)),
    added: ({ group }) => found.add("added", subjectOf(group)),
    both: (old, { group }) => {
      if (textOf(old.group) === textOf(group)) return;
      const count =
        group.length === old.group.length ? "" : `, ${old.group.length} become ${group.length}`;
      found.add("changed", subjectOf(group), `its definition is another one${count}`);
    },
  });
}

function overloads(functions: Functions) {
  const groups = Map.groupBy(functions, ({ schema, name, kind }) =>
    JSON.stringify([kind, schema, name]),
  );
  return [...groups].map(([key, group]) => ({ key, group }));
}

function subjectOf([first]: Functions): readonly [string, string] {
  return [first?.kind ?? "function", `${first?.schema ?? ""}.${first?.name ?? ""}`];
}

function textOf(functions: Functions): string {
  return JSON.stringify(functions.map(({ sql }) => sql).toSorted(compareCodePoints));
}
