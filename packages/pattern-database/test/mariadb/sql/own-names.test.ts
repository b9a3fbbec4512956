import { expect, test } from "vitest";
import { namesDatabase, withoutOwnName } from "../../../src/mariadb/sql/own-names.js";

const objects = new Set(["orders", "a b", "shop"]);

test.each([
  ["nextval(`shop`.`orders`)", "nextval(`orders`)"],
  [
    "insert into shop.orders select * from `shop` . `a b`",
    "insert into orders select * from `a b`",
  ],
  ["'shop.orders' /* shop.orders */", "'shop.orders' /* shop.orders */"],
  ["select shop.shop.id from shop.shop", "select shop.id from shop"],
  ["select shop.id from shop", "select shop.id from shop"],
  ["select other.orders.id, shop.", "select other.orders.id, shop."],
])("%s says the same in a database of another name: %s", (sql, expected) => {
  expect(withoutOwnName(sql, "shop", objects)).toBe(expected);
});

test.each([
  ["select * from Other.t", true],
  ["select * from `other`.t", true],
  ["select x.other.t", false],
  ["select 'other.t', other", false],
])("%s names another database: %s", (sql, expected) => {
  expect(namesDatabase(sql, ["other"])).toBe(expected);
});
