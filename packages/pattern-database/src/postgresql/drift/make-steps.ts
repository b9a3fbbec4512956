import type { SchemaObject } from "../../model/schema-object.js";
import { columnDefinition, defaultId } from "../schema-objects/column-objects.js";
import { addColumn, changeColumn } from "./column-steps.js";
import { inOrder } from "../../drift/object-order.js";
import type { SchemaChange } from "./schema-change.js";
import type { SqlScript } from "../../drift/sql-script.js";
import { changeAttributes } from "./type-steps.js";

/** Makes what is new and changes what stays, each after what it needs. */
export class MakeSteps {
  readonly #script: SqlScript;
  readonly #change: SchemaChange;
  /** Ids of parts that the statement of their table has made. */
  readonly #done = new Set<string>();

  constructor(script: SqlScript, change: SchemaChange) {
    this.#script = script;
    this.#change = change;
  }

  write(): void {
    const { to } = this.#change;
    // A column that is added gets its default at once, so that the rows of its table get it too.
    const objects = [...to.values()].map((object) =>
      object.kind === "column" && this.#change.made.has(object.id)
        ? { ...object, needs: [...object.needs, ...this.#defaultNeeds(object)] }
        : object,
    );
    for (const object of inOrder(objects)) this.#write(object);
  }

  #defaultNeeds({ id }: SchemaObject): readonly string[] {
    const { needs = [] } = this.#change.to.get(defaultId(id)) ?? {};
    return needs.filter((need) => need !== id);
  }

  #write(object: SchemaObject): void {
    const { id } = object;
    const { made, altered, replacedTypes } = this.#change;
    if (this.#done.has(id)) return;
    if (made.has(id)) this.#make(object);
    else if (replacedTypes.has(id)) this.#statements(object.create);
    else if (altered.has(id)) this.#alter(object);
  }

  #make(object: SchemaObject): void {
    const { id, kind, byHand, create, partOf } = object;
    if (byHand !== undefined) {
      this.#script.byHand(byHand);
      for (const part of this.#partsOf(id)) this.#done.add(part.id);
    } else if (kind === "table") this.#makeTable(object);
    else if (kind === "column") {
      if (this.#change.isFromWhole(object, "to")) return;
      addColumn(this.#script, object);
      this.#done.add(defaultId(id));
    } else if (kind === "partition" && this.#change.made.has(partOf ?? "")) return;
    else if (this.#isKept(object)) return;
    else if (kind === "extension schema" && this.#change.made.has(partOf ?? "")) return;
    else this.#statements(create);
  }

  /** Whether a table has it from what it is, or was, a part of. */
  #isKept({ id, kind, needs, partOf }: SchemaObject): boolean {
    const { to, dropped, made } = this.#change;
    if (kind === "index") {
      const whole = needs.find((need) => to.get(need)?.kind === "index");
      const isNew = this.#partsOf(partOf ?? "").some(
        (part) => part.kind === "partition" && made.has(part.id),
      );
      return whole !== undefined && isNew && !made.has(whole);
    }
    if (kind !== "constraint" && kind !== "foreign key") return false;
    return this.#change
      .partsOf(partOf ?? "", "from")
      .some(
        (part) =>
          part.kind === "partition" && dropped.has(part.id) && part.values?.includes(id) === true,
      );
  }

  #makeTable({ id, create: [start = ""], afterColumns }: SchemaObject): void {
    const parts = this.#partsOf(id);
    const isPartition = parts.some(({ kind }) => kind === "partition");
    const columns = parts
      .filter(({ kind }) => kind === "column")
      .toSorted((left, right) => (left.column?.position ?? 0) - (right.column?.position ?? 0));
    const definitions = columns.flatMap(({ id: columnId, column }) => {
      this.#done.add(columnId);
      if (column === undefined || isPartition || !column.local) return [];
      const isLater = this.#callsFunctions(columnId);
      if (!isLater) this.#done.add(defaultId(columnId));
      return [`  ${columnDefinition(column, isLater)}`];
    });
    const list = isPartition ? "" : ` (\n${definitions.join(",\n")}\n)`;
    this.#script.statement(`${start}${list}${afterColumns ?? ""}`);
  }

  #callsFunctions(columnId: string): boolean {
    const { needs = [] } = this.#change.to.get(defaultId(columnId)) ?? {};
    return needs.some((need) => this.#change.to.get(need)?.kind === "function");
  }

  #partsOf(id: string): readonly SchemaObject[] {
    return this.#change.partsOf(id, "to");
  }

  #alter(object: SchemaObject): void {
    const { kind, alter, create } = object;
    if (kind === "column") changeColumn(this.#script, this.#change, object);
    else if (kind === "composite") changeAttributes(this.#script, this.#change, object);
    else if (kind === "table") this.#alterTable(object);
    else if (alter !== undefined) this.#script.statement(alter);
    else if (kind === "function") this.#statements(create);
  }

  #alterTable({ id, name, afterColumns }: SchemaObject): void {
    const before = this.#change.from.get(id)?.afterColumns;
    if (before === afterColumns) return;
    this.#script.byHand(
      `Make the table ${name} again and copy its rows: what stands after its columns was "${before?.trim() ?? ""}" and becomes "${afterColumns?.trim() ?? ""}".`,
    );
  }

  #statements(statements: readonly string[]): void {
    for (const statement of statements) this.#script.statement(statement);
  }
}
