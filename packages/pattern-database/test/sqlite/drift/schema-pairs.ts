/** Two schemas that differ in one way, with a word for it. Rows of `t` have to fit both. */
export const schemaPairs: readonly (readonly [what: string, before: string, after: string])[] = [
  ["a table", "", "create table t (a int)"],
  [
    "a table with all that belongs to it",
    "create table k (a int)",
    "create table k (a int); create table t (a int references k); create index i on t (a); create view v as select a from t; create trigger tr after insert on t begin delete from k; select 1; end; create trigger iv instead of delete on v begin select 1; end",
  ],
  [
    "a column at the end",
    "create table t (a int)",
    "create table t (a int, b text default 'it''s' collate nocase)",
  ],
  [
    "a column before a constraint",
    "create table t (a int, check (a > 0))",
    "create table t (a int, b int not null default -1 check (b < 5), check (a > 0))",
  ],
  ["a column in between", "create table t (a int, c int)", "create table t (a int, b int, c int)"],
  [
    "a column with a computed default",
    "create table t (a int)",
    "create table t (a int, b text default (lower('A')))",
  ],
  [
    "a column with the time",
    "create table t (a int)",
    "create table t (a int, b text default current_timestamp)",
  ],
  ["a column that is unique", "create table t (a int)", "create table t (a int, b int unique)"],
  [
    "a column of no null default",
    "create table t (a int)",
    "create table t (a int, b int default null)",
  ],
  ["a generated column", "create table t (a int)", "create table t (a int, b int as (a * 2))"],
  ["a stored column", "create table t (a int)", "create table t (a int, b int as (a * 2) stored)"],
  [
    "what a column is generated of",
    "create table t (a int, b int as (a * 2))",
    "create table t (a int, b int as (a * 3))",
  ],
  [
    "a column that becomes generated",
    "create table t (a int, b int)",
    "create table t (a int, b int as (a * 2))",
  ],
  [
    "a column that refers",
    "create table k (a integer primary key)",
    "create table k (a integer primary key, b int references k)",
  ],
  [
    "a column that others use",
    "create table t (a int, b int, check (b is not 3)); create index i on t (b); create view v as select b from t",
    "create table t (a int); create view v as select a from t",
  ],
  [
    "a column that an index has",
    "create table t (a int, b int); create index i on t (b)",
    "create table t (a int); create index i on t (a)",
  ],
  ["a type", "create table t (a int)", "create table t (a text)"],
  ["a default", "create table t (a int)", "create table t (a int default 3)"],
  ["a collation", "create table t (a text)", "create table t (a text collate nocase)"],
  ["that a column may not be null", "create table t (a int)", "create table t (a int not null)"],
  ["a check", "create table t (a int check (a < 90))", "create table t (a int check (a < 100))"],
  [
    "a check of the table by its name",
    "create table t (a int)",
    "create table t (a int, check (t.a < 100)); create view v as select * from t; create view w as select * from v",
  ],
  [
    "beside a check of the table by its name",
    'create table t (a int, check ("t".a < 100)); create view v as select * from t; create view w as select * from v; create table o (z int); create trigger tr after insert on o begin delete from w; end',
    'create table t (a text, check ("t".a < 100)); create view v as select * from t; create view w as select * from v; create table o (z int); create trigger tr after insert on o begin delete from w; end',
  ],
  ["a primary key", "create table t (a int)", "create table t (a int primary key)"],
  [
    "the row's number",
    "create table t (a int primary key)",
    "create table t (a integer primary key)",
  ],
  [
    "counting",
    "create table t (a integer primary key)",
    "create table t (a integer primary key autoincrement)",
  ],
  [
    "beside counting",
    "create table t (a integer primary key autoincrement)",
    "create table t (a integer primary key autoincrement, b int unique)",
  ],
  [
    "a unique constraint",
    "create table t (a int)",
    "create table t (a int, constraint u unique (a))",
  ],
  [
    "a name of a constraint",
    "create table t (a int constraint u unique)",
    "create table t (a int constraint w unique)",
  ],
  [
    "a foreign key",
    "create table k (a integer primary key); create table t (a int)",
    "create table k (a integer primary key); create table t (a int references k)",
  ],
  [
    "what a foreign key does",
    "create table t (a integer primary key, b int references t on delete cascade)",
    "create table t (a integer primary key, b int references t on update set null deferrable initially deferred)",
  ],
  [
    "a circle of foreign keys",
    "",
    "create table k (a integer primary key, t int references t); create table t (a integer primary key, k int references k)",
  ],
  ["a strict table", "create table t (a int)", "create table t (a int) strict"],
  [
    "a table without row numbers",
    "create table t (a int primary key not null)",
    "create table t (a int primary key not null) without rowid",
  ],
  ["an order of columns", "create table t (a int, b int)", "create table t (b int, a int)"],
  ["a column of another case", "create table t (A int)", "create table t (a int)"],
  ["a table of another case", "create table T (a int)", "create table t (a int)"],
  [
    "an index",
    "create table t (a int)",
    "create table t (a int); create unique index i on t (a) where a > 1",
  ],
  [
    "what an index is of",
    "create table t (a int, b int); create index i on t (a)",
    "create table t (a int, b int); create index i on t (b desc, lower(a))",
  ],
  [
    "whose an index is",
    "create table t (a int); create table s (a int); create index i on t (a)",
    "create table t (a int); create table s (a int); create index i on s (a)",
  ],
  [
    "a view",
    "create table t (a int)",
    "create table t (a int); create view v (x) as select a from t",
  ],
  [
    "a view with a trigger",
    "create table t (a int); create view v as select a from t; create trigger r instead of insert on v begin insert into t values (new.a); end",
    "create table t (a int); create view v as select a, 1 as b from t; create trigger r instead of insert on v begin insert into t values (new.a); end",
  ],
  [
    "a trigger",
    "create table t (a int); create trigger r after insert on t begin select 1; end",
    "create table t (a int); create trigger r after update of a on t when new.a > 3 begin select case when 1 then 2 end; end",
  ],
  [
    "beside triggers and views",
    "create table t (a int); create index i on t (a); create trigger r after insert on t begin select 1; end; create view v as select a from t",
    "create table t (a text); create index i on t (a); create trigger r after insert on t begin select 1; end; create view v as select a from t",
  ],
  [
    "a table that becomes a view",
    "create table k (a int); create table t (a int); create index i on t (a)",
    "create table k (a int); create view t as select a from k; create trigger r instead of insert on t begin select 1; end",
  ],
  [
    "a virtual table that a view reads",
    "create table k (a int)",
    "create table k (a int); create virtual table f using fts5(a, b); create view v as select a from f",
  ],
  [
    "a name that the copy would have",
    "create table t (a int); create table new_t (a int); create view new_new_t as select a from t",
    "create table t (a text); create table new_t (a text); create view new_new_t as select a from t",
  ],
  [
    "texts with lines like the shell's",
    "create table t (a text)",
    "create table t (a text default '\n.read x\n;\n')",
  ],
  [
    "a comment at the end",
    "create table t (a text)",
    "create table t (a text, b int /* ; */ default 3 -- end\n)",
  ],
  ["every column", "create table t (a int)", "create table t (b text unique)"],
  [
    "every column of a table by its name",
    "create table t (a int check (t.a > 0))",
    "create table t (b text check (t.b is not 'x'))",
  ],
  [
    "a trigger that need not be new",
    "create table t (a int)",
    "create table t (a int); create trigger if not exists r after insert on T begin select 1; end; create unique index if not exists main.i on T (a)",
  ],
];
