create type note_state as enum ('draft', 'kept');

create table notes (
  id int8 generated always as identity primary key,
  parent_id int8 references notes (id),
  title varchar(80) not null unique check (length(title) > 0),
  state note_state default 'draft',
  stars numeric(2, 1)
);

create table labels (
  name text primary key
);

create function tell() returns trigger language plpgsql as $$
begin
  perform pg_notify('label_changed', new.name);
  return new;
end
$$;
create trigger labels_tell after insert or update on labels for each row execute function tell();
