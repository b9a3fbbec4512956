import { expect, test } from "vitest";
import { triggerEvents } from "../../../src/postgresql/model/trigger-events.js";

test.each([
  ["CREATE TRIGGER t BEFORE INSERT OR UPDATE OF a ON public.x FOR EACH ROW", ["insert", "update"]],
  ["CREATE CONSTRAINT TRIGGER t AFTER DELETE ON public.x", ["delete"]],
  ['CREATE TRIGGER "INSTEAD OF INSERT ON " INSTEAD OF UPDATE ON x', ["update"]],
  ["something else", ["insert", "update", "delete"]],
])("%s runs at %j", (sql, events) => {
  expect(triggerEvents(sql)).toEqual(events);
});
