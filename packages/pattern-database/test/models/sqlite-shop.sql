-- A shop with every kind of constraint, column and object that SQLite has.
create table customers (
  id integer primary key autoincrement,
  email text not null collate nocase constraint customers_email_key unique check (email like '%_@_%'),
  name varchar(80) not null check (length(name) between 1 and 80),
  referrer_id integer references customers on delete set null,
  active boolean not null default true check (active in (0, 1)),
  tags json not null default '[]' check (json_valid(tags)),
  avatar blob,
  extra,
  created_at datetime not null default current_timestamp
);
create table products (
  sku text primary key not null,
  title text not null,
  price decimal(10, 2) not null constraint products_price_check check (price >= 0),
  with_tax real generated always as (price * 1.19) stored,
  label text as (sku || ': ' || title) virtual,
  weight double precision,
  stock int not null default 0 check (stock >= 0 and stock <= 100000),
  kind text not null default 'thing' check (kind in ('thing', "service")),
  constraint products_title_key unique (title)
) without rowid;
create unique index products_label on products (lower(title)) where kind = 'thing';
create table orders (
  id integer primary key,
  customer_id integer not null constraint orders_customer references customers (id) on update cascade,
  number text not null unique,
  placed_on date not null,
  due_on date not null,
  note,
  check (due_on > placed_on)
);
create index orders_by_customer on orders (customer_id, placed_on desc);
create table order_items (
  order_id integer not null references orders on delete cascade,
  line integer not null,
  sku text not null,
  quantity integer not null check (quantity >= 1),
  foreign key (sku) references products (sku) deferrable initially deferred,
  primary key (order_id, line)
);
create table payments (
  id text primary key,
  order_id integer not null,
  line integer not null,
  amount integer not null,
  ratio real,
  proof blob not null,
  data any,
  foreign key (order_id, line) references order_items on delete restrict
) strict;
create table settings (key text primary key, value any) strict, without rowid;
create table loose (code varchar(10) primary key, at timestamp, amount numeric, flag bool);
create table events (id integer primary key desc, what text);
create table counters (name text not null);
create unique index counters_name on counters (name);
create trigger orders_guard before delete on orders begin
  select raise(abort, 'orders stay') where old.note = 'stay';
end;
create trigger counters_log after insert on counters when new.name = 'loud' begin
  insert into events (id, what) values (1, new.name);
end;
create view open_orders as select o.id, c.email, o.number, o.due_on from orders o join customers c on c.id = o.customer_id;
create view totals as select customer_id, count(*) as n, group_concat(number) as numbers from orders group by customer_id;
