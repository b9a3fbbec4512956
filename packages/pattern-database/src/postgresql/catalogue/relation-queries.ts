import { relationIds, userSchema } from "./scope.js";

/** Gives `ServerRow`. */
export const serverQuery = `
select json_build_object(
  'version', current_setting('server_version'),
  'schemas', coalesce(json_agg(n.nspname order by n.nspname), '[]'),
  'schemaIds', coalesce(json_agg(n.oid::int8 order by n.nspname), '[]')
)::text
from pg_namespace n
where ${userSchema}`;

/** Gives `RelationRow`s. */
export const relationsQuery = `
select
  c.oid::int8 as id,
  n.nspname as schema,
  c.relname as name,
  c.relkind as kind,
  asked.id is not null as selected,
  coalesce(to_json(c.reloptions), '[]') as options,
  case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end as definition,
  r.ev_action::text as rule,
  case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as "partitionBy",
  case when c.relispartition then pg_get_expr(c.relpartbound, c.oid) end as bounds,
  coalesce(i.parents, '[]') as parents,
  c.relrowsecurity as "rowSecurity",
  c.relforcerowsecurity as "forcedRowSecurity",
  usable and has_any_column_privilege(c.oid, 'SELECT') as select,
  usable and (events & 8) <> 0 and has_any_column_privilege(c.oid, 'INSERT') as insert,
  usable and (events & 4) <> 0 and has_any_column_privilege(c.oid, 'UPDATE') as update,
  usable and (events & 16) <> 0 and has_table_privilege(c.oid, 'DELETE') as delete
from ${relationIds} needed(id)
join pg_class c on c.oid = needed.id
join pg_namespace n on n.oid = c.relnamespace
left join unnest(current_setting('agentflow.selected')::oid[]) asked(id) on asked.id = c.oid
left join pg_rewrite r
  on r.ev_class = c.oid and c.relkind in ('v', 'm') and r.rulename = '_RETURN'
left join (
  select inhrelid, json_agg(inhparent::int8 order by inhseqno) as parents
  from pg_inherits
  group by inhrelid
) i on i.inhrelid = c.oid
cross join lateral (
  select
    has_schema_privilege(n.oid, 'USAGE') as usable,
    case when c.relkind in ('r', 'p', 'f') then 28 else pg_relation_is_updatable(c.oid, true) end as events
) can
order by n.nspname, c.relname`;

/**
 * Gives `ColumnRow`s. PostgreSQL keeps how many dimensions an array was declared with, prints one, and enforces none.
 * Foreign tables count as tables: whether theirs can be written only their wrapper could say, and one without a handler
 * fails when it is asked. A view's column can be written when it is a plain column of one table, or when a trigger does
 * it instead; 81 and 69 are the bits of row triggers INSTEAD OF UPDATE and INSERT in `pg_trigger.tgtype`.
 */
export const columnsQuery = `
select
  a.attrelid::int8 as relation,
  a.attnum as position,
  a.attname as name,
  a.atttypid::int8 as type,
  format_type(a.atttypid, a.atttypmod)
    || repeat('[]', case when t.typtype = 'b' and t.typcategory = 'A' then a.attndims - 1 else 0 end)
    as sql,
  a.attnotnull and not coalesce(unproven.unproven, false) as "notNull",
  pg_get_expr(d.adbin, d.adrelid) as expression,
  d.oid::int8 as "expressionId",
  a.attgenerated as generated,
  a.attidentity as identity,
  a.attislocal as local,
  case when a.attcollation <> t.typcollation then named.collation end as collation,
  a.attgenerated = '' and a.attidentity <> 'a' and insertable
    and (can_insert or has_column_privilege(c.oid, a.attnum, 'INSERT')) as insertable,
  a.attgenerated = '' and a.attidentity <> 'a' and updatable
    and (can_update or has_column_privilege(c.oid, a.attnum, 'UPDATE')) as updatable
from ${relationIds} needed(id)
join pg_class c on c.oid = needed.id
cross join lateral (
  select
    has_schema_privilege(c.relnamespace, 'USAGE') as usable,
    has_table_privilege(c.oid, 'INSERT') as can_insert,
    has_table_privilege(c.oid, 'UPDATE') as can_update,
    case when c.relkind in ('r', 'p', 'f') then 28 else pg_relation_is_updatable(c.oid, true) end as events,
    coalesce(bool_or(g.tgtype & 81 = 81), false) as instead_of_update,
    coalesce(bool_or(g.tgtype & 69 = 69), false) as instead_of_insert
  from pg_trigger g
  where g.tgrelid = c.oid and c.relkind = 'v'
) can
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
cross join lateral (
  select
    usable and (events & 8) <> 0 and (c.relkind in ('r', 'p', 'f') or instead_of_insert
      or pg_column_is_updatable(c.oid, a.attnum, true)) as insertable,
    usable and (events & 4) <> 0 and (c.relkind in ('r', 'p', 'f') or instead_of_update
      or pg_column_is_updatable(c.oid, a.attnum, true)) as updatable
) writing
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
left join lateral (
  select quote_ident(s.nspname) || '.' || quote_ident(l.collname) as collation
  from pg_collation l
  join pg_namespace s on s.oid = l.collnamespace
  where l.oid = a.attcollation
) named on true
left join (
  -- Since PostgreSQL 18 a column can be declared NOT NULL before its rows are checked.
  select conrelid, conkey[1] as position, true as unproven
  from pg_constraint
  where contype = 'n' and not convalidated
) unproven on unproven.conrelid = a.attrelid and unproven.position = a.attnum
order by a.attrelid, a.attnum`;
