import { relationIds } from "./scope.js";

const kindOf = (classId: string) => `case ${classId}
    when 'pg_class'::regclass then 'relation'
    when 'pg_rewrite'::regclass then 'relation'
    when 'pg_type'::regclass then 'type'
    when 'pg_proc'::regclass then 'function'
    when 'pg_attrdef'::regclass then 'default'
    when 'pg_constraint'::regclass then 'constraint'
    when 'pg_trigger'::regclass then 'trigger'
    when 'pg_policy'::regclass then 'policy'
    when 'pg_namespace'::regclass then 'schema'
    else 'other'
  end`;

/**
 * Gives `DependencyRow`s among what users made, whose numbers start at 16384. What a table's own columns, keys and
 * indexes need of the table itself goes without saying. Of an array type its element counts, and of a table's row type
 * the table.
 */
export const dependenciesQuery = `
select distinct
  ${kindOf("d.classid")} as kind,
  coalesce(r.ev_class, d.objid)::int8 as id,
  case when c.relkind <> 'c' then 'relation' else ${kindOf("d.refclassid")} end as "onKind",
  case when c.relkind <> 'c' then c.oid else coalesce(l.oid, d.refobjid) end::int8 as on,
  x.extname as extension
from pg_depend d
left join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
left join pg_type t on d.refclassid = 'pg_type'::regclass and t.oid = d.refobjid
left join pg_type l on l.oid = t.typelem and l.typarray = t.oid
left join pg_class c on c.oid = coalesce(l.typrelid, t.typrelid)
left join pg_class s on d.refclassid = 'pg_class'::regclass and s.oid = d.refobjid
left join pg_depend e
  on e.classid = d.refclassid and e.objid = coalesce(l.oid, d.refobjid) and e.deptype = 'e'
left join pg_extension x on x.oid = e.refobjid
where d.deptype in ('n', 'a')
  and d.objid >= 16384
  and d.refobjid >= 16384
  and (
    d.refclassid in (
      'pg_type'::regclass, 'pg_proc'::regclass, 'pg_opclass'::regclass, 'pg_operator'::regclass,
      'pg_collation'::regclass
    )
    or d.classid in ('pg_rewrite'::regclass, 'pg_proc'::regclass, 'pg_policy'::regclass)
    or (d.classid = 'pg_attrdef'::regclass and s.relkind = 'S')
  )
  and coalesce(r.ev_class, d.objid) <> d.refobjid
order by 1, 2, 3, 4`;

/** Gives `CommentRow`s. */
export const commentsQuery = `
select
  ${kindOf("d.classoid")} as kind,
  d.objoid::int8 as id,
  d.objsubid as column,
  d.description as text
from pg_description d
where d.objoid >= 16384
  and d.classoid in (
    'pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_constraint'::regclass,
    'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_namespace'::regclass
  )
order by 1, 2, 3`;

const usedBy = (field: string) => `
  select distinct (regexp_matches(r.ev_action::text, ':(?:${field}) (\\d+)', 'g'))[1]::oid as id
  from ${relationIds} needed(id)
  join pg_rewrite r on r.ev_class = needed.id`;

/** Gives `BuiltInRow`s: what views use of PostgreSQL's own operators and functions. */
export const builtInsQuery = `
select 'operator' as kind, o.oid::int8 as id, o.oprname as name, o.oprleft::int8 as first, o.oprresult::int8 as result
from (${usedBy("opno")}) used
join pg_operator o on o.oid = used.id
where o.oid < 16384
union all
select 'function', p.oid::int8, p.proname, coalesce(p.proargtypes[0], 0)::int8, p.prorettype::int8
from (${usedBy("funcid|aggfnoid|winfnoid")}) used
join pg_proc p on p.oid = used.id
where p.oid < 16384
order by 1, 2`;
