import { relationIds } from "./scope.js";

/**
 * Gives `ConstraintRow`s. A foreign key on a partitioned table has a constraint of the same table for each partition,
 * which tells nothing new. In `unusual`, columns that older versions lack are those of `newer` there.
 */
export const constraintsQuery = `
select
  k.oid::int8 as id,
  k.conrelid::int8 as relation,
  k.contypid::int8 as domain,
  k.conname as name,
  k.contype as type,
  coalesce(to_json(k.conkey), '[]') as columns,
  k.confrelid::int8 as referenced,
  coalesce(to_json(k.confkey), '[]') as "referencedColumns",
  k.confupdtype as "onUpdate",
  k.confdeltype as "onDelete",
  k.condeferrable as deferrable,
  pg_get_constraintdef(k.oid) as definition,
  case when k.contype = 'c' then pg_get_expr(k.conbin, k.conrelid) end as expression,
  k.conislocal and k.conparentid = 0 as local,
  coalesce(unusual.enforced, true) as enforced,
  coalesce(unusual.period, false) as period
from pg_constraint k
left join (
  select found.*
  from (select true as conenforced, false as conperiod) newer
  cross join lateral (
    select c.oid, conenforced as enforced, conperiod as period
    from pg_constraint c
    where conperiod or not conenforced
  ) found
) unusual on unusual.oid = k.oid
where (
    k.conrelid in (select id from ${relationIds} needed(id))
    or k.contypid in (select oid from pg_type where typtype = 'd' and oid >= 16384)
  )
  and k.contype in ('p', 'u', 'f', 'c', 'x')
  and not exists (
    select from pg_constraint p where p.oid = k.conparentid and p.conrelid = k.conrelid
  )
order by k.conrelid, k.conname, k.contypid`;

/** Gives `IndexRow`s, without those that constraints have. */
export const indexesQuery = `
select
  i.indexrelid::int8 as id,
  i.indrelid::int8 as relation,
  x.relname as name,
  i.indisunique as unique,
  pg_get_indexdef(i.indexrelid) as sql,
  to_json((i.indkey::int2[])[0:i.indnkeyatts - 1]) as columns,
  i.indpred is not null or not i.indisvalid as partial,
  (select h.inhparent::int8 from pg_inherits h where h.inhrelid = i.indexrelid) as parent
from ${relationIds} needed(id)
join pg_index i on i.indrelid = needed.id
join pg_class x on x.oid = i.indexrelid
where not exists (
  select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')
)
order by i.indrelid, x.relname`;

/** Gives `TriggerRow`s of the table's own triggers. */
export const triggersQuery = `
select
  t.oid::int8 as id,
  t.tgrelid::int8 as relation,
  t.tgname as name,
  pg_get_triggerdef(t.oid) as sql,
  t.tgenabled <> 'D' as enabled
from ${relationIds} needed(id)
join pg_trigger t on t.tgrelid = needed.id
where not t.tgisinternal and t.tgparentid = 0
order by t.tgrelid, t.tgname`;

/** Gives `PolicyRow`s. */
export const policiesQuery = `
select
  p.oid::int8 as id,
  p.polrelid::int8 as relation,
  p.polname as name,
  p.polpermissive as permissive,
  case p.polcmd
    when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'
    else 'all'
  end as command,
  coalesce(
    (select json_agg(r.rolname order by r.rolname) from pg_roles r where r.oid = any (p.polroles)),
    '[]'
  ) as roles,
  pg_get_expr(p.polqual, p.polrelid) as using,
  pg_get_expr(p.polwithcheck, p.polrelid) as check
from ${relationIds} needed(id)
join pg_policy p on p.polrelid = needed.id
order by p.polrelid, p.polname`;
