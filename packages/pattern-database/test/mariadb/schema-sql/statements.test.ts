import { expect, test } from "vitest";
import { triggerSql } from "../../../src/mariadb/schema-sql/trigger-sql.js";
import { withoutDefiner } from "../../../src/mariadb/schema-sql/without-definer.js";

test.each([
  [
    "CREATE DEFINER=`a``b`@`%` FUNCTION `f`() RETURNS int(11) return 1",
    "CREATE FUNCTION `f`() RETURNS int(11) return 1",
  ],
  [
    `CREATE DEFINER="a""b"@"%" FUNCTION "f"() RETURNS int(11) return 1`,
    'CREATE FUNCTION "f"() RETURNS int(11) return 1',
  ],
  ["CREATE DEFINER=`role` PROCEDURE `p`() select 1", "CREATE PROCEDURE `p`() select 1"],
  [
    "CREATE ALGORITHM=MERGE DEFINER=`a`@`b` SQL SECURITY INVOKER VIEW `v` AS select 1",
    "CREATE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW `v` AS select 1",
  ],
  [
    "CREATE FUNCTION `f`() return 'DEFINER=`a`@`b`'",
    "CREATE FUNCTION `f`() return 'DEFINER=`a`@`b`'",
  ],
])("%s has nobody's name without its definer", (statement, expected) => {
  expect(withoutDefiner(statement)).toBe(expected);
});

test.each([
  ["create definer=x trigger t before insert on o for each row set new.a = 1", "set new.a = 1"],
  [
    "CREATE TRIGGER t BEFORE INSERT ON o FOR EACH /* */ ROW FOLLOWS `u` begin set @a = 'for each row'; end",
    "begin set @a = 'for each row'; end",
  ],
])("the trigger %s does %s", (statement, body) => {
  const trigger = { name: "t", table: "o`p", timing: "BEFORE", event: "INSERT" };
  const head = "CREATE TRIGGER `t` BEFORE INSERT ON `o``p` FOR EACH ROW";
  expect(triggerSql(trigger, statement)).toBe(`${head} ${body}`);
  expect(triggerSql(trigger, undefined)).toBe(head);
});
