import type { ObjectId, RelationRow } from "../catalogue/catalogue.js";
import { sqlName } from "../catalogue/sql-literal.js";
import { policySql } from "../schema-sql/policy-sql.js";
import { qualifiedName } from "../schema-sql/qualified-name.js";
import { sequenceSql } from "../schema-sql/sequence-sql.js";
import { addViewColumns } from "./column-objects.js";
import { dropStatement, type ObjectList, personName, schemaId } from "./object-list.js";

/** Functions and procedures of these schemas. */
export function addFunctions(list: ObjectList, schemas: ReadonlySet<string>): void {
  for (const row of list.catalogue.functions) {
    if (!schemas.has(row.schema)) continue;
    const id = list.own("function", row.id);
    const signature = `${qualifiedName(row)}(${row.arguments})`;
    const isAggregate = row.kind === "a";
    list.add({
      kind: "function",
      id,
      name: `${personName(row.schema, row.name)}(${row.arguments})`,
      needs: [schemaId(row.schema), ...list.needs("function", row.id)],
      create: row.sql === null ? [] : [row.sql.trimEnd()],
      drop: isAggregate ? `DROP AGGREGATE ${signature}` : dropStatement(id),
      byHand:
        row.sql === null ? `Make the aggregate ${signature}: PostgreSQL does not print it.` : null,
      comment: list.index.comment("function", row.id),
    });
  }
}

/** Views and materialized views. */
export function addViews(list: ObjectList): void {
  for (const row of list.catalogue.relations) {
    if (row.kind !== "v" && row.kind !== "m") continue;
    const id = list.own("relation", row.id);
    const options = row.options.length === 0 ? "" : ` WITH (${row.options.join(", ")})`;
    const word = row.kind === "m" ? "MATERIALIZED VIEW" : "VIEW";
    const query = (row.definition ?? "").replace(/;\s*$/, "");
    list.add({
      kind: row.kind === "m" ? "materialized view" : "view",
      id,
      name: personName(row.schema, row.name),
      needs: [schemaId(row.schema), ...list.needs("relation", row.id)],
      create: [`CREATE ${word} ${qualifiedName(row)}${options} AS\n${query}`],
      drop: dropStatement(id),
      comment: list.index.comment("relation", row.id),
    });
    addViewColumns(list, row, id);
    for (const index of list.index.indexes.of(row.id)) {
      list.add({
        kind: "index",
        id: list.own("relation", index.id),
        name: personName(row.schema, row.name, index.name),
        partOf: id,
        needs: [id, ...list.needs("relation", index.id)],
        create: [index.sql],
        drop: `DROP INDEX ${qualifiedName({ schema: row.schema, name: index.name })}`,
        comment: list.index.comment("relation", index.id),
      });
    }
  }
}

/** Sequences that no identity column brings, and the columns that they belong to. */
export function addSequences(list: ObjectList, isWanted: (id: ObjectId) => boolean): void {
  for (const row of list.catalogue.sequences) {
    if (row.identity || !isWanted(row.id)) continue;
    const id = list.own("relation", row.id);
    const create = sequenceSql(row);
    list.add({
      kind: "sequence",
      id,
      name: personName(row.schema, row.name),
      needs: [schemaId(row.schema)],
      create: [create],
      drop: dropStatement(id),
      alter: `${create.replace(/^CREATE/, "ALTER")}${row.cycle ? "" : " NO CYCLE"}`,
      comment: list.index.comment("relation", row.id),
    });
    const column =
      row.owner === null ? undefined : list.id("relation", row.owner, row.ownerColumn ?? 0);
    if (column === undefined) continue;
    const target = `ALTER SEQUENCE ${qualifiedName(row)} OWNED BY`;
    list.add({
      kind: "sequence owner",
      id: `OWNER OF ${id}`,
      name: personName(row.schema, row.name),
      partOf: id,
      needs: [id, column],
      create: [`${target} ${column.replace(/^COLUMN /, "")}`],
      drop: `${target} NONE`,
    });
  }
}

/** Triggers and policies of tables and views. */
export function addBehaviour(list: ObjectList): void {
  for (const row of list.catalogue.relations) {
    const table = list.own("relation", row.id);
    for (const trigger of list.index.triggers.of(row.id)) {
      const name = sqlName(trigger.name);
      list.add({
        ...named(list, "trigger", trigger.id, row, trigger.name),
        kind: "trigger",
        partOf: table,
        needs: [table, ...list.needs("trigger", trigger.id)],
        create: [
          trigger.sql,
          ...(trigger.enabled ? [] : [`ALTER TABLE ${qualifiedName(row)} DISABLE TRIGGER ${name}`]),
        ],
        drop: `DROP TRIGGER ${name} ON ${qualifiedName(row)}`,
      });
    }
    for (const policy of list.index.policies.of(row.id)) {
      list.add({
        ...named(list, "policy", policy.id, row, policy.name),
        kind: "policy",
        partOf: table,
        needs: [table, ...list.needs("policy", policy.id)],
        create: [policySql(row, policy)],
        drop: `DROP POLICY ${sqlName(policy.name)} ON ${qualifiedName(row)}`,
      });
    }
  }
}

function named(
  list: ObjectList,
  kind: "trigger" | "policy",
  id: ObjectId,
  row: RelationRow,
  name: string,
) {
  return {
    id: list.own(kind, id),
    name: personName(row.schema, row.name, name),
    comment: list.index.comment(kind, id),
  };
}
