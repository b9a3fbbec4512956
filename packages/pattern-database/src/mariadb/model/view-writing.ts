import type { Catalogue, ColumnRow } from "../catalogue/catalogue.js";
import type { ReadTable } from "./read-tables.js";

/** What can be done with rows through a view, the role's rights aside. */
export interface ViewWriting {
  /** Columns that can be changed, with the columns of the table that they are. */
  readonly updatable: ReadonlyMap<string, ColumnRow>;
  /** Rows can be added. */
  readonly insert: boolean;
  /** Rows can be removed. */
  readonly delete: boolean;
}

const nothing: ViewWriting = { updatable: new Map(), insert: false, delete: false };

/**
 * What can be written through views (MariaDB Server documentation, "Inserting and Updating with Views"). The catalogue
 * says only whether a view can be updated at all, and says so too of one that reads its own table in a subquery, which
 * cannot. Views of several tables count as not writable: one statement changes columns of one of them only.
 */
export class ViewWritings {
  readonly #tables: ReadonlyMap<string, ReadTable>;
  readonly #updatable: ReadonlySet<string>;
  /** Tables whose triggers may give new rows what they lack. */
  readonly #filled: ReadonlySet<string>;

  constructor(
    tables: ReadonlyMap<string, ReadTable>,
    { views, triggers }: Pick<Catalogue, "views" | "triggers">,
  ) {
    this.#tables = tables;
    this.#updatable = new Set(views.filter(({ updatable }) => updatable).map(({ name }) => name));
    this.#filled = new Set(
      triggers.filter(({ event }) => /insert/i.test(event)).map(({ table }) => table),
    );
  }

  of(name: string): ViewWriting {
    const base = this.#base(name);
    if (base === undefined || this.#readsElsewhere(name, base.row.name)) return nothing;
    const updatable = this.#columns(name);
    const written = new Set(updatable.values());
    const isWhole =
      this.#filled.has(base.row.name) ||
      base.columns.every((column) => written.has(column) || isOptional(column));
    // A table's column that a view has twice would get two values.
    return { updatable, insert: isWhole && written.size === updatable.size, delete: true };
  }

  /** The table that a view is made of in the end, when it is made of one and can be written. */
  #base(name: string): ReadTable | undefined {
    const read = this.#tables.get(name);
    if (read?.row.type !== "VIEW") return read;
    if (read.view?.source === undefined || !this.#updatable.has(name)) return undefined;
    return this.#base(read.view.source);
  }

  /** Columns of a view or a table that can be changed, with the columns of the table that they are. */
  #columns(name: string): ReadonlyMap<string, ColumnRow> {
    const { view, columns = [] } = this.#tables.get(name) ?? {};
    if (view?.source === undefined) {
      const written = columns.filter(({ generated }) => generated === null);
      return new Map(written.map((column) => [column.name, column]));
    }
    const source = this.#columns(view.source);
    return new Map(
      columns.flatMap(({ name: own }, index) => {
        const written = source.get(view.columns[index] ?? "");
        return written === undefined ? [] : [[own, written] as const];
      }),
    );
  }

  /** Whether a view, or one that it is made of, reads a table beside being made of it. */
  #readsElsewhere(name: string, table: string): boolean {
    const view = this.#tables.get(name)?.view;
    if (view === undefined) return false;
    const isElsewhere = view.elsewhere?.some((other) => this.#reads(other, table)) ?? true;
    return isElsewhere || this.#readsElsewhere(view.source ?? "", table);
  }

  /** Whether it is a table, or a view that reads it. */
  #reads(name: string, table: string): boolean {
    if (name === table) return true;
    const view = this.#tables.get(name)?.view;
    return view !== undefined && (view.reads?.some((other) => this.#reads(other, table)) ?? true);
  }
}

/** A new row may leave it out. */
function isOptional({ notNull, default: given, generated, extra }: ColumnRow): boolean {
  return !notNull || given !== null || generated !== null || /\bauto_increment\b/i.test(extra);
}
