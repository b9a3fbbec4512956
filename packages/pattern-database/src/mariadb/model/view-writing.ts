import type { ViewRow } from "../catalogue/catalogue.js";
import type { ReadTable } from "./read-tables.js";

/** What can be done with rows through a view, the role's rights aside. */
export interface ViewWriting {
  /** Columns that can be changed: plain ones of tables. */
  readonly updatable: ReadonlySet<string>;
  /** Rows can be added and removed: it is made of one table. */
  readonly single: boolean;
}

const nothing: ViewWriting = { updatable: new Set(), single: false };

/**
 * What can be written through views (MariaDB Server documentation, "Inserting and Updating with Views"). The catalogue
 * says only whether a view can be updated at all.
 */
export class ViewWritings {
  readonly #tables: ReadonlyMap<string, ReadTable>;
  readonly #updatable: ReadonlySet<string>;

  constructor(tables: ReadonlyMap<string, ReadTable>, views: readonly ViewRow[]) {
    this.#tables = tables;
    this.#updatable = new Set(views.filter(({ updatable }) => updatable).map(({ name }) => name));
  }

  of(name: string): ViewWriting {
    const read = this.#tables.get(name);
    const { view, columns = [] } = read ?? {};
    if (view?.source === undefined || !this.#updatable.has(name)) return nothing;
    const source = this.#tables.get(view.source);
    const writable = this.#writable(source);
    return {
      updatable: new Set(
        columns
          .filter((_, index) => writable.has(view.columns[index] ?? ""))
          .map((column) => column.name),
      ),
      single: source?.row.type !== "VIEW" || this.of(view.source).single,
    };
  }

  #writable(source: ReadTable | undefined): ReadonlySet<string> {
    if (source?.row.type === "VIEW") return this.of(source.row.name).updatable;
    const written = (source?.columns ?? []).filter(({ generated }) => generated === null);
    return new Set(written.map(({ name }) => name));
  }
}
