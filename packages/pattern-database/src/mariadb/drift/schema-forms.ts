import type { SchemaForm } from "../../drift/compare-forms.js";
import type { DatabaseModel } from "../../model/database-model.js";
import type { SchemaObject } from "../../model/schema-object.js";
import { parseCreateTable } from "../create-table/parse-create-table.js";
import { tableColumns } from "./table-column.js";

/** The pieces of a database's statements: of a table, what stands in its parentheses and what after them. */
export function schemaForms({ objects }: DatabaseModel): readonly SchemaForm[] {
  return objects.flatMap((object) => {
    const { kind, id, name, create, byHand, needs } = object;
    if (kind === "table" && byHand === undefined) return tableForms(object);
    const [word = ""] = id.split(" ", 1);
    const text = JSON.stringify([create, byHand, kind === "trigger" ? needs : []]);
    return [{ word: word.toLowerCase(), name, text }];
  });
}

function tableForms({ name, create: [sql = ""] }: SchemaObject): readonly SchemaForm[] {
  const table = parseCreateTable(sql);
  const { parts, options, partitions } = table;
  return [
    { word: "table", name, text: JSON.stringify([options, partitions]) },
    ...[...tableColumns(table).values()].map((column) => ({
      word: "column",
      name: `${name}.${column.name}`,
      text: JSON.stringify([column.sql, column.collation]),
    })),
    ...parts
      .filter(({ kind }) => kind !== "column")
      .map((part) => ({ word: part.kind, name: `${name}.${part.name}`, text: part.sql })),
  ];
}
