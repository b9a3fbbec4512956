import { compareCodePoints } from "../../model/compare-code-points.js";
import type { RelationRow } from "../catalogue/catalogue.js";
import { qualifiedName } from "../schema-sql/qualified-name.js";
import { addColumns, columnNeeds } from "./column-objects.js";
import { addConstraints } from "./constraint-objects.js";
import { dropStatement, type ObjectList, personName, schemaId } from "./object-list.js";

/** Tables with their columns, keys, indexes and partitions. */
export function addTables(list: ObjectList): void {
  for (const row of list.catalogue.relations) {
    if (row.kind === "v" || row.kind === "m") continue;
    const id = list.own("relation", row.id);
    addTable(list, row, id);
    addColumns(list, row, id);
    addConstraints(list, row, id);
    addIndexes(list, row, id);
  }
}

function addTable(list: ObjectList, row: RelationRow, id: string): void {
  const parents = row.parents.flatMap((parent) => list.index.relations.get(parent) ?? []);
  const isPartition = row.bounds !== null;
  const [whole] = parents;
  const partitioning = row.partitionBy === null ? "" : ` PARTITION BY ${row.partitionBy}`;
  const inherits =
    isPartition || parents.length === 0
      ? ""
      : ` INHERITS (${parents.map((parent) => qualifiedName(parent)).join(", ")})`;
  const create = `CREATE TABLE ${qualifiedName(row)}`;
  list.add({
    kind: "table",
    id,
    name: personName(row.schema, row.name),
    needs: [
      schemaId(row.schema),
      ...parents.flatMap((parent) => list.id("relation", parent.id) ?? []),
      ...list.index.columns.of(row.id).flatMap(({ type }) => list.typeNeeds(type)),
      // What a stored expression calls stands in the table's own statement.
      ...list.index.columns
        .of(row.id)
        .flatMap(({ expressionId, generated }) =>
          expressionId === null || generated === "" ? [] : list.needs("default", expressionId),
        ),
    ],
    create: [
      isPartition && whole !== undefined
        ? `${create} PARTITION OF ${qualifiedName(whole)} ${row.bounds ?? ""}`
        : create,
    ],
    afterColumns: `${inherits}${partitioning}`,
    drop: row.kind === "f" ? `DROP FOREIGN TABLE ${qualifiedName(row)}` : dropStatement(id),
    byHand:
      row.kind === "f"
        ? `Make the foreign table ${qualifiedName(row)} of its server: its options are not read.`
        : null,
    comment: list.index.comment("relation", row.id),
  });
  if (isPartition && whole !== undefined) addPartition(list, row, whole, id);
  addRowSecurity(list, row, id);
}

function addPartition(list: ObjectList, row: RelationRow, whole: RelationRow, id: string): void {
  const parent = list.own("relation", whole.id);
  const target = `ALTER TABLE ${qualifiedName(whole)}`;
  list.add({
    kind: "partition",
    id: `PARTITION ${qualifiedName(row)} OF ${qualifiedName(whole)}`,
    name: personName(row.schema, row.name),
    partOf: id,
    needs: [id, parent],
    create: [`${target} ATTACH PARTITION ${qualifiedName(row)} ${row.bounds ?? ""}`],
    drop: `${target} DETACH PARTITION ${qualifiedName(row)}`,
    values: list.index.constraints
      .of(row.id)
      .filter(({ local }) => !local)
      .flatMap((constraint) => list.id("constraint", constraint.id) ?? [])
      .toSorted(compareCodePoints),
  });
}

function addRowSecurity(list: ObjectList, row: RelationRow, table: string): void {
  for (const [isOn, name] of [
    [row.rowSecurity, ""],
    [row.forcedRowSecurity, "FORCE "],
  ] as const) {
    if (!isOn) continue;
    const alter = `ALTER TABLE ${qualifiedName(row)}`;
    list.add({
      kind: "row security",
      id: `${name}ROW LEVEL SECURITY ON ${qualifiedName(row)}`,
      name: personName(row.schema, row.name),
      partOf: table,
      needs: [table],
      create: [`${alter} ${name === "" ? "ENABLE " : name}ROW LEVEL SECURITY`],
      drop: `${alter} ${name === "" ? "DISABLE" : "NO FORCE"} ROW LEVEL SECURITY`,
    });
  }
}

function addIndexes(list: ObjectList, row: RelationRow, table: string): void {
  for (const index of list.index.indexes.of(row.id)) {
    const name = qualifiedName({ schema: row.schema, name: index.name });
    const whole = index.parent === null ? undefined : list.id("relation", index.parent);
    list.add({
      kind: "index",
      id: list.own("relation", index.id),
      name: personName(row.schema, row.name, index.name),
      partOf: table,
      needs: [
        table,
        ...columnNeeds(list, row, index.partial ? [0] : index.columns),
        ...list.needs("relation", index.id),
        ...(whole === undefined ? [] : [whole]),
      ],
      create: [
        index.sql,
        ...(whole === undefined ? [] : [`ALTER ${whole} ATTACH PARTITION ${name}`]),
      ],
      drop: `DROP INDEX ${name}`,
      comment: list.index.comment("relation", index.id),
    });
  }
}
