import { keyLiteral } from "@agentflow/core";
import { mayDelete, mayInsert, mayUpdate } from "../tables/table-access.js";
import type { NamedColumn } from "../types/column-facts.js";
import { sampler } from "./sampler.js";
import type { TestModule } from "./test-module.js";

/** A filter that no row passes: a database says even so whether it takes the statement. */
const none = "{ not: { and: [] } }";

/**
 * What can be done with rows through a view. Which rows it has, and what its tables make of a new one, nobody can tell
 * from here; that the database takes changes of every column that can be changed, it says without a row.
 */
export function viewTests(module: TestModule): void {
  const { access, table } = module;
  if (table.model.kind !== "view") return;
  const changed = valuesOf(
    module,
    table.columns.filter(({ updatable }) => updatable),
  );
  if (mayUpdate(table) && changed !== "") {
    module.test(
      "takes changes of its columns",
      [`expect(await ${access}.updateWhere(${none}, { ${changed} })).toBe(0);`],
      "tx",
    );
  }
  if (mayDelete(table)) {
    module.test(
      "lets rows be removed",
      [`expect(await ${access}.deleteWhere(${none})).toBe(0);`],
      "tx",
    );
  }
  if (mayInsert(table)) insertTest(module);
}

function insertTest(module: TestModule): void {
  const { access, table } = module;
  const trigger = table.model.triggers.find(
    ({ enabled, events }) => enabled && events.includes("insert"),
  );
  if (trigger) {
    return module.note(
      `What insert does is not tested: the trigger ${trigger.name} writes the row, or refuses it.`,
    );
  }
  const columns = table.columns.filter(({ insertable }) => insertable);
  const unknown = columns.find(
    (column) => !column.nullable && !column.hasDefault && valuesOf(module, [column]) === "",
  );
  if (unknown) {
    const { name, type } = unknown.model;
    return module.note(
      `What insert does is not tested: no value is known for the column ${name}, of type ${type.sql}.`,
    );
  }
  module.scene("refusal");
  module.test(
    "takes a row, or says why not",
    [
      `const inserted = ${access}.insert({ ${valuesOf(module, columns)} });`,
      "const row = await inserted.catch(() => undefined);",
      'if (!row) expect((await refusal(inserted)).kind).not.toBe("unknown");',
    ],
    "tx",
  );
}

/** Members of an object with a value for each column of which one is known. */
function valuesOf({ planner }: TestModule, columns: readonly NamedColumn[]): string {
  return columns
    .flatMap((column) => {
      const made = sampler(column, [], planner.samples);
      return made ? [`${keyLiteral(column.key)}: ${made.at("1")}`] : [];
    })
    .join(", ");
}
