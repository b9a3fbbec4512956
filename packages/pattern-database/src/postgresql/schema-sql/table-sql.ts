import type { ColumnRow, ConstraintRow, RelationRow } from "../catalogue/catalogue.js";
import { sqlName } from "../catalogue/sql-literal.js";
import { qualifiedName } from "./qualified-name.js";
import type { SchemaParts } from "./schema-parts.js";
import { identityOptions } from "./sequence-sql.js";

/** Collations that every PostgreSQL has. */
const collations = ['pg_catalog."C"', 'pg_catalog."POSIX"', "pg_catalog.ucs_basic"];

/**
 * A table as SQL, with its keys and checks. What may need something that does not exist yet is added later: foreign
 * keys, exclusions, checks and defaults that call functions, and what a partition is a partition of.
 */
export function tableSql(row: RelationRow, parts: SchemaParts): string {
  const { index } = parts;
  const inherits = row.bounds === null ? row.parents : [];
  const columns = index.columns
    .of(row.id)
    .filter(({ local }) => local || inherits.length === 0)
    .map((column) => `  ${columnSql(column, row, parts)}`);
  const constraints = index.constraints
    .of(row.id)
    .filter((constraint) => isInline(constraint, row, parts))
    .map((constraint) => `  ${constraintSql(constraint)}`);
  const parents = inherits.flatMap((id) => index.relations.get(id) ?? []);
  return [
    `CREATE TABLE ${qualifiedName(row)} (\n${[...columns, ...constraints].join(",\n")}\n)`,
    ...(parents.length === 0
      ? []
      : [`INHERITS (${parents.map((parent) => qualifiedName(parent)).join(", ")})`]),
    ...(row.partitionBy === null ? [] : [`PARTITION BY ${row.partitionBy}`]),
  ].join(" ");
}

/** A constraint as it stands in a table, or after ADD. */
export function constraintSql({ name, definition }: ConstraintRow): string {
  return `CONSTRAINT ${sqlName(name)} ${definition.replace(/ NOT VALID$/, "")}`;
}

/** Whether a table is created with a constraint. */
export function isInline(
  { id, type, local }: ConstraintRow,
  { bounds }: RelationRow,
  parts: SchemaParts,
): boolean {
  // A partition has to have its parent's before it is attached.
  if (type === "f" || type === "x" || !(local || bounds !== null)) return false;
  return (
    parts.isBuildable("constraint", id) &&
    parts
      .dependencies("constraint", id)
      .every(({ onKind, extension }) => onKind === "type" && extension === null)
  );
}

/** Whether a column's default is given after everything that it may call. */
export function isDefaultLater(
  { expressionId, generated }: ColumnRow,
  parts: SchemaParts,
): boolean {
  return expressionId !== null && generated === "" && parts.callsFunctions("default", expressionId);
}

function columnSql(column: ColumnRow, row: RelationRow, parts: SchemaParts): string {
  const { name, type, sql, notNull, collation } = column;
  const buildable = parts.isBuildable("type", type);
  const array = parts.index.types.get(type)?.element != null;
  return [
    sqlName(name),
    buildable ? sql : `text${array ? "[]" : ""}`,
    ...(collation !== null && collations.includes(collation) ? [`COLLATE ${collation}`] : []),
    ...valueSql(column, row, parts),
    ...(notNull ? ["NOT NULL"] : []),
  ].join(" ");
}

function valueSql(column: ColumnRow, row: RelationRow, parts: SchemaParts): readonly string[] {
  const { expression, expressionId, generated, identity, name, position } = column;
  // A partition has its parent's as soon as it is attached.
  if (identity !== "" && row.bounds === null) {
    const sequence = parts.identitySequence(row.id, position);
    const options =
      sequence === undefined ? "" : identityOptions(sequence, `${row.name}_${name}_seq`);
    return [`GENERATED ${identity === "a" ? "ALWAYS" : "BY DEFAULT"} AS IDENTITY${options}`];
  }
  if (expression === null || isDefaultLater(column, parts)) return [];
  if (expressionId !== null && !parts.isBuildable("default", expressionId)) return [];
  if (generated === "") return [`DEFAULT ${expression}`];
  return [`GENERATED ALWAYS AS (${expression}) ${generated === "v" ? "VIRTUAL" : "STORED"}`];
}
