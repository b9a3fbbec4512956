import { cellCode, Code, compareText, markdownText, tableRow } from "@agentflow/core";
import { keyNames, type NamedTable, type NamedTables } from "./named-tables.js";

/** Everything that the templates print. */
export interface DynamodbView {
  readonly name: string;
  readonly size: string;
  readonly create: Code;
  readonly client: Code;
  readonly options: Code;
  readonly doc: Code;
  readonly optionsDoc: Code;
  readonly variable: Code;
  readonly packageName: string;
  readonly packageCode: Code;
  readonly access: Code;
  /** Property of the client. */
  readonly table: Code;
  /** Calls of one table. */
  readonly calls: Code;
  /** Rows of the table of tables. */
  readonly tables: readonly Code[];
}

export function dynamodbView({ model, names, tables }: NamedTables): DynamodbView {
  // There is one at least: nothing is read where there is none.
  const [first] = tables;
  const access = `${names.variable}.${first?.key ?? "tables"}`;
  return {
    name: model.name,
    size: `${tables.length} ${tables.length === 1 ? "table" : "tables"}`,
    create: Code.identifier(names.create),
    client: Code.identifier(names.client),
    options: Code.identifier(names.options),
    doc: Code.comment(`The database ${model.name}, with one property per table.`),
    optionsDoc: Code.comment(
      `Options of {@link ${names.create}}: where the tables are, and how calls run.`,
    ),
    variable: Code.identifier(names.variable),
    packageName: names.packageName,
    packageCode: Code.trusted(names.packageName),
    access: Code.trusted(access),
    table: Code.identifier(first?.key ?? "tables"),
    calls: Code.trusted(first === undefined ? "" : exampleCalls(access, first)),
    tables: tables
      .toSorted((one, other) => compareText(one.id, other.id))
      .map(({ id, file, key }) =>
        Code.trusted(
          tableRow(`[${markdownText(id)}](docs/${file}.md)`, cellCode(`${names.variable}.${key}`)),
        ),
      ),
  };
}

/** What a table is good for, one call a line. */
export function exampleCalls(access: string, { model }: NamedTable): string {
  const key = keyNames(model)
    .map((name) => `${JSON.stringify(name)}: …`)
    .join(", ");
  return [
    `await ${access}.get({ ${key} });`,
    `await ${access}.query({ key: …, limit: 20 });`,
    `await ${access}.insert({ ${key} });`,
    `await ${access}.update({ ${key} }, { … });`,
  ].join("\n");
}
