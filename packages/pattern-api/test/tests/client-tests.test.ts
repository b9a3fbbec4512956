import { describe, expect, test } from "vitest";
import type { ServiceModel } from "../../src/model/api-model.js";
import { clientTests } from "../../src/tests/client-tests.js";
import { SchemaIndex } from "../../src/tests/schema-index.js";
import { wireCases } from "../../src/tests/wire-case.js";
import { group, model, operation, parameter } from "./small-model.js";

const index = new SchemaIndex([]);

function text(service: Partial<ServiceModel>): string {
  const things = group(operation({ parameters: [parameter("path", "id")], path: "/{id}" }));
  const cases = things.operations.map((one) => wireCases(one, index));
  const file = clientTests(model([things], service), [{ group: things, cases }], index);
  return file.kind === "text" ? file.text : "";
}

describe("clientTests", () => {
  test("counts the operations of every group and makes a call with every credential", () => {
    const auth = [[{ type: "basic", username: "user", password: "timeout" }]] as const;
    expect(text({ auth })).toBe(`import { expect, test } from "vitest";
import { createThings } from "../src/index.js";
import { expectCall } from "./client-call.js";
import { testCredential } from "./wire-data.js";

const client = createThings();

const groups: readonly (readonly [name: string, group: object, operations: number])[] = [
  ["things", client.things, 1],
];

test.each(groups)("the client has every operation of %s", (_name, group, count) => {
  const operations = Object.values(group).filter((member) => typeof member === "function");
  expect(operations).toHaveLength(count);
});

test("a call of the client with user and timeoutCredential carries it", () =>
  expectCall(
    ["things", "list"],
    (baseUrl) => createThings({ baseUrl, user: testCredential("user"), timeoutCredential: testCredential("timeout") }),
    (one) => one.things.list({ id: "id /?#&=+%é" }),
    [{ in: "header", name: "authorization", scheme: "Basic", options: ["user", "timeout"] }]));
`);
  });

  test("makes a call for every alternative, with all that is sent together", () => {
    const key = (name: string) => ({ type: "apiKey", in: "query", name, option: name }) as const;
    const auth = [[key("a"), key("b")], [], [{ type: "bearer", option: "token" }]] as const;
    const tests = text({ auth }).split("\ntest(").slice(1);
    expect(tests.map((each) => each.split(",")[0])).toEqual([
      '"a call of the client with a and b carries it"',
      '"a call of the client with token carries it"',
    ]);
    expect(tests[0]).toContain(`{ in: "query", name: "a", scheme: null, options: ["a"] },
      { in: "query", name: "b", scheme: null, options: ["b"] },`);
  });

  test("makes a call without credentials when the service takes none", () => {
    expect(text({})).toContain(`test("the client makes calls", () =>
  expectCall(
    ["things", "list"],
    (baseUrl) => createThings({ baseUrl }),`);
    expect(text({})).not.toContain("testCredential");
  });
});
