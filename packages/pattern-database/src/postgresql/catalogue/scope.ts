import { tablePattern } from "../../input/table-pattern.js";
import { sqlLiteral } from "./sql-literal.js";

/** Which tables and views are read. */
export interface Scope {
  /** Left out: every schema but PostgreSQL's own. */
  readonly schemas?: readonly string[] | undefined;
  readonly includeTable?: readonly string[] | undefined;
  readonly excludeTable?: readonly string[] | undefined;
}

/** Milliseconds that one statement may take, and that it may wait for a lock. */
const statementTimeout = 120_000;
const lockTimeout = 10_000;

/**
 * One snapshot that cannot write, whatever the role may. Settings hold for the transaction alone: a connection of a
 * pooler such as PgBouncer goes to somebody else afterwards. Compiling these queries takes longer than running them; what
 * expressions are printed as depends on the other settings.
 */
export const beginReading = `
begin transaction isolation level repeatable read read only;
set local statement_timeout = ${statementTimeout};
set local lock_timeout = ${lockTimeout};
set local jit = off;
set local search_path = '';
set local standard_conforming_strings = on;
set local quote_all_identifiers = off;
set local DateStyle = 'ISO, MDY';
set local IntervalStyle = 'postgres';
set local TimeZone = 'UTC';
set local bytea_output = 'hex';
set local extra_float_digits = 1;
set local xmlbinary = 'base64';
set local lc_monetary = 'C';
`;

/** Schemas that are not PostgreSQL's own. */
export const userSchema = `(n.nspname !~ '^pg_' and n.nspname <> 'information_schema')`;

/** The relations that are read, as a table of their ids. */
export const relationIds = `unnest(current_setting('agentflow.relations')::oid[])`;

/**
 * Keeps in `agentflow.selected` the tables and views that were asked for, and in `agentflow.relations` with them
 * those that they are made of: of a view what it selects from, of a partition the whole.
 */
export function scopeStatements(scope: Scope): string {
  const conditions = [
    scope.schemas === undefined
      ? userSchema
      : `n.nspname in (${scope.schemas.map((name) => sqlLiteral(name)).join(", ")})`,
    ...matches("~", scope.includeTable),
    ...matches("!~", scope.excludeTable),
  ];
  return `
select set_config('agentflow.selected', coalesce(array_agg(c.oid), '{}')::text, true)
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f')
  and c.relpersistence <> 't'
  and not exists (
    select from pg_depend e
    where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e'
  )
  and ${conditions.join("\n  and ")};
select set_config('agentflow.relations', coalesce(array_agg(needed.id), '{}')::text, true)
from (
  with recursive needed(id) as (
    select unnest(current_setting('agentflow.selected')::oid[])
    union
    select part.id
    from needed
    cross join lateral (
      select d.refobjid
      from pg_rewrite r
      join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
      where r.ev_class = needed.id and d.refclassid = 'pg_class'::regclass
      union all
      select i.inhparent from pg_inherits i where i.inhrelid = needed.id
    ) part(id)
    join pg_class c on c.oid = part.id and c.relkind in ('r', 'p', 'v', 'm', 'f')
    join pg_namespace n on n.oid = c.relnamespace
    where ${userSchema}
  )
  select id from needed
) needed;
`;
}

function matches(operator: "~" | "!~", globs: readonly string[] | undefined): readonly string[] {
  if (globs === undefined) return [];
  const pattern = globs.map(tablePattern).join("|");
  return [`(n.nspname || '.' || c.relname) ${operator} ${sqlLiteral(`^(?:${pattern})$`)}`];
}
