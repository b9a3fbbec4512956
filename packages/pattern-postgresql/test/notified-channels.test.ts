import { expect, test } from "vitest";
import { notifiedChannels } from "../src/notified-channels.js";

/** A function of PL/pgSQL with these statements. */
const body = (statements: string): string =>
  `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $function$\nbegin\n${statements}\nend\n$function$`;

test.each<[string, string, readonly string[]]>([
  ["a call with a literal", "perform pg_notify('order_changed', new.id::text);", ["order_changed"]],
  ["a qualified call, in capitals", "PERFORM pg_catalog.PG_NOTIFY ( 'a' , 'b');", ["a"]],
  ["a literal that is cast", "perform pg_notify('a'::text, 'b');", ["a"]],
  ["a quote in the name", "perform pg_notify('it''s', '');", ["it's"]],
  [
    "the statement",
    'notify Orders, \'x\'; if true then notify "Or""ders"; end if;',
    ['Or"ders', "orders"],
  ],
  [
    "the same more than once",
    "notify b; perform pg_notify('a', ''), pg_notify('b', '');",
    ["a", "b"],
  ],
  ["comments", "-- perform pg_notify('a', '');\n/* notify b; */ notify c;", ["c"]],
  [
    "a name that is put together",
    "perform pg_notify('orders_' || tg_op, ''), pg_notify(tg_table_name, '');",
    [],
  ],
  ["a name that is too long", `perform pg_notify('${"x".repeat(64)}', '');`, []],
  [
    "something else called so",
    "perform my_pg_notify('a', ''); x := notify.y; select notify from t;",
    [],
  ],
])("%s", (_, statements, channels) => {
  const sql = body(statements);
  expect(
    notifiedChannels({ functions: [{ schema: "s", name: "f", kind: "function", sql }] }),
  ).toEqual(channels);
});
