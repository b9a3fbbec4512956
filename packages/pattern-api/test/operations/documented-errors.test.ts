import { expect, test } from "vitest";
import type { ResponseModel } from "../../src/model/api-model.js";
import { documentedErrors } from "../../src/operations/documented-errors.js";
import { content, operation, response } from "../tests/small-model.js";

const errors = [
  response("400", content("json")),
  response("401", content("text")),
  response("404"),
  response("500", content("binary"), content("json")),
];

function statuses(success: ResponseModel): readonly string[] {
  return documentedErrors(operation({ responses: [success, ...errors] })).map(
    ({ status }) => status,
  );
}

test("a call that accepts only JSON recognises errors in JSON and without a body", () => {
  expect(statuses(response("200", content("json")))).toEqual(["400", "404", "500"]);
});

test.each([
  ["text", response("200", content("text"))],
  ["nothing", response("204")],
  ["a redirect", response("302")],
])("a call that answers with %s recognises errors in every format", (_name, success) => {
  expect(statuses(success)).toEqual(["400", "401", "404", "500"]);
});
