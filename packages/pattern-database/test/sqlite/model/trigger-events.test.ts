import { expect, test } from "vitest";
import { triggerTiming } from "../../../src/sqlite/model/trigger-events.js";

test.each([
  ["CREATE TRIGGER t after insert on x begin delete from y; end", ["insert"]],
  ["CREATE TRIGGER if not exists t UPDATE OF a, b ON x begin select 1; end", ["update"]],
  ["create temp trigger delete_insert instead of delete on v begin select 1; end", ["delete"]],
  ['CREATE TRIGGER "insert" before delete on x begin select 1; end', ["delete"]],
  ["CREATE TRIGGER", ["insert", "update", "delete"]],
])("%s runs at %j", (sql, events) => {
  expect(triggerTiming(sql).events).toEqual(events);
});

test.each([
  ["create trigger t update of a, [B c] on x begin select 1; end", ["a", "b c"]],
  ["create trigger t update on x begin select 1; end", undefined],
  ["create trigger t insert on x begin update y set of = 1; end", undefined],
])("%s needs a change of %j", (sql, columns) => {
  const named = triggerTiming(sql).columns;
  expect(named && [...named]).toEqual(columns);
});
