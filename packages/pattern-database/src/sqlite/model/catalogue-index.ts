import type {
  Catalogue,
  ColumnRow,
  ForeignKeyRow,
  IndexColumnRow,
  IndexRow,
  ObjectRow,
  TableRow,
} from "../catalogue/catalogue.js";
import { parseTable } from "../sql/parse-table.js";
import { folded } from "../sql/sql-tokens.js";
import type { TableSyntax } from "../sql/table-syntax.js";

/** A catalogue's rows by what they belong to. */
export class CatalogueIndex {
  readonly catalogue: Catalogue;
  readonly #tables: ReadonlyMap<string, TableRow>;
  readonly #columns: ReadonlyMap<string, readonly ColumnRow[]>;
  readonly #foreignKeys: ReadonlyMap<string, readonly ForeignKeyRow[]>;
  readonly #indexes: ReadonlyMap<string, readonly IndexRow[]>;
  readonly #indexColumns: ReadonlyMap<string, readonly IndexColumnRow[]>;
  readonly #objects: ReadonlyMap<string, ObjectRow>;
  readonly #triggers: ReadonlyMap<string, readonly ObjectRow[]>;
  readonly #syntax = new Map<string, TableSyntax>();

  constructor(catalogue: Catalogue) {
    this.catalogue = catalogue;
    const { tables, columns, foreignKeys, indexes, indexColumns, objects } = catalogue;
    this.#tables = new Map(tables.map((row) => [folded(row.name), row]));
    this.#columns = Map.groupBy(columns, ({ table }) => table);
    this.#foreignKeys = Map.groupBy(foreignKeys, ({ table }) => table);
    this.#indexes = Map.groupBy(indexes, ({ table }) => table);
    this.#indexColumns = Map.groupBy(indexColumns, ({ index }) => index);
    this.#objects = new Map(objects.map((row) => [folded(row.name), row]));
    this.#triggers = Map.groupBy(
      objects.filter(({ type }) => type === "trigger"),
      ({ table }) => folded(table),
    );
  }

  /** A table or view by a name of any case. */
  table(name: string): TableRow | undefined {
    return this.#tables.get(folded(name));
  }

  columns(table: string): readonly ColumnRow[] {
    return this.#columns.get(table) ?? [];
  }

  /** Names of the primary key's columns, in its order. */
  primaryKey(table: string): readonly string[] {
    return this.columns(table)
      .filter(({ primaryKey }) => primaryKey > 0)
      .toSorted((left, right) => left.primaryKey - right.primaryKey)
      .map(({ name }) => name);
  }

  /** The columns of each foreign key, in the order of the table's text. */
  foreignKeys(table: string): readonly (readonly ForeignKeyRow[])[] {
    return [...Map.groupBy(this.#foreignKeys.get(table) ?? [], ({ id }) => id).values()];
  }

  indexes(table: string): readonly IndexRow[] {
    return this.#indexes.get(table) ?? [];
  }

  indexColumns(index: string): readonly IndexColumnRow[] {
    return this.#indexColumns.get(index) ?? [];
  }

  triggers(table: string): readonly ObjectRow[] {
    return this.#triggers.get(folded(table)) ?? [];
  }

  /** The statement that made something; empty for what SQLite makes by itself. */
  sql(name: string): string {
    return this.#objects.get(folded(name))?.sql ?? "";
  }

  /** What a table's text says. */
  syntax(table: string): TableSyntax {
    const known = this.#syntax.get(table) ?? parseTable(this.sql(table));
    this.#syntax.set(table, known);
    return known;
  }
}
