import { expect, test } from "vitest";
import { triggerEvents } from "../../../src/sqlite/model/trigger-events.js";

test.each([
  ["CREATE TRIGGER t after insert on x begin delete from y; end", ["insert"]],
  ["CREATE TRIGGER if not exists t UPDATE OF a, b ON x begin select 1; end", ["update"]],
  ["create temp trigger delete_insert instead of delete on v begin select 1; end", ["delete"]],
  ['CREATE TRIGGER "insert" before delete on x begin select 1; end', ["delete"]],
  ["CREATE TRIGGER", ["insert", "update", "delete"]],
])("%s runs at %j", (sql, events) => {
  expect(triggerEvents(sql)).toEqual(events);
});
