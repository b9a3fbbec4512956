/** The one question of the floor: every column of every table and view, with its type. */
export const catalogueQuery = `
select c.relname, a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where n.nspname = 'public' and c.relkind in ('r', 'v')
order by c.relname, a.attnum`;
