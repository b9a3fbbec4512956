import { cellCode, inlineCode, markdownText, type PlannedFile, tableRow } from "@agentflow/core";
import type { NamedDatabase, NamedRelation, NamedTable } from "../names/named-database.js";
import { uniqueKeys } from "../names/unique-keys.js";
import { isAlwaysThere } from "../tables/always-there.js";
import type { NamedColumn } from "../types/column-facts.js";
import { valueType } from "../types/column-type.js";
import { exampleCalls } from "./example-calls.js";

const kinds = {
  table: "Table",
  "partitioned-table": "Partitioned table",
  view: "View",
  "materialized-view": "Materialized view",
  "foreign-table": "Foreign table",
} as const;

/** `docs/<file>.md`: what a table holds, what holds it together, and how it is called. */
export function tablePage({ names }: NamedDatabase, table: NamedTable): PlannedFile {
  const { model, id, key } = table;
  const sections = [
    `# ${markdownText(id)}`,
    markdownText(model.comment ?? ""),
    `${kinds[model.kind]} ${inlineCode(`${model.schema}.${model.name}`)}, in a program ${inlineCode(`${names.variable}.${key}`)}. Every call and its options: the [README](../README.md).`,
    `\`\`\`ts\n${exampleCalls(names.variable, table)}\n\`\`\``,
    section("Columns", columnTable(table)),
    section("Keys and checks", constraintLines(table)),
    section("Relations", relationTable(table)),
    section("Indexes", indexLines(table)),
    section("Also", furtherLines(table)),
  ];
  const text = `${sections.filter((part) => part !== "").join("\n\n")}\n`;
  return { kind: "text", path: `docs/${table.file}.md`, text };
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `## ${title}\n\n${lines.join("\n")}`;
}

function columnTable({ columns }: NamedTable): readonly string[] {
  if (columns.length === 0) return [];
  return [
    "| Column | Key | Type | In TypeScript | What it is |",
    "| --- | --- | --- | --- | --- |",
    ...columns.map((column) => {
      const { model, type, key, nullable } = column;
      return tableRow(
        cellCode(model.name),
        cellCode(key),
        cellCode(model.type.sql),
        cellCode(`${valueType(type)}${nullable ? " | null" : ""}`),
        markdownText(
          [model.comment ?? "", ...facts(column)].filter((fact) => fact !== "").join(" "),
        ),
      );
    }),
  ];
}

function facts({ model, type, readOnly, version }: NamedColumn): readonly string[] {
  return [
    ...(model.generated === null ? [] : [`Generated: ${model.generated}.`]),
    ...(model.identity === null ? [] : [`Identity, ${model.identity.replace("-", " ")}.`]),
    ...(model.default === null ? [] : [`Default: ${model.default}.`]),
    ...(model.onUpdate === undefined ? [] : [`Set when its row changes: ${model.onUpdate}.`]),
    ...(model.collation === null ? [] : [`Collation ${model.collation}.`]),
    ...type.domains.map(({ schema, name }) => `Domain ${schema}.${name}.`),
    ...(version ? ["Counts the row's changes."] : []),
    ...(readOnly && model.generated === null && model.identity === null ? ["Not written."] : []),
  ];
}

function constraintLines({ model }: NamedTable): readonly string[] {
  const keys = uniqueKeys(model).map(({ name, columns }) => {
    const what = name === model.primaryKey?.name ? "Primary key" : "Unique";
    return `- ${what} ${inlineCode(name)}: ${columns.map(inlineCode).join(", ")}`;
  });
  const foreign = model.foreignKeys.map((one) => {
    const target = `${one.referencedSchema}.${one.referencedTable} (${one.referencedColumns.join(", ")})`;
    const actions = [
      ...(one.onUpdate === "no-action"
        ? []
        : [`on update ${markdownText(one.onUpdate.replace("-", " "))}`]),
      ...(one.onDelete === "no-action"
        ? []
        : [`on delete ${markdownText(one.onDelete.replace("-", " "))}`]),
      ...(one.deferrable ? ["deferrable"] : []),
    ];
    const more = actions.length === 0 ? "" : `; ${actions.join(", ")}`;
    return `- Foreign key ${inlineCode(one.name)}: ${one.columns.map(inlineCode).join(", ")} to ${inlineCode(target)}${more}`;
  });
  const checks = model.checks.map(
    ({ name, expression }) => `- Check ${inlineCode(name)}: ${inlineCode(expression)}`,
  );
  const exclusions = model.exclusions.map(
    ({ name, sql }) => `- Exclusion ${inlineCode(name)}: ${inlineCode(sql)}`,
  );
  return [...keys, ...foreign, ...checks, ...exclusions];
}

function relationTable(named: NamedTable): readonly string[] {
  const { relations } = named;
  if (relations.length === 0) return [];
  return [
    "| Relation | Table | Rows | Along |",
    "| --- | --- | --- | --- |",
    ...relations.map((relation) =>
      tableRow(
        cellCode(relation.key),
        `[${markdownText(relation.table.id)}](${relation.table.file}.md)`,
        relatedRows(named, relation),
        cellCode(relation.constraint),
      ),
    ),
  ];
}

function relatedRows(table: NamedTable, relation: NamedRelation): string {
  if (relation.many) return "any number";
  return isAlwaysThere(table, relation) ? "one" : "one or none";
}

function indexLines({ model }: NamedTable): readonly string[] {
  return model.indexes.map(({ sql }) => `- ${inlineCode(sql)}`);
}

function furtherLines({ model }: NamedTable): readonly string[] {
  const { options, partitionBy, partitionOf, triggers, rowSecurity, definition } = model;
  return [
    ...options.map((option) => `- ${inlineCode(option)}`),
    ...(partitionBy === null ? [] : [`- Partitioned by ${inlineCode(partitionBy)}`]),
    ...(partitionOf === null
      ? []
      : [
          `- Partition of ${inlineCode(`${partitionOf.schema}.${partitionOf.name}`)}: ${inlineCode(partitionOf.bounds)}`,
        ]),
    ...triggers.map(
      ({ sql, enabled }) => `- Trigger${enabled ? "" : " (disabled)"}: ${inlineCode(sql)}`,
    ),
    ...(rowSecurity.enabled
      ? [`- Row security is enabled${rowSecurity.forced ? ", for the owner too" : ""}`]
      : []),
    ...rowSecurity.policies.map((policy) => `- Policy: ${inlineCode(policy)}`),
    ...(definition === null ? [] : [`- Defined as ${inlineCode(definition)}`]),
  ];
}
