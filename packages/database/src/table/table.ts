import type { CallOptions } from "./session.js";
import type { AnyTable } from "./define-table.js";
import type { Filter } from "./filter.js";
import type {
  ChangesOf,
  InsertOf,
  KeyOf,
  LockMode,
  NoRelations,
  OrderBy,
  Projection,
  RelationsOf,
  RemovalOf,
  RowOf,
  Selected,
} from "./read-options.js";

/** @typeParam Lock `never` outside of transactions, where a lock would end with its statement */
export interface Locking<Lock> {
  /** Locks the rows until the transaction ends. Only in a transaction. Default: no lock. */
  readonly lock?: Lock;
}

export interface Ordering<Row> {
  /** Default: none for `find`; the primary key for `page` and `all`. */
  readonly orderBy?: OrderBy<Row> | readonly OrderBy<Row>[];
}

export interface Matching<Row> {
  /** Default: every row. */
  readonly where?: Filter<Row>;
}

export interface PageOptions {
  /** Rows of a page, 1 to 10,000. Default: 100. */
  readonly limit?: number;
  /** `next` of the page before. Default: the first page. */
  readonly after?: string | undefined;
}

/** Some rows, and where they go on. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** For `after`; `undefined` when there are no more rows. May be shown to users: it holds their row's order values. */
  readonly next: string | undefined;
}

export interface VersionOptions {
  /** The version that the row was read with. Needs a table with a version column. Default: any. */
  readonly version?: number | bigint;
}

/** A unique constraint or unique index by its name, or the keys of its columns. Default: the primary key. */
export interface UpsertOptions<Row> {
  readonly by?: string | readonly (keyof Row)[];
}

type Read<Definition, Tables, Select, With> = Projection<
  RowOf<Definition>,
  RelationsOf<Definition>,
  Tables,
  Select,
  With
>;
type Result<Definition, Tables, Select, With> = Selected<
  RowOf<Definition>,
  RelationsOf<Definition>,
  Tables,
  Select,
  With
>;
type Columns<Definition> = readonly (keyof RowOf<Definition>)[] | undefined;

/**
 * A table of a database. Every method rejects with a `DatabaseError`, of kind "syntax" when it is called with what the
 * table does not have, and "data" when a value is none of its column.
 */
export interface Table<Definition extends AnyTable, Tables, Lock extends LockMode = never> {
  /** What is known of the table. */
  readonly description: Definition;

  /** The row with a primary key; `undefined` when there is none. */
  get<const Select extends Columns<Definition> = undefined, const With = NoRelations>(
    key: KeyOf<Definition>,
    options?: Read<Definition, Tables, Select, With> & Locking<Lock> & CallOptions,
  ): Promise<Result<Definition, Tables, Select, With> | undefined>;

  /** Rows that match. @param options `limit`: 0 or more; default: no limit */
  find<const Select extends Columns<Definition> = undefined, const With = NoRelations>(
    options?: Read<Definition, Tables, Select, With> &
      Matching<RowOf<Definition>> &
      Ordering<RowOf<Definition>> &
      Locking<Lock> &
      CallOptions & { readonly limit?: number },
  ): Promise<Result<Definition, Tables, Select, With>[]>;

  /**
   * A page of the rows that match, and where the next one begins. Rows that are added or removed meanwhile move no
   * others. The primary key is added to the order, so that it tells all rows apart.
   */
  page<const Select extends Columns<Definition> = undefined, const With = NoRelations>(
    options?: Read<Definition, Tables, Select, With> &
      Matching<RowOf<Definition>> &
      Ordering<RowOf<Definition>> &
      Locking<Lock> &
      CallOptions &
      PageOptions,
  ): Promise<Page<Result<Definition, Tables, Select, With>>>;

  /** Every row that matches, read page by page. @param options `pageSize`: 1 to 10,000; default 500 */
  all<const Select extends Columns<Definition> = undefined, const With = NoRelations>(
    options?: Read<Definition, Tables, Select, With> &
      Matching<RowOf<Definition>> &
      Ordering<RowOf<Definition>> &
      Locking<Lock> &
      CallOptions & { readonly pageSize?: number },
  ): AsyncGenerator<Result<Definition, Tables, Select, With>, void, undefined>;

  count(options?: Matching<RowOf<Definition>> & CallOptions): Promise<number>;

  /** True when a row matches. */
  exists(options?: Matching<RowOf<Definition>> & CallOptions): Promise<boolean>;

  /** Adds a row. What is left out, or `undefined`, gets its default. @returns the row as it is stored */
  insert(row: InsertOf<Definition>, options?: CallOptions): Promise<RowOf<Definition>>;

  /**
   * Adds rows, thousands with one statement; all of them or, when one fails, none. They are added in their order.
   * @returns the rows as they are stored, in their order
   */
  insertMany(
    rows: Iterable<InsertOf<Definition>>,
    options: CallOptions & { readonly returning: true },
  ): Promise<RowOf<Definition>[]>;
  /** The same. @returns how many there were */
  insertMany(rows: Iterable<InsertOf<Definition>>, options?: CallOptions): Promise<number>;

  /**
   * Adds a row or, when there is one with the same unique columns, changes that: what the row has is written, what it
   * leaves out stays. @returns the row as it is stored
   */
  upsert(
    row: InsertOf<Definition>,
    options?: UpsertOptions<RowOf<Definition>> & CallOptions,
  ): Promise<RowOf<Definition>>;

  /**
   * Changes a row, and counts its version on where the table has one. @returns the row as it is stored
   * @throws {DatabaseError} kind "not-found" when there is no such row, "conflict" when it has another version
   */
  update(
    key: KeyOf<Definition>,
    changes: ChangesOf<Definition>,
    options?: VersionOptions & CallOptions,
  ): Promise<RowOf<Definition>>;

  /**
   * Changes every row that matches. For all rows write `{ and: [] }`: an empty filter is refused.
   * @returns the rows as they are stored
   */
  updateWhere(
    where: Filter<RowOf<Definition>>,
    changes: ChangesOf<Definition>,
    options: CallOptions & { readonly returning: true },
  ): Promise<RowOf<Definition>[]>;
  /** The same. @returns how many there were */
  updateWhere(
    where: Filter<RowOf<Definition>>,
    changes: ChangesOf<Definition>,
    options?: CallOptions,
  ): Promise<number>;

  /**
   * Removes a row. @returns it as it was; `undefined` when there was none
   * @throws {DatabaseError} kind "conflict" when it has another version
   */
  delete(
    key: KeyOf<Definition> & RemovalOf<Definition>,
    options?: VersionOptions & CallOptions,
  ): Promise<RowOf<Definition> | undefined>;

  /**
   * Removes every row that matches. For all rows write `{ and: [] }`: an empty filter is refused.
   * @returns the rows as they were
   */
  deleteWhere(
    where: Filter<RowOf<Definition>> & RemovalOf<Definition>,
    options: CallOptions & { readonly returning: true },
  ): Promise<RowOf<Definition>[]>;
  /** The same. @returns how many there were */
  deleteWhere(
    where: Filter<RowOf<Definition>> & RemovalOf<Definition>,
    options?: CallOptions,
  ): Promise<number>;
}
