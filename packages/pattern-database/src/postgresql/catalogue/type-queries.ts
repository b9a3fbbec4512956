import { relationIds, userSchema } from "./scope.js";

const userTypes = `
  select t.oid
  from pg_type t
  join pg_namespace n on n.oid = t.typnamespace
  left join pg_class c on c.oid = t.typrelid
  where ${userSchema} and (t.typtype in ('e', 'd', 'r', 'm') or c.relkind = 'c')`;

/**
 * Gives `TypeRow`s: every type that is not PostgreSQL's own, and those of its own that are used. A column that PostgreSQL
 * 13 lacks is asked for through JSON.
 */
export const typesQuery = `
with used(id) as (
  ${userTypes}
  union
  select a.atttypid
  from pg_attribute a
  where not a.attisdropped and a.attnum > 0 and (
    a.attrelid in (select id from ${relationIds} needed(id))
    or a.attrelid in (select t.typrelid from pg_type t join pg_class c on c.oid = t.typrelid
      where c.relkind = 'c' and t.oid in (${userTypes}))
  )
  union
  select t.typbasetype from pg_type t where t.typtype = 'd' and t.oid in (${userTypes})
  union
  select r.rngsubtype from pg_range r where r.rngtypid in (${userTypes})
), wanted(id) as (
  select id from used
  union
  select e.oid
  from used
  join pg_type t on t.oid = used.id
  join pg_type e on e.oid = t.typelem and e.typarray = t.oid
)
select
  t.oid::int8 as id,
  n.nspname as schema,
  t.typname as name,
  t.typtype as kind,
  element.oid::int8 as element,
  nullif(t.typrelid, 0)::int8 as relation,
  c.relkind as "relationKind",
  (
    select json_agg(l.enumlabel order by l.enumsortorder) from pg_enum l where l.enumtypid = t.oid
  ) as values,
  nullif(t.typbasetype, 0)::int8 as base,
  case when t.typtype = 'd' then
    format_type(t.typbasetype, t.typtypmod) || repeat('[]', t.typndims - 1) end as "baseSql",
  t.typnotnull as "notNull",
  pg_get_expr(t.typdefaultbin, 0) as default,
  case when t.typtype = 'd' and t.typcollation <> b.typcollation then (
    select quote_ident(s.nspname) || '.' || quote_ident(l.collname)
    from pg_collation l join pg_namespace s on s.oid = l.collnamespace
    where l.oid = t.typcollation
  ) end as collation,
  coalesce(r.rngsubtype, (
    select g.rngtypid from pg_range g
    where t.typtype = 'm' and (to_json(g) ->> 'rngmultitypid')::oid = t.oid
  ))::int8 as subtype,
  format_type(r.rngsubtype, null) as "subtypeSql",
  nullif(r.rngsubdiff, 0)::regproc::text as "subtypeDifference",
  nullif(r.rngcanonical, 0)::regproc::text as canonical,
  (
    select quote_ident(s.nspname) || '.' || quote_ident(m.typname)
    from pg_type m join pg_namespace s on s.oid = m.typnamespace
    where m.oid = (to_json(r) ->> 'rngmultitypid')::oid
  ) as multirange,
  x.extname as extension
from wanted
join pg_type t on t.oid = wanted.id
join pg_namespace n on n.oid = t.typnamespace
left join pg_type element on element.oid = t.typelem and element.typarray = t.oid
left join pg_type b on b.oid = t.typbasetype
left join pg_class c on c.oid = t.typrelid
left join pg_range r on r.rngtypid = t.oid
left join pg_depend d
  on d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e'
left join pg_extension x on x.oid = d.refobjid
order by n.nspname, t.typname`;

/** Gives `ColumnRow`s of composite types. */
export const attributesQuery = `
select
  t.oid::int8 as relation,
  a.attnum as position,
  a.attname as name,
  a.atttypid::int8 as type,
  format_type(a.atttypid, a.atttypmod) as sql
from pg_type t
join pg_class c on c.oid = t.typrelid and c.relkind = 'c'
join pg_attribute a on a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
where t.oid in (${userTypes})
order by t.oid, a.attnum`;
