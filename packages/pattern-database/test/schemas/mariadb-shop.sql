-- A shop: one of everything that MariaDB's catalogue knows, in a database that people could have made.
create sequence order_number start with 1000 increment by 10 minvalue 1 maxvalue 1000000 cache 5 cycle;
create table customers (
  id bigint unsigned auto_increment primary key,
  email varchar(120) not null unique,
  name varchar(80) not null comment 'As they write it
on two lines',
  birthday date,
  created_at timestamp(3) not null default current_timestamp(3),
  changed_at datetime(6) null on update current_timestamp(6),
  secret varchar(20) invisible default 'x',
  search varchar(80) as (lower(name)) persistent,
  shown varchar(90) generated always as (concat('<', name, '>')) virtual,
  constraint email_form check (email like '%_@_%')
) comment 'Who buys; "quoted" and ''single'' and */ ended' default charset utf8mb4;
create table products (
  id int auto_increment primary key,
  parent_id int references products (id) on delete set null,
  sku varchar(40) not null default (concat('P-', nextval(order_number))),
  price decimal(12,2) unsigned not null default 1.00 check (price > 0),
  weight float, exact double not null default 0.5,
  data json not null default '{"a": [1, 2]}',
  picture longblob, thumb varbinary(16), fixed binary(4),
  flags bit(8) default b'101', flag bit(1) not null default 0, on_sale boolean not null default true,
  ip inet6, ip4 inet4, uid uuid not null default uuid(),
  place point, area geometry,
  status enum('open','it''s paid','c,omma','ü') not null default 'open',
  tags set('a','b','c') not null default 'a,b',
  small smallint(5) unsigned zerofill, medium mediumint, made year, at time(2), day date default '2024-02-29',
  big bigint default -9223372036854775808,
  note text default null, code char(3) character set ascii collate ascii_bin default 'abc',
  tiny tinyint default 1, tt tinytext, mt mediumtext default ('a' 'b'), mb mediumblob, tb tinyblob,
  constraint sku_form check (sku <> '' and length(sku) < 40),
  unique key products_sku (sku),
  unique key products_prefix (note(10)),
  fulltext key products_note (note),
  key products_desc (price desc, id)
);
create table orders (
  id bigint not null, customer_id bigint unsigned not null, total decimal(12,2), placed_at datetime not null default '2024-02-03 04:05:06',
  primary key (id, customer_id), unique key orders_id (id),
  constraint orders_customer foreign key (customer_id) references customers (id) on update cascade
);
create table places (id int primary key, at point not null, spatial index (at)) engine=InnoDB;
create table readings (sensor int not null, taken_at date not null, value double, primary key (sensor, taken_at))
 partition by range (year(taken_at)) (partition p2024 values less than (2025), partition rest values less than maxvalue);
create table history (id int primary key, what varchar(20)) with system versioning;
create table periods (id int, s date, e date, period for p (s,e), primary key (id, p without overlaps));

-- Two tables that refer to each other.
create table a (id int primary key, b int); create table b (id int primary key, a int not null, foreign key (a) references a(id));
alter table a add foreign key (b) references b(id);
create view open_orders as select o.id, c.email, coalesce(o.total,0) as s, count(*) over () as n from orders o left join customers c on c.id = o.customer_id where o.total is null;
create algorithm=merge sql security invoker view plain as select id, name, birthday, id+1 as next from customers where name <> '' with check option;
create view a_first as select id from open_orders;
create trigger touch before insert on customers for each row set new.name = trim(new.name);
create function twice(n int) returns int deterministic comment 'doubles */' begin return n*2; end;
create procedure close_orders(in before_ datetime, out n int) modifies sql data begin select count(*) into n from orders where placed_at < before_; end;
create event ev on schedule every 1 day do delete from a where id < 0;
create table logs (id int auto_increment primary key, line varchar(200) not null) engine=myisam;
create table lists (id int, kind int not null, primary key (id, kind)) partition by list (kind) (partition one values in (1, 2));
create table shelves (id binary(16) primary key, number tinyint unsigned not null, level tinyint not null unique check (level between -5 and 40),
  bits bit(20) not null, at datetime(3) not null, since timestamp not null default current_timestamp on update current_timestamp,
  zone enum('n','s') not null, kind set('x','y') not null, path linestring not null, spot point not null, ip inet6 not null unique, year year not null,
  check (number >= 0 and number <= 200), check (zone in ('n','s')));
create table boxes (shelf binary(16) not null, number smallint not null, shelf_level tinyint not null, primary key (shelf, number),
  foreign key (shelf) references shelves (id) on delete cascade, foreign key (shelf_level) references shelves (level));
create table versions (id int primary key, note varchar(90) default 'a\\b''c"d
e', s timestamp(6) generated always as row start invisible, e timestamp(6) generated always as row end invisible,
  period for system_time (s, e)) with system versioning;
