import { DatabaseError } from "../../errors/database-error.js";
import { Sql } from "../../sql/sql.js";
import { StatementBuilder } from "../../sql/statement-builder.js";
import { BoundTable } from "../../table/bound-table.js";
import { sessionOf } from "../../table/database-parts.js";
import type { Querying } from "../../table/database.js";
import type { AnyTable } from "../../table/define-table.js";
import { orderClause, orderTerms } from "../../table/order-clause.js";
import { type QueryColumns, QueryReader, type QueryRow } from "../../table/query-columns.js";
import type { OrderBy, RowOf } from "../../table/read-options.js";
import type { CallOptions } from "../../table/session.js";
import { selectionOf } from "../../table/selection.js";
import { checkOptions } from "../../table/usage-error.js";
import { requirePostgresql } from "../dialect/require-postgresql.js";
import type { CopyTable } from "./copy-from.js";
import { readCopy } from "./read-copy.js";

export interface CopyToOptions<Row, Select> extends CallOptions {
  /** Default: every column. */
  readonly select?: Select;
  /** Default: none. */
  readonly orderBy?: OrderBy<Row> | readonly OrderBy<Row>[];
}

/** A row of the columns that were chosen; all of them without a choice. */
export type CopiedRow<Row, Select> = Select extends readonly (infer Key)[]
  ? Pick<Row, Key & keyof Row>
  : Row;

const known: ReadonlySet<string> = new Set(["signal", "select", "orderBy"]);

/**
 * Every row of a table or view by COPY, as one statement sees them: an iterator that reads as its loop goes on. Leaving
 * the loop cancels the statement. It takes no filter, because COPY takes no values: see `copyQuery`.
 * @throws {DatabaseError} whatever goes wrong, from the loop
 */
export async function* copyTo<
  Definition extends AnyTable,
  const Select extends readonly (keyof RowOf<Definition>)[] | undefined = undefined,
>(
  table: CopyTable<Definition>,
  options: CopyToOptions<RowOf<Definition>, Select> = {},
): AsyncGenerator<CopiedRow<RowOf<Definition>, Select>, void, undefined> {
  const { session, plan } = BoundTable.partsOf(table);
  requirePostgresql(plan.dialect, "copyTo");
  checkOptions(options, known, "copyTo", plan.description);
  const { select, orderBy, signal } = options;
  const builder = new StatementBuilder(plan.dialect);
  const alias = builder.alias();
  const scope = { table: plan, alias, builder, plans: session.shared.plans };
  const { columns, reader } = selectionOf({ select }, scope);
  const order = orderClause(orderTerms(orderBy, plan), alias, plan.dialect);
  const list = columns.map((column) => column.of(alias)).join(", ");
  // Not `copy table`: that refuses views and partitioned tables.
  yield* readCopy(session, {
    from: `(select ${list} from ${plan.name} as ${alias}${order})`,
    width: columns.length,
    // The reader gives the columns that the type says.
    read: (values) => reader.read(values) as CopiedRow<RowOf<Definition>, Select>,
    signal,
    table: plan.key,
  });
}

/**
 * The rows of a query of one's own by COPY, as `copyTo` gives those of a table.
 * @param columns how each is read, in the query's order, as `query` takes them
 * @throws {DatabaseError} kind "syntax" when the query has values, which COPY cannot take; whatever goes wrong
 */
export async function* copyQuery<const Columns extends QueryColumns>(
  source: Querying,
  statement: Sql,
  columns: Columns,
  { signal }: CallOptions = {},
): AsyncGenerator<QueryRow<Columns>, void, undefined> {
  if (!Sql.is(statement)) {
    throw new TypeError("A statement must be made by sql`…`: a string could hold anything.");
  }
  const session = sessionOf(source);
  const { dialect } = session.shared.plans;
  requirePostgresql(dialect, "copyQuery");
  const builder = new StatementBuilder(dialect);
  const text = statement.write(builder);
  if (builder.values.length > 0) {
    const message = "COPY takes no values: a query to be copied has to be whole as it is.";
    throw new DatabaseError(message, { kind: "syntax" });
  }
  const reader = new QueryReader(columns, dialect);
  yield* readCopy(session, {
    from: `(${text})`,
    width: Object.keys(columns).length,
    // The reader gives the columns that the type says.
    read: (values) => reader.read(values) as QueryRow<Columns>,
    signal,
    table: "database",
  });
}
