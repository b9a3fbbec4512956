CREATE TABLE notes (
  id integer primary key,
  parent_id integer references notes on delete cascade,
  title text not null unique check (length(title) > 0),
  state text not null default 'draft' check (state in ('draft', 'kept')),
  stars decimal(2, 1),
  kept boolean not null default false,
  anything
);
