import type { Catalogue, ConstraintRow, RelationRow } from "../catalogue/catalogue.js";
import { sqlName } from "../catalogue/sql-literal.js";
import { qualifiedName } from "./qualified-name.js";
import type { SchemaOutput } from "./schema-output.js";
import type { SchemaParts } from "./schema-parts.js";
import { constraintSql, isDefaultLater } from "./table-sql.js";

/** What statements are made from, and where they go. */
export interface SchemaState {
  readonly catalogue: Catalogue;
  readonly parts: SchemaParts;
  readonly output: SchemaOutput;
}

/** What may call functions, and indexes. */
export function addParts({ catalogue, parts, output }: SchemaState): void {
  const { index } = parts;
  for (const row of builtRelations(catalogue, output)) {
    const table = qualifiedName(row);
    for (const column of index.columns.of(row.id)) {
      if (!isDefaultLater(column, parts)) continue;
      if (!parts.isBuildable("default", column.expressionId ?? 0)) continue;
      const target = `ALTER TABLE ${table} ALTER COLUMN ${sqlName(column.name)}`;
      output.add(`${target} SET DEFAULT ${column.expression ?? ""}`);
    }
    for (const constraint of index.constraints.of(row.id)) {
      const { id, type, local } = constraint;
      if (type === "f" || output.isBuilt("constraint", id)) continue;
      if (!local && row.bounds === null) continue;
      addConstraint(parts, output, `ALTER TABLE ${table}`, constraint);
    }
    for (const { id, name, sql } of index.indexes.of(row.id)) {
      if (parts.isBuildable("relation", id)) {
        output.markBuilt("relation", id);
        output.add(sql);
      } else output.omit(`index ${qualifiedName({ schema: row.schema, name })}`);
    }
  }
  for (const type of catalogue.types) {
    if (!output.isBuilt("type", type.id)) continue;
    for (const check of index.domainChecks.of(type.id)) {
      if (parts.callsFunctions("constraint", check.id)) {
        addConstraint(parts, output, `ALTER DOMAIN ${qualifiedName(type)}`, check);
      } else output.markBuilt("constraint", check.id);
    }
  }
  for (const { id, schema, name, owner, ownerColumn, identity } of parts.sequences.values()) {
    const row = owner === null ? undefined : index.relations.get(owner);
    if (row === undefined || identity || !output.isBuilt("relation", id)) continue;
    const [column = ""] = index.columnNames(row.id, [ownerColumn ?? 0]);
    output.add(
      `ALTER SEQUENCE ${qualifiedName({ schema, name })} OWNED BY ${qualifiedName(row)}.${sqlName(column)}`,
    );
  }
}

/** The deepest first: a part is whole before it becomes a part. */
export function attachPartitions({ catalogue, parts, output }: SchemaState): void {
  const { index } = parts;
  const depth = (row: RelationRow): number => {
    const parent = index.relations.get(row.parents[0] ?? 0);
    return row.bounds === null || parent === undefined ? 0 : 1 + depth(parent);
  };
  const partitions = builtRelations(catalogue, output).filter(({ bounds }) => bounds !== null);
  for (const row of partitions.toSorted((left, right) => depth(right) - depth(left))) {
    const parent = index.relations.get(row.parents[0] ?? 0);
    if (parent === undefined) continue;
    output.add(
      `ALTER TABLE ${qualifiedName(parent)} ATTACH PARTITION ${qualifiedName(row)} ${row.bounds ?? ""}`,
    );
  }
}

/** Foreign keys between tables that were asked for: in a circle, or not. */
export function addForeignKeys({ catalogue, parts, output }: SchemaState): void {
  const { index } = parts;
  for (const row of builtRelations(catalogue, output)) {
    for (const constraint of index.constraints.of(row.id)) {
      const { type, local, referenced } = constraint;
      const selected = index.relations.get(referenced)?.selected === true;
      if (type === "f" && local && selected) {
        addConstraint(parts, output, `ALTER TABLE ${qualifiedName(row)}`, constraint);
      }
    }
  }
}

function addConstraint(
  parts: SchemaParts,
  output: SchemaOutput,
  target: string,
  constraint: ConstraintRow,
): void {
  const { id, name } = constraint;
  if (!parts.isBuildable("constraint", id)) {
    output.omit(`constraint ${sqlName(name)}`);
    return;
  }
  output.markBuilt("constraint", id);
  output.add(`${target} ADD ${constraintSql(constraint)}`);
}

/** The tables and views that the SQL makes. */
export function builtRelations(
  { relations }: Catalogue,
  output: SchemaOutput,
): readonly RelationRow[] {
  return relations.filter(({ id }) => output.isBuilt("relation", id));
}
