import { describe, expect, test } from "vitest";
import type { ServiceModel } from "../../src/model/api-model.js";
import { SchemaIndex } from "../../src/tests/schema-index.js";
import { wireCases } from "../../src/tests/wire-case.js";
import { serviceFile, wireFile } from "../../src/tests/wire-file.js";
import { group, model, operation, parameter, response } from "./small-model.js";

const index = new SchemaIndex([]);

describe("wireFile", () => {
  test("has one case on each line, and the same answer once", () => {
    const things = group(
      operation({
        parameters: [parameter("query", "page")],
        responses: [response("200"), response("404")],
      }),
    );
    const file = wireFile(
      things,
      things.operations.map((one) => wireCases(one, index)),
    );
    expect(file).toEqual({
      kind: "text",
      path: "test/wire/things.json",
      text: `{
"list": {"request":{"method":"GET","path":"/things","query":[["page","page /?#&=+%é"]]},"answer":{"status":200}},
"list required": {"request":{"method":"GET","path":"/things"},"answer":"list"},
"list 404": {"request":{"method":"GET","path":"/things"},"answer":{"status":404}}
}
`,
    });
  });

  test("hides no character of the document", () => {
    const things = group(operation({ path: "/\u202e", responses: [response("200")] }));
    const file = wireFile(
      things,
      things.operations.map((one) => wireCases(one, index)),
    );
    expect(file.kind === "text" && file.text).not.toContain("\u202e");
  });
});

function common(service: Partial<ServiceModel>): unknown {
  const file = serviceFile(model([], service));
  return file.kind === "text" ? JSON.parse(file.text) : undefined;
}

describe("serviceFile", () => {
  test("names the headers of every request in lower case", () => {
    expect(common({ headers: { "X-Api-Version": "2024-01-01" } })).toEqual({
      headers: { "x-api-version": "2024-01-01" },
      auth: [],
      credentials: [],
    });
  });

  test.each([
    [
      { type: "bearer", option: "token" },
      { in: "header", name: "authorization", scheme: "Bearer", options: ["token"] },
    ],
    [
      { type: "basic", username: "user", password: "pass" },
      { in: "header", name: "authorization", scheme: "Basic", options: ["user", "pass"] },
    ],
    [
      { type: "apiKey", in: "query", name: "key", option: "apiKey" },
      { in: "query", name: "key", scheme: null, options: ["apiKey"] },
    ],
  ] as const)("says where the credential of %j stands", (auth, credential) => {
    expect(common({ auth: [[], [auth], [{ type: "bearer", option: "other" }]] })).toMatchObject({
      headers: {},
      auth: [credential],
    });
  });
});
