import type { Difference } from "@agentflow/core";
import { compareCodePoints } from "../model/compare-code-points.js";
import type { DatabaseModel } from "../model/database-model.js";
import { compareObjects } from "./compare-objects.js";
import { compareTables } from "./compare-tables.js";
import { compareTypes } from "./compare-types.js";
import { compareNamed, Differences } from "./differences.js";

/**
 * How one database differs from another, in whatever dialect. The versions of the servers are no difference, and neither
 * are the database's name for people and how its values are typed.
 */
export function compareModels(before: DatabaseModel, after: DatabaseModel): readonly Difference[] {
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
  compareObjects(found, before.objects, after.objects);
  return found.found;
}

/** Functions of one name are told apart by their arguments, which only their SQL has. */
function compareFunctions(found: Differences, before: DatabaseModel, after: DatabaseModel): void {
  const grouped = ({ functions }: DatabaseModel) =>
    [
      ...Map.groupBy(functions, ({ schema, name, kind }) => JSON.stringify([kind, schema, name])),
    ].map(([key, group]) => ({ key, group }));
  const subject = (group: DatabaseModel["functions"]) => {
    const [first] = group;
    return [first?.kind ?? "function", `${first?.schema ?? ""}.${first?.name ?? ""}`] as const;
  };
  const texts = (group: DatabaseModel["functions"]): string =>
    JSON.stringify(group.map(({ sql }) => sql).toSorted(compareCodePoints));
  compareNamed(grouped(before), grouped(after), {
    name: ({ key }) => key,
    removed: ({ group }) => found.add("removed", subject(group)),
    added: ({ group }) => found.add("added", subject(group)),
    both: (old, { group }) => {
      if (texts(old.group) === texts(group)) return;
      const count =
        group.length === old.group.length ? "" : `, ${old.group.length} become ${group.length}`;
      found.add("changed", subject(group), `its definition is another one${count}`);
    },
  });
}
