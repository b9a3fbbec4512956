import { userSchema } from "./scope.js";

/** Gives `FunctionRow`s; those of extensions are left out. Aggregates have no definition that PostgreSQL prints. */
export const functionsQuery = `
select
  p.oid::int8 as id,
  n.nspname as schema,
  p.proname as name,
  p.prokind as kind,
  l.lanname as language,
  pg_get_function_identity_arguments(p.oid) as arguments,
  case when p.prokind <> 'a' then pg_get_functiondef(p.oid) end as sql
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
join pg_language l on l.oid = p.prolang
where ${userSchema}
  and not exists (
    select from pg_depend d
    where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i')
  )
order by n.nspname, p.proname, pg_get_function_identity_arguments(p.oid) collate "C"`;

/** Gives `SequenceRow`s. */
export const sequencesQuery = `
select
  c.oid::int8 as id,
  n.nspname as schema,
  c.relname as name,
  format_type(s.seqtypid, null) as type,
  s.seqstart::text as start,
  s.seqincrement::text as increment,
  s.seqmin::text as minimum,
  s.seqmax::text as maximum,
  s.seqcache::text as cache,
  s.seqcycle as cycle,
  d.refobjid::int8 as owner,
  d.refobjsubid as "ownerColumn",
  coalesce(d.deptype = 'i', false) as identity
from pg_sequence s
join pg_class c on c.oid = s.seqrelid
join pg_namespace n on n.oid = c.relnamespace
left join pg_depend d
  on d.classid = 'pg_class'::regclass and d.objid = c.oid
  and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
where ${userSchema}
  and c.relpersistence <> 't'
  and not exists (
    select from pg_depend e
    where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e'
  )
order by n.nspname, c.relname`;

/** Gives `ExtensionRow`s. PL/pgSQL is in every database. */
export const extensionsQuery = `
select x.oid::int8 as id, x.extname as name, x.extversion as version, n.nspname as schema
from pg_extension x
join pg_namespace n on n.oid = x.extnamespace
where x.extname <> 'plpgsql'
order by x.extname`;
