/** Tables that have a view. */
const viewEvery = 10;
/** Tables that belong together: the others of a group refer to its first. */
const group = 5;
const enums = 10;

const areas = ["sales", "billing", "stock", "staff", "support", "web", "audit", "ledger"];
const things = ["order", "account", "invoice", "shipment", "ticket", "session", "entry", "budget"];

/**
 * SQL that makes `count` tables, the same for the same number: 10 columns each, a primary key, in two of three a unique
 * constraint, a check, an index, comments, foreign keys to a table of the same group and to the one before; for every
 * tenth table a view of a join; 10 enums.
 */
export function schemaOf(count: number): readonly string[] {
  const statements = Array.from(
    { length: enums },
    (_, index) =>
      `create type status_${index} as enum ('draft', 'open', 'paid', 'sent', 'closed', 'level ${index}')`,
  );
  for (let index = 0; index < count; index++) statements.push(...table(index));
  return statements;
}

/** `sales_order_17`. */
function nameOf(index: number): string {
  const area = areas[index % areas.length];
  const thing = things[Math.floor(index / areas.length) % things.length];
  return `${area}_${thing}_${index}`;
}

function table(index: number): readonly string[] {
  const name = nameOf(index);
  const owner = nameOf(index - (index % group));
  const before = nameOf(Math.max(0, index - 1));
  const statements = [
    `create table ${name} (
  id bigint generated always as identity primary key,
  owner_id bigint references ${owner},
  previous_id bigint references ${before} on delete cascade,
  code varchar(20) not null${index % 3 === 0 ? "" : " unique"},
  status status_${index % enums} not null default 'draft',
  price numeric(12,2) not null check (price >= 0),
  tags text[] not null default '{}',
  details jsonb,
  placed_at timestamptz not null default now(),
  total numeric(14,2) generated always as (price * 2) stored
)`,
    `create index on ${name} (owner_id, placed_at)`,
    `comment on table ${name} is 'What is kept of ${name}.'`,
    `comment on column ${name}.code is 'What people call it.'`,
    `comment on column ${name}.price is 'Without taxes, in the currency of the account.'`,
  ];
  if (index % viewEvery === 0) {
    statements.push(
      `create view ${name}_summary as
select o.id, o.code, p.code as owner_code, coalesce(o.details ->> 'note', '') as note
from ${name} o left join ${owner} p on p.id = o.owner_id`,
    );
  }
  return statements;
}
