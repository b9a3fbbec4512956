CREATE TABLE "notes" (
  id integer primary key,
  parent_id integer references notes on delete cascade,
  title text unique check (length(title) > 0),
  state text default 'draft' check (state in ('draft', 'kept')),
  stars decimal(2, 1),
  anything
);
