import type { RowRead, TableCache } from "../cache/table-cache.js";
import type { Dialect } from "../dialect/dialect.js";
import type { WireValue } from "../driver/driver.js";
import type { MeasuredCall } from "../metrics/measured.js";
import { StatementBuilder } from "../sql/statement-builder.js";
import { decodeCursor, encodeCursor } from "./cursor.js";
import { keysetCondition } from "./keyset-condition.js";
import { checkLimit, checkPageSize } from "./limits.js";
import { type OrderTerm, orderClause, orderTerms, withKey } from "./order-clause.js";
import { keyValues } from "./row-key.js";
import type { RowReader } from "./row-reader.js";
import { type Selection, selectionOf, type SelectionScope } from "./selection.js";
import type { CallOptions, Session } from "./session.js";
import type { TablePlan } from "./table-plan.js";
import { checkOptions } from "./usage-error.js";
import { filterCondition, keyCondition, whereClause } from "./where-clause.js";

/** What calls say, when their types have been lost on the way. */
export interface ReadOptions extends CallOptions {
  readonly select?: unknown;
  readonly with?: unknown;
  readonly where?: unknown;
  readonly orderBy?: unknown;
  readonly limit?: unknown;
  readonly after?: unknown;
  readonly lock?: unknown;
}

const selecting = ["select", "with", "lock", "signal"];
const getOptions: ReadonlySet<string> = new Set(selecting);
const findOptions: ReadonlySet<string> = new Set([...selecting, "where", "orderBy", "limit"]);
const pageOptions: ReadonlySet<string> = new Set([...findOptions, "after"]);
const countOptions: ReadonlySet<string> = new Set(["where", "signal"]);
const noOptions: ReadOptions = {};
/** What `exists` gives. */
const truth = { kind: "boolean", type: "bool" } as const;

/** Reads rows of one table. */
export class TableReader {
  readonly #session: Session;
  readonly #table: TablePlan;
  readonly #dialect: Dialect;
  #byKey: { readonly text: string; readonly reader: RowReader } | undefined;

  constructor(session: Session, table: TablePlan) {
    this.#session = session;
    this.#table = table;
    this.#dialect = table.dialect;
  }

  /** @param own told when the row was kept */
  async get(
    key: unknown,
    options?: ReadOptions,
    own: MeasuredCall = {},
  ): Promise<object | undefined> {
    const values = keyValues(key, this.#table);
    const cache = this.#session.cacheOf(this.#table);
    if (cache !== undefined && isPlain(options)) {
      return this.#kept(cache, values, options, own);
    }
    if (options !== undefined) return this.#getWith(options, values);
    const { text, reader } = (this.#byKey ??= this.#plainGet());
    const { rows } = await this.#session.read(text, values, noOptions);
    return rows[0] && reader.read(rows[0]);
  }

  async find(options: ReadOptions = noOptions): Promise<object[]> {
    this.#check(options, findOptions, "find");
    const scope = this.#scope();
    const selection = selectionOf(options, scope);
    const terms = orderTerms(options.orderBy, this.#table);
    const limit = checkLimit(options.limit, this.#table);
    const text =
      this.#from(selection, scope) +
      whereClause(options.where, scope) +
      orderClause(terms, scope.alias, this.#dialect) +
      (limit === undefined ? "" : this.#dialect.limit(limit, scope.builder)) +
      this.#lock(options.lock, scope);
    const { rows } = await this.#session.read(text, scope.builder.values, options);
    return rows.map((row) => selection.reader.read(row));
  }

  async page(
    options: ReadOptions = noOptions,
  ): Promise<{ readonly rows: object[]; readonly next: string | undefined }> {
    this.#check(options, pageOptions, "page");
    const size = checkPageSize(
      options.limit === undefined ? 100 : options.limit,
      "The limit of a page",
      this.#table,
    );
    const scope = this.#scope();
    const selection = selectionOf(options, scope);
    const terms = this.#totalOrder(options.orderBy);
    const conditions = [
      ...(options.where === undefined ? [] : [`(${filterCondition(options.where, scope)})`]),
      ...(options.after === undefined
        ? []
        : [keysetCondition(terms, decodeCursor(options.after, terms, this.#table), scope)]),
    ];
    const text =
      // Behind the row, for the cursor.
      this.#from(selection, scope, terms) +
      (conditions.length === 0 ? "" : ` where ${conditions.join(" and ")}`) +
      orderClause(terms, scope.alias, this.#dialect) +
      // One more tells whether there is another page.
      this.#dialect.limit(size + 1, scope.builder) +
      this.#lock(options.lock, scope);
    const { rows } = await this.#session.read(text, scope.builder.values, options);
    const last = rows.length > size ? rows[size - 1] : undefined;
    return {
      rows: rows.slice(0, size).map((row) => selection.reader.read(row)),
      next: last && encodeCursor(last.slice(last.length - terms.length), terms, this.#table),
    };
  }

  async count(options: ReadOptions = noOptions): Promise<number> {
    this.#check(options, countOptions, "count");
    const scope = this.#scope();
    const text = `select count(*) from ${this.#table.name} as ${scope.alias}${whereClause(options.where, scope)}`;
    const { rows } = await this.#session.read(text, scope.builder.values, options);
    return Number(rows[0]?.[0]);
  }

  async exists(options: ReadOptions = noOptions): Promise<boolean> {
    this.#check(options, countOptions, "exists");
    const scope = this.#scope();
    const from = `from ${this.#table.name} as ${scope.alias}`;
    const text = `select exists(${this.#dialect.anyRow}${from}${whereClause(options.where, scope)})`;
    const { rows } = await this.#session.read(text, scope.builder.values, options);
    const [[found = null] = []] = rows;
    return found !== null && this.#dialect.codecOf(truth).decode(found) === true;
  }

  /** The path of most calls: its text is written once. */
  #plainGet(): { readonly text: string; readonly reader: RowReader } {
    const scope = this.#scope();
    const selection = selectionOf(noOptions, scope);
    const { primaryKey } = this.#table;
    const anyKey = primaryKey.map(() => null);
    const text = `${this.#from(selection, scope)} where ${keyCondition(primaryKey, anyKey, scope)}`;
    return { text, reader: selection.reader };
  }

  async #getWith(options: ReadOptions, key: readonly WireValue[]): Promise<object | undefined> {
    this.#check(options, getOptions, "get");
    const scope = this.#scope();
    const selection = selectionOf(options, scope);
    const text =
      this.#from(selection, scope) +
      ` where ${keyCondition(this.#table.primaryKey, key, scope)}` +
      this.#lock(options.lock, scope);
    const { rows } = await this.#session.read(text, scope.builder.values, options);
    return rows[0] && selection.reader.read(rows[0]);
  }

  async #kept(
    cache: TableCache,
    key: readonly WireValue[],
    options: ReadOptions = noOptions,
    own: MeasuredCall,
  ): Promise<object | undefined> {
    this.#check(options, getOptions, "get");
    const { text, reader } = (this.#byKey ??= this.#plainGet());
    const read: RowRead = async (signal) => {
      const { rows } = await this.#session.load(text, key, { signal });
      return rows[0];
    };
    const { row, hit } = await cache.get(key, read, options.signal);
    if (hit) own.attempts = 0;
    return row && reader.read(row);
  }

  #scope(): SelectionScope {
    const builder = new StatementBuilder(this.#dialect);
    return {
      table: this.#table,
      alias: builder.alias(),
      builder,
      plans: this.#session.shared.plans,
    };
  }

  #from(
    { columns, subqueries }: Selection,
    { alias }: SelectionScope,
    terms: readonly OrderTerm[] = [],
  ): string {
    const own = columns.map((column) => column.of(alias));
    const order = terms.map(({ column }) => column.of(alias));
    return `select ${[...own, ...subqueries, ...order].join(", ")} from ${this.#table.name} as ${alias}`;
  }

  #totalOrder(orderBy: unknown): readonly OrderTerm[] {
    const key = this.#table.rowKey();
    if (key !== undefined) return withKey(orderTerms(orderBy, this.#table), key);
    throw this.#table.error(
      "There are no pages without a primary key, or unique columns that are never null",
    );
  }

  #lock(lock: unknown, { alias }: SelectionScope): string {
    if (lock === undefined) return "";
    if (lock !== "update" && lock !== "share")
      throw this.#table.error('A lock is neither "update" nor "share"');
    if (!this.#session.inTransaction) {
      throw this.#table.error("A lock needs a transaction: outside of one it would end at once");
    }
    const text = this.#dialect.lock(lock, alias);
    // What the transaction locks as a whole, it locks to write.
    if (text !== "" || !this.#session.readOnly) return text;
    throw this.#table.error("A lock needs a transaction that may write");
  }

  #check(options: ReadOptions, known: ReadonlySet<string>, name: string): void {
    checkOptions(options, known, name, this.#table.description);
  }
}

/** True for a call that asks for nothing but the whole row. */
function isPlain(options: ReadOptions | undefined): boolean {
  const { select, with: relations, lock } = options ?? noOptions;
  return select === undefined && relations === undefined && lock === undefined;
}
