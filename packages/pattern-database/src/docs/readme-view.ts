import { cellCode, Code, markdownText, tableRow } from "@agentflow/core";
import type { PrintedWords } from "../dialect/printing-dialect.js";
import type { NamedDatabase, NamedTable } from "../names/named-database.js";
import { byId, entityDiagram } from "./entity-diagram.js";
import { exampleCalls } from "./example-calls.js";
import { exampleTable } from "./example-table.js";

/** Everything that `README.md.eta` prints. */
export interface ReadmeView {
  readonly name: string;
  /** `4 tables and 1 view`. */
  readonly size: string;
  readonly server: string;
  readonly words: PrintedWords;
  readonly packageName: Code;
  readonly create: Code;
  readonly variable: Code;
  readonly environment: Code;
  /** A table to show calls with; empty when there is none. */
  readonly examples: readonly { readonly access: Code; readonly calls: Code }[];
  readonly hasDiagram: boolean;
  readonly diagram: Code;
  /** Rows of the table of tables. */
  readonly tables: readonly Code[];
}

/** What the README of the generated package says of one database. */
export function readmeView(database: NamedDatabase): ReadmeView {
  const { model, dialect, names, tables } = database;
  const example = exampleTable(database);
  const diagram = entityDiagram(database);
  return {
    name: model.name,
    size: sizeOf(tables),
    server: `${dialect.title} ${model.serverVersion}`,
    words: dialect.words,
    packageName: Code.trusted(names.packageName),
    create: Code.identifier(names.create),
    variable: Code.identifier(names.variable),
    environment: Code.identifier(names.environment),
    examples: example
      ? [
          {
            access: Code.trusted(`${names.variable}.${example.key}`),
            // Made of keys, which are printed as literals.
            calls: Code.trusted(exampleCalls(names.variable, example)),
          },
        ]
      : [],
    hasDiagram: diagram !== "",
    // Made of letters, digits and underscores.
    diagram: Code.trusted(diagram),
    tables: byId(tables).map((table) => tableLine(names.variable, table)),
  };
}

function tableLine(variable: string, { id, file, key, model }: NamedTable): Code {
  const link = `[${markdownText(id)}](docs/${file}.md)`;
  const about = (model.comment ?? "").split("\n", 1)[0] ?? "";
  return Code.trusted(tableRow(link, cellCode(`${variable}.${key}`), markdownText(about)));
}

function sizeOf(tables: readonly NamedTable[]): string {
  const views = tables.filter(
    ({ model }) => model.kind === "view" || model.kind === "materialized-view",
  ).length;
  const parts = [
    counted(tables.length - views, "table"),
    ...(views > 0 ? [counted(views, "view")] : []),
  ];
  return parts.join(" and ");
}

function counted(count: number, singular: string): string {
  return `${count} ${count === 1 ? singular : `${singular}s`}`;
}
