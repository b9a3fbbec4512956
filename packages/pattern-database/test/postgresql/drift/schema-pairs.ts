/** Schemas before and after, for every kind of object. Each is tried in both directions. */
export const schemaPairs: readonly (readonly [what: string, before: string, after: string])[] = [
  [
    "a schema",
    "create table t (a int);",
    "create table t (a int); create schema s; comment on schema s is 'new'; create table s.u (b int);",
  ],
  [
    "an extension",
    "create table t (a int);",
    "create extension citext; create table t (a int, b citext);",
  ],
  [
    "an enum with more values",
    "create type e as enum ('a', 'c'); create table t (x e default 'a');",
    "create type e as enum ('z', 'a', 'b', 'c', 'd'); create table t (x e default 'd', check (x <> 'b'));",
  ],
  [
    "an enum in another order",
    "create type e as enum ('a', 'b'); create table t (x e default 'a', y e[] not null, check (x <> 'b')); create index on t (x) where x = 'a'; create view v as select x from t; create function f(e) returns e language sql as 'select $1';",
    "create type e as enum ('b', 'a', 'c'); create table t (x e default 'a', y e[] not null, check (x <> 'b')); create index on t (x) where x = 'a'; create view v as select x from t; create function f(e) returns e language sql as 'select $1';",
  ],
  [
    "an enum that is gone",
    "create type e as enum ('a'); create table t (x e, y int);",
    "create table t (x text, y int);",
  ],
  [
    "a domain's rules",
    "create domain d as int default 1 check (value > 0); create table t (x d);",
    "create domain d as int default 2 not null constraint other check (value > 1); create table t (x d); comment on domain d is 'a'; comment on constraint other on domain d is 'b';",
  ],
  [
    "a domain's base",
    "create domain d as varchar(10) check (value <> ''); create domain e as d; create table t (x d, y e, z d[]); create view v as select x, y from t;",
    "create domain d as text check (value <> ''); create domain e as d; create table t (x d, y e, z d[]); create view v as select x, y from t;",
  ],
  [
    "a composite type",
    "create type c as (a int, b text); create table t (x c);",
    "create type c as (a int, d date); create table t (x c); create type n as (one c, two int[]);",
  ],
  [
    "a composite type's attribute",
    "create type c as (a int, b text); create table t (x c);",
    "create type c as (a bigint, b text); create table t (x c);",
  ],
  [
    "a range",
    "create table t (x int4range);",
    "create type r as range (subtype = float8, subtype_diff = float8mi); create table t (x int4range, y r);",
  ],
  [
    "a range's subtype",
    "create type r as range (subtype = int4); create table t (x r);",
    "create type r as range (subtype = int8); create table t (x r);",
  ],
  [
    "sequences",
    "create sequence s; create sequence gone; create table t (id serial, x int default nextval('s'));",
    "create sequence s as int increment 5 minvalue -10 maxvalue 100 start 5 cache 2 cycle; create table t (id bigint, x int default nextval('s')); create table u (id bigserial); comment on sequence s is 'c';",
  ],
  [
    "an owner of a sequence",
    "create sequence s; create table t (a int default nextval('s'), b int);",
    "create sequence s; create table t (a int, b int); alter sequence s owned by t.b;",
  ],
  [
    "tables",
    "create table gone (id int primary key); create table also (id int references gone); comment on table also is 'x';",
    "create table fresh (id int primary key, n text default 'x' not null check (n <> '')); create table next (id int references fresh, up int references fresh deferrable); comment on table fresh is 'y'; comment on column fresh.n is 'z';",
  ],
  [
    "tables in a circle",
    "create table a (id int primary key, b int); create table b (id int primary key references a); alter table a add foreign key (b) references b;",
    "create table c (id int primary key);",
  ],
  [
    "columns",
    "create table t (a int, b text not null, c date default '2020-01-01');",
    "create table t (a int not null default 3, b text, d uuid default gen_random_uuid(), e text collate \"C\"); comment on column t.d is 'd';",
  ],
  [
    "a column's type",
    "create table t (a int, b varchar(10), c text, d numeric(10,2), e text, f timestamp, g int[], h date); create view v as select a, b from t; create view w as select a from v; create materialized view m as select b from t; create index on m (b);",
    "create table t (a bigint, b varchar(20), c uuid, d numeric(12,4), e boolean, f timestamptz, g bigint[], h text); create view v as select a, b from t; create view w as select a from v; create materialized view m as select b from t; create index on m (b);",
  ],
  [
    "a key's type",
    "create table p (id int primary key); create table c (id int references p, unique (id)); create index on c ((id + 1));",
    "create table p (id text primary key); create table c (id text references p, unique (id)); create index on c ((id || 'x'));",
  ],
  [
    "a key's type, wider",
    "create table p (id int primary key); create table c (id int references p);",
    "create table p (id bigint primary key); create table c (id bigint references p);",
  ],
  ["a collation", "create table t (a text);", 'create table t (a text collate "C");'],
  [
    "generated columns",
    "create table t (a int, b int generated always as (a + 1) stored, c int generated always as (a + 2) stored); create index on t (b); create view v as select b from t;",
    "create table t (a int, b int generated always as (a + 3) stored, c int, d int generated always as (a * 2) virtual); create index on t (b); create view v as select b from t;",
  ],
  [
    "the type below a generated column",
    "create table t (a int, b int generated always as (a + 1) stored check (b > 0));",
    "create table t (a bigint, b int generated always as (a + 1) stored check (b > 0));",
  ],
  [
    "identity columns",
    "create table t (a int generated always as identity, b int, c int generated by default as identity);",
    "create table t (a int generated by default as identity (start 5 increment 2), b int not null, c int not null); create table u (a bigint generated always as identity (sequence name odd));",
  ],
  [
    "an identity's type",
    "create table t (a int generated always as identity);",
    "create table t (a bigint generated always as identity);",
  ],
  [
    "keys",
    "create table t (a int primary key, b int, constraint u unique (b));",
    "create table t (a int not null, b int, constraint k primary key (a, b), constraint u unique (b) deferrable); comment on constraint u on t is 'c';",
  ],
  [
    "a key that others refer to",
    "create table p (a int constraint pk primary key, b int not null); create table c (x int references p);",
    "create table p (a int constraint pk primary key deferrable, b int constraint other unique not null); create table c (x int references p (b));",
  ],
  [
    "checks and exclusions",
    "create table t (a int constraint c check (a > 0), r int4range, constraint x exclude using gist (r with &&));",
    "create table t (a int constraint c check (a > 1), r int4range, constraint y exclude using gist (r with &&));",
  ],
  [
    "foreign keys",
    "create table p (a int primary key, b int unique); create table c (x int constraint f references p);",
    "create table p (a int primary key, b int unique); create table c (x int constraint f references p on delete cascade on update set null, y int constraint g references p (b) match full deferrable initially deferred);",
  ],
  [
    "indexes",
    "create table t (a int, b text); create index i on t (a); create index gone on t (b);",
    "create table t (a int, b text); create unique index i on t (a desc nulls last) include (b) where a > 0; create index expression on t (lower(b)); comment on index i is 'i';",
  ],
  [
    "triggers",
    "create table t (a int); create function f() returns trigger language plpgsql as 'begin return new; end'; create trigger g before insert on t for each row execute function f(); create trigger gone after update on t execute function f();",
    "create table t (a int); create function f() returns trigger language plpgsql as 'begin return null; end'; create trigger g after insert on t for each row when (new.a > 0) execute function f(); alter table t disable trigger g; comment on trigger g on t is 't';",
  ],
  [
    "a trigger's column",
    "create table t (a int); create function f() returns trigger language plpgsql as 'begin return new; end'; create trigger g before update of a on t for each row when (old.a <> new.a) execute function f();",
    "create table t (a bigint); create function f() returns trigger language plpgsql as 'begin return new; end'; create trigger g before update of a on t for each row when (old.a <> new.a) execute function f();",
  ],
  [
    "views",
    "create table t (a int, b int); create view v as select a from t; create view gone as select a from v; create materialized view m as select b from t;",
    "create table t (a int, c int); create view v with (security_barrier=true) as select a, c from t where a > 0; create view w as select v.c from v; comment on view w is 'w'; comment on column v.c is 'c'; create materialized view m as select c from t; create index on m (c);",
  ],
  [
    "a table that becomes a view",
    "create table t (a int); create table x (a int);",
    "create table t (a int); create view x as select a from t;",
  ],
  [
    "functions",
    "create function f(a int) returns int language sql as 'select 1'; create function g() returns int language sql as 'select 1'; create procedure p() language sql as 'select 1'; create table t (a int default f(1), b int); create view v as select f(b) from t;",
    "create function f(a int) returns int language sql as 'select 2'; create function g() returns text language sql as 'select ''x''::text'; create function f(a text) returns int language sql as 'select 1'; create table t (a int default f('x'::text), b int); create view v as select f(b) from t; comment on function f(int) is 'f';",
  ],
  [
    "a function's result",
    "create function f(a int) returns int immutable language sql as 'select 1'; create table t (a int default f(1), b int check (f(b) > 0), c int generated always as (f(b)) stored); create index on t (f(b)); create view v as select f(b) as x from t;",
    "create function f(a int) returns bigint immutable language sql as 'select 1::bigint'; create table t (a int default f(1), b int check (f(b) > 0), c int generated always as (f(b)) stored); create index on t (f(b)); create view v as select f(b) as x from t;",
  ],
  [
    "functions with bodies that the server understands",
    "create table t (a int, b int); create function f() returns int language sql begin atomic select a from t; end;",
    "create table t (a bigint); create function f() returns int language sql begin atomic select a::int from t; end;",
  ],
  [
    "functions of rows",
    "create table t (a int); create function f(t) returns int language sql as 'select $1.a';",
    "create table t (a int, b int); create function f(t) returns int language sql as 'select $1.b'; create table u (x t);",
  ],
  [
    "row security",
    "create table t (a int); alter table t enable row level security; create policy p on t using (a > 0); create policy gone on t for select using (true);",
    "create table t (a bigint); alter table t enable row level security; alter table t force row level security; create policy p on t as restrictive for update using (a > 0) with check (a > 1); comment on policy p on t is 'p';",
  ],
  [
    "row security that is off",
    "create table t (a int); alter table t enable row level security; alter table t force row level security;",
    "create table t (a int);",
  ],
  [
    "partitions",
    "create table t (a int not null, b text default 'x') partition by range (a); create table t1 partition of t for values from (0) to (10); create table t2 partition of t for values from (10) to (20); create index on t (b);",
    "create table t (a int not null, b varchar default 'y' not null, c int, primary key (a)) partition by range (a); create table t1 partition of t for values from (0) to (15); create table t3 partition of t for values from (20) to (30) partition by list (a); create table t4 partition of t3 for values in (25); create table d partition of t default;",
  ],
  [
    "a partition that becomes a table",
    "create table t (a int, b text) partition by list (a); create table p partition of t for values in (1);",
    "create table t (a int, b text) partition by list (a); create table p (a int, b text, c date);",
  ],
  [
    "a default of a partition's own",
    "create table t (a int, b int default 1) partition by list (a); create table p partition of t for values in (1);",
    "create table t (a int, b int default 2) partition by list (a); create table p partition of t for values in (1); alter table p alter b set default 7; create table q partition of t (b default 9) for values in (2);",
  ],
  [
    "inheriting tables",
    "create table b (a int, x text); create table c (y int) inherits (b);",
    "create table b (a bigint not null, z int default 1); create table c (y int, own text) inherits (b); create table d () inherits (c);",
  ],
  [
    "comments",
    "create table t (a int); comment on table t is 'a'; comment on column t.a is 'gone';",
    "create table t (a int); comment on table t is 'it''s \\ b'; create view v as select a from t; comment on column v.a is 'v';",
  ],
  [
    "a column that a view no longer reads",
    "create table t (a int, b int); create view v as select a, b from t; create view w as select b from v;",
    "create table t (a int); create view v as select a from t; create view w as select a from v;",
  ],
];
