/** Two schemas that differ in one way, with a word for it. */
export const schemaPairs: readonly (readonly [what: string, before: string, after: string])[] = [
  ["a table", "create table k (a int)", "create table k (a int); create table t (a int)"],
  [
    "a table with all that belongs to it",
    "create table k (a int primary key)",
    "create table k (a int primary key); create table t (a int, constraint f foreign key (a) references k (a)); create view v as select a from t; create trigger r before insert on t for each row begin set new.a = 1; set @b = 2; end",
  ],
  [
    "tables in a circle",
    "create table k (a int)",
    "create table k (a int); create table t (a int primary key, b int, constraint f foreign key (b) references u (a)); create table u (a int primary key, b int, constraint g foreign key (b) references t (a))",
  ],
  ["a column at the end", "create table t (a int)", "create table t (a int, b text)"],
  [
    "a column in front that needs a value",
    "create table t (a int)",
    "create table t (b int not null, a int)",
  ],
  [
    "a column that may have been renamed",
    "create table t (a int, b varchar(9))",
    "create table t (a int, c varchar(9))",
  ],
  [
    "a column with all that a column has",
    "create table t (a int)",
    "create table t (a int, b varchar(9) character set latin1 collate latin1_bin not null invisible default 'it''s \\\\' comment 'a `comment`' check (b <> 'x'))",
  ],
  ["a column of another case", "create table t (A int)", "create table t (a int)"],
  ["every column", "create table t (a int)", "create table t (b text)"],
  [
    "an order of columns",
    "create table t (a int, b int, c int, d int)",
    "create table t (d int, a int, c int, b int)",
  ],
  ["a type, wider", "create table t (a int)", "create table t (a bigint)"],
  ["a type, narrower", "create table t (a varchar(30))", "create table t (a varchar(20))"],
  ["a default", "create table t (a int)", "create table t (a int default 3)"],
  [
    "a default that is worked out",
    "create table t (a varchar(40) default 'uuid()')",
    "create table t (a varchar(40) default uuid())",
  ],
  ["that a column may not be null", "create table t (a int)", "create table t (a int not null)"],
  [
    "what a column is generated of",
    "create table t (a int, b int as (a + 1) virtual, c int as (a + 1) stored)",
    "create table t (a int, b int as (a + 2) virtual, c int as (a + 2) stored)",
  ],
  [
    "a column that becomes generated",
    "create table t (a int, b int, c int)",
    "create table t (a int, b int as (a * 2) virtual, c int as (a * 3) stored)",
  ],
  [
    "how a generated column is kept",
    "create table t (a int, b int as (a + 1) virtual)",
    "create table t (a int, b int as (a + 1) stored)",
  ],
  [
    "how a column is generated that others need",
    "create table t (a int, b int as (a + 1) virtual, c int as (b + 1) stored, key b (b), unique key u (a, b), constraint b check (b > 0))",
    "create table t (a int, b int as (a + 1) stored, c int as (b + 1) stored, key b (b), unique key u (a, b), constraint b check (b > 0))",
  ],
  [
    "how a column is generated whose key a foreign key needs",
    "create table k (a int primary key); create table t (a int, b int, c int as (b + 1) virtual, key i (a, c), constraint f foreign key (a) references k (a))",
    "create table k (a int primary key); create table t (a int, b int, c int as (b + 1) stored, key i (a, c), constraint f foreign key (a) references k (a))",
  ],
  [
    "a type that becomes no other",
    "create table t (a uuid, b date, c inet4 not null, key k (a, b), constraint d check (c is not null))",
    "create table t (a int, b point, c inet6 not null, key k (a), constraint d check (c is not null))",
  ],
  ["a comment of a column", "create table t (a int)", "create table t (a int comment 'it''s')"],
  [
    "a character set of a column",
    "create table t (a varchar(9) character set latin1)",
    "create table t (a varchar(9) character set utf8mb4)",
  ],
  [
    "a collation of a column",
    "create table t (a varchar(9))",
    "create table t (a varchar(9) collate utf8mb4_bin)",
  ],
  [
    "what sets a column when its row changes",
    "create table t (a timestamp null)",
    "create table t (a timestamp null default current_timestamp on update current_timestamp)",
  ],
  [
    "counting",
    "create table t (a int not null, primary key (a))",
    "create table t (a int not null auto_increment, primary key (a))",
  ],
  [
    "values of an enum",
    "create table t (a enum('x', 'y'))",
    "create table t (a enum('y', 'it''s', 'x'))",
  ],
  [
    "values that an enum loses",
    "create table t (a enum('x', 'y'))",
    "create table t (a enum('x'))",
  ],
  [
    "a primary key",
    "create table t (a int not null, b int not null, primary key (a))",
    "create table t (a int not null, b int not null, primary key (b, a))",
  ],
  ["a unique key", "create table t (a int)", "create table t (a int, unique key u (a))"],
  [
    "a name of a key",
    "create table t (a int, unique key u (a))",
    "create table t (a int, unique key w (a))",
  ],
  [
    "keys of every kind",
    "create table t (a varchar(99), b int, c point not null)",
    "create table t (a varchar(99), b int, c point not null, key k (b desc, a(5)) comment 'it''s', fulltext key l (a), spatial key m (c), key n (b) ignored)",
  ],
  [
    "how much of a text a key has",
    "create table t (a text, unique key k (a(5)))",
    "create table t (a text, unique key k (a(9)))",
  ],
  [
    "a foreign key",
    "create table k (a int primary key); create table t (a int)",
    "create table k (a int primary key); create table t (a int, constraint f foreign key (a) references k (a) on delete cascade)",
  ],
  [
    "a key that serves a foreign key as its own does",
    "create table k (a int primary key); create table t (a int, b int, key f (a), constraint f foreign key (a) references k (a))",
    "create table k (a int primary key); create table t (a int, b int, key f (a), key i (a, b), constraint f foreign key (a) references k (a))",
  ],
  [
    "a second foreign key of a column",
    "create table k (a int primary key); create table t (a int, key f (a), constraint f foreign key (a) references k (a))",
    "create table k (a int primary key); create table t (a int, key f (a), constraint e foreign key (a) references k (a), constraint f foreign key (a) references k (a))",
  ],
  [
    "what a foreign key does",
    "create table k (a int primary key); create table t (a int, constraint f foreign key (a) references k (a) on delete cascade)",
    "create table k (a int primary key); create table t (a int, constraint f foreign key (a) references k (a) on update cascade on delete set null)",
  ],
  [
    "a type that a foreign key stands on",
    "create table k (a int primary key); create table t (a int, constraint f foreign key (a) references k (a))",
    "create table k (a bigint primary key); create table t (a bigint, constraint f foreign key (a) references k (a))",
  ],
  [
    "the key that a foreign key leads to",
    "create table k (a int not null, b int, primary key (a)); create table t (a int, constraint f foreign key (a) references k (a))",
    "create table k (a int not null, b int, unique key u (a)); create table t (a int, constraint f foreign key (a) references k (a))",
  ],
  [
    "where a foreign key leads",
    "create table k (a int primary key); create table l (a int primary key); create table t (a int, constraint f foreign key (a) references k (a))",
    "create table l (a int primary key); create table t (a int, constraint f foreign key (a) references l (a))",
  ],
  [
    "a check",
    "create table t (a int check (a < 9), constraint c check (a > 0))",
    "create table t (a int check (a < 8), constraint c check (a > 1))",
  ],
  [
    "an engine, with keys",
    "create table t (a varchar(20), key k (a), fulltext key l (a)) engine=innodb page_compressed=1",
    "create table t (a varchar(20), key k (a), fulltext key l (a)) engine=aria",
  ],
  [
    "an engine, with a foreign key",
    "create table k (a int primary key); create table t (a int, constraint f foreign key (a) references k (a))",
    "create table k (a int primary key) engine=myisam; create table t (a int, key f (a)) engine=aria",
  ],
  [
    "how a table is kept",
    "create table t (a int, key k (a))",
    "create table t (a int, key k (a)) row_format=compressed key_block_size=8 stats_persistent=1 max_rows=9",
  ],
  [
    "a character set of a table",
    "create table t (a varchar(9)) character set latin1",
    "create table t (a varchar(9)) character set utf8mb4",
  ],
  ["a comment of a table", "create table t (a int)", "create table t (a int) comment 'it''s'"],
  [
    "partitions",
    "create table t (a int) partition by hash (a) partitions 2",
    "create table t (a int) partition by range (a) (partition p values less than (5), partition q values less than (9))",
  ],
  [
    "that a table has partitions",
    "create table t (a int)",
    "create table t (a int) partition by hash (a) partitions 3",
  ],
  [
    "that a table keeps rows of earlier times",
    "create table t (a int primary key)",
    "create table t (a int primary key) with system versioning",
  ],
  [
    "how a table says when its rows were",
    "create table t (a int primary key) with system versioning",
    "create table t (a int primary key, s timestamp(6) generated always as row start, e timestamp(6) generated always as row end, period for system_time (s, e)) with system versioning",
  ],
  [
    "that a table keeps rows of earlier times apart",
    "create table t (a int primary key)",
    "create table t (a int primary key) with system versioning partition by system_time (partition p history, partition q current)",
  ],
  [
    "a table that keeps rows of earlier times",
    "create table t (a int primary key) with system versioning",
    "create table t (a bigint primary key, b int) with system versioning",
  ],
  [
    "a period",
    "create table t (a date not null, b date not null)",
    "create table t (a date not null, b date not null, c int, period for p (a, b), unique key u (c, p without overlaps))",
  ],
  [
    "a view",
    "create table t (a int)",
    "create table t (a int); create view v (x) as select a from t",
  ],
  [
    "views that read each other",
    "create table t (a int, b int); create view z as select a from t; create view y as select a from z",
    "create table t (b int); create view a as select b from t; create view z as select b from a; create view y as select b from z with cascaded check option",
  ],
  [
    "a table that becomes a view",
    "create table k (a int); create table t (a int)",
    "create table k (a int); create view t as select a from k",
  ],
  [
    "a sequence that becomes a table",
    "create table k (a int); create sequence t",
    "create table k (a int); create table t (a int)",
  ],
  [
    "a routine",
    "create table t (a int)",
    "create table t (a int); create function f(n int) returns int deterministic return n; create procedure p() begin select 1; select ';$$'; end",
  ],
  [
    "what a routine does",
    "create table t (a int); create function f(n int) returns int deterministic return n; create procedure p() select 1",
    "create table t (a int); create function f(n bigint) returns bigint deterministic return n; create procedure p() begin select 2; end",
  ],
  [
    "the modes of a routine",
    "create table t (a int); set sql_mode = ''; create function f() returns text deterministic return 'a'",
    `create table t (a int); set sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'; create function "f"() returns text deterministic return 'a\\'`,
  ],
  [
    "a routine that a view calls",
    "create table t (a int)",
    "create table t (a int); create function f(n int) returns int deterministic return n; create view v as select f(a) as b from t",
  ],
  [
    "a trigger",
    "create table t (a int); create trigger r before insert on t for each row set new.a = 1",
    "create table t (a int); create trigger r after update on t for each row begin set @a = 1; end",
  ],
  [
    "an order of triggers",
    "create table t (a int); create trigger q before insert on t for each row set new.a = 1; create trigger r before insert on t for each row set new.a = 2",
    "create table t (a int); create trigger r before insert on t for each row set new.a = 2; create trigger q before insert on t for each row set new.a = 1",
  ],
  [
    "whose a trigger is",
    "create table t (a int); create table u (a int); create trigger r before insert on t for each row set new.a = 1",
    "create table u (a int); create trigger r before insert on u for each row set new.a = 1",
  ],
  [
    "a sequence that a default draws from",
    "create table t (a int)",
    "create sequence s start with 5; create table t (a int default nextval(s))",
  ],
  [
    "how a sequence counts",
    "create table t (a int); create sequence s start with 5 minvalue 1 maxvalue 99",
    "create table t (a int); create sequence s start with 5 minvalue -3 maxvalue 90 increment by 2 cycle comment 'x'",
  ],
  [
    "a comment of a sequence",
    "create table t (a int); create sequence s",
    "create table t (a int); create sequence s comment 'it''s'",
  ],
  [
    "where a sequence begins",
    "create table t (a int); create sequence s",
    "create table t (a int); create sequence s start with -5 minvalue -9 maxvalue -1 increment by -1",
  ],
  [
    "a character set of the database",
    "create table t (a int); alter database character set latin1",
    "create table t (a int); alter database character set utf8mb4 collate utf8mb4_bin",
  ],
];
