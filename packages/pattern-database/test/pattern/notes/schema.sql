create type note_state as enum ('draft', 'kept');

create table notes (
  id int8 generated always as identity primary key,
  parent_id int8 references notes (id),
  title varchar(80) not null unique check (length(title) > 0),
  state note_state default 'draft',
  stars numeric(2, 1)
);
