import { Code, compareText, memberLines, stringLiteral } from "@agentflow/core";
import type { NamedTable } from "../names/named-database.js";
import { mayDelete } from "./table-access.js";
import {
  changesDeclaration,
  insertDeclaration,
  keyDeclaration,
  relationsDeclaration,
  rowDeclaration,
} from "./row-declarations.js";
import { descriptionKind, tableDescription } from "./table-description.js";

const kinds = { table: "Table", view: "View", "materialized-view": "Materialized view" } as const;

/** Source of `src/tables/<file>.ts`: the types of a table's rows, and its description. */
export function tableModule(table: NamedTable): string {
  const { id, key, types } = table;
  const names = [types.row, types.insert, types.changes, types.key, types.relations];
  // Rows that cannot be removed: no value is what a removal takes.
  const removal = mayDelete(table) ? [] : ["never"];
  const doc = Code.comment(`${kinds[descriptionKind(table)]} ${id}.`).toString();
  const name = Code.identifier(key).toString();
  const description = memberLines(tableDescription(table));
  const blocks = [
    imports(table),
    rowDeclaration(table),
    insertDeclaration(table),
    changesDeclaration(table),
    keyDeclaration(table),
    relationsDeclaration(table),
    `${doc}\nexport const ${name} = /* @__PURE__ */ defineTable<\n  ${[...names, ...removal].join(",\n  ")}\n>(${description});\n`,
  ];
  return blocks.join("\n");
}

function imports(table: NamedTable): string {
  const { columns, relations, types } = table;
  const elements = new Set(columns.map(({ type }) => type.element));
  const enums = columns.flatMap(({ type }) => (type.enumeration ? [type.element] : []));
  const rows = new Map(
    relations
      .filter((relation) => relation.table.types.row !== types.row)
      .map((relation) => [relation.table.types.row, `./${relation.table.file}.js`]),
  );
  const nested = columns.some(({ type }) => type.array && type.dimensions === "any");
  const used = [
    ...(elements.has("JsonValue") ? ["JsonValue"] : []),
    ...(nested ? ["NestedArray"] : []),
    ...(elements.has("StoredValue") ? ["StoredValue"] : []),
  ];
  const runtime = ["defineTable", ...used.map((name) => `type ${name}`)];
  const lines = [
    `import { ${runtime.join(", ")} } from "@agentflow/database";`,
    ...[...rows]
      .toSorted(([, left], [, right]) => compareText(left, right))
      .map(([row, module]) => `import type { ${row} } from ${stringLiteral(module)};`),
  ];
  const unions = [...new Set(enums)].toSorted(compareText);
  if (unions.length > 0) lines.push(`import type { ${unions.join(", ")} } from "../enums.js";`);
  return lines.map((line) => `${line}\n`).join("");
}
