import type { DatabaseModel, TableModel } from "../../model/database-model.js";
import { folded } from "../sql/sql-tokens.js";
import { mentions, type SchemaStatement, schemaStatements } from "./schema-statement.js";
import { type TableChange, tableChange } from "./table-change.js";

/** A table that stays and changes. */
export interface ChangedTable {
  readonly before: SchemaStatement;
  readonly after: SchemaStatement;
  readonly change: TableChange;
}

/** What has to happen for one schema to become another. */
export class SchemaChange {
  readonly from: readonly SchemaStatement[];
  readonly to: readonly SchemaStatement[];
  readonly changed: readonly ChangedTable[];
  /** What is dropped by itself, also to be made again. */
  readonly dropped: readonly SchemaStatement[];
  readonly made: readonly SchemaStatement[];
  readonly #models: { readonly from: DatabaseModel; readonly to: DatabaseModel };

  constructor(from: DatabaseModel, to: DatabaseModel) {
    this.#models = { from, to };
    this.from = schemaStatements(from.schemaSql);
    this.to = schemaStatements(to.schemaSql);
    const [old, wanted] = [byKey(this.from), byKey(this.to)];
    this.changed = this.from.flatMap((before) => {
      const after = wanted.get(keyOf(before));
      if (before.kind !== "table" || after === undefined || after.form === before.form) return [];
      return [{ before, after, change: tableChange(before, after, this.#readers(before)) }];
    });
    const going = this.#going(wanted);
    const gone = new Set(
      [...going]
        .filter(({ kind }) => kind !== "trigger" && kind !== "index")
        .map(({ table }) => table),
    );
    const rebuilt = new Set(this.rebuilt.map(({ before }) => before.table));
    // Indexes and triggers go with their table or view.
    const isTaken = ({ kind, table }: SchemaStatement): boolean =>
      (kind === "trigger" || kind === "index") && gone.has(table);
    this.dropped = this.from.filter((one) => going.has(one) && !isTaken(one));
    const isKept = (one: SchemaStatement): boolean =>
      !going.has(one) &&
      !isTaken(one) &&
      !((one.kind === "trigger" || one.kind === "index") && rebuilt.has(one.table));
    this.made = this.to.filter((one) => {
      const before = old.get(keyOf(one));
      if (before !== undefined && one.kind === "table") return false;
      return before === undefined || !isKept(before);
    });
  }

  get isEmpty(): boolean {
    return this.changed.length === 0 && this.dropped.length === 0 && this.made.length === 0;
  }

  get rebuilt(): readonly ChangedTable[] {
    return this.changed.filter(({ change }) => change.kind === "rebuild");
  }

  /** A table as the models have it; none when it was not asked for. */
  tableModel(name: string, side: "from" | "to"): TableModel | undefined {
    return this.#models[side].tables.find((table) => folded(table.name) === folded(name));
  }

  #readers({ table }: SchemaStatement): readonly SchemaStatement[] {
    return this.from.filter(
      (one) =>
        (one.kind === "index" && one.table === table) ||
        ((one.kind === "view" || one.kind === "trigger") && mentions(one.tokens, table)),
    );
  }

  #going(wanted: ReadonlyMap<string, SchemaStatement>): ReadonlySet<SchemaStatement> {
    return new Set(
      this.from.filter((one) => {
        const after = wanted.get(keyOf(one));
        return after === undefined || (one.kind !== "table" && after.form !== one.form);
      }),
    );
  }
}

function byKey(statements: readonly SchemaStatement[]): ReadonlyMap<string, SchemaStatement> {
  return new Map(statements.map((one) => [keyOf(one), one]));
}

/** SQLite has one table of a name, in whatever case. */
function keyOf({ kind, name }: SchemaStatement): string {
  return JSON.stringify([kind, folded(name)]);
}
