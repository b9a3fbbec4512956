import { expect, test } from "vitest";
import type { OperationModel } from "../../src/model/api-model.js";
import { readOne } from "../model/read.js";

const text = { type: "string" };
const kind = (properties: object): object => ({ type: "object", properties });

/** How the pages follow each other of a list whose items are of one of these kinds. */
function pagingOf(...kinds: readonly object[]): OperationModel["paging"] {
  const schema = kind({
    has_more: { type: "boolean" },
    data: { type: "array", items: { anyOf: kinds } },
  });
  const { operation } = readOne({
    parameters: [{ name: "starting_after", in: "query", schema: text }],
    responses: { 200: { description: "", content: { "application/json": { schema } } } },
  });
  return operation.paging;
}

test("pages are found by the last item, of whichever kind it is", () => {
  expect(pagingOf(kind({ id: text }), kind({ id: text, name: text }))?.description).toEqual({
    style: "last-item",
    parameter: "starting_after",
    id: "id",
    more: "has_more",
    items: "data",
  });
});

test("no pages are found when one kind of item has no id", () => {
  expect(pagingOf(kind({ id: text }), kind({ name: text }))).toBeNull();
});

test("no pages are found when a kind holds itself without end", () => {
  const recursive = { $ref: "#/paths/~1pets/get/responses/200/content/application~1json/schema" };
  expect(pagingOf(kind({ id: text }), recursive)).toBeNull();
});
