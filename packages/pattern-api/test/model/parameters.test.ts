import { describe, expect, test } from "vitest";
import type { ParameterModel } from "../../src/model/api-model.js";
import { read, readOne } from "./read.js";

const responses = { 204: { description: "" } };
const text = { type: "string" };

function parametersOf(
  parameters: readonly unknown[],
  path = "/pets",
  components: object = {},
): readonly ParameterModel[] {
  return readOne({ parameters, responses }, { components }, { path }).operation.parameters;
}

test.each([
  [{ in: "query" }, { style: "form", explode: true }],
  [
    { in: "query", explode: false },
    { style: "form", explode: false },
  ],
  [
    { in: "query", style: "pipeDelimited" },
    { style: "pipeDelimited", explode: false },
  ],
  [
    { in: "query", style: "spaceDelimited", explode: true },
    { style: "spaceDelimited", explode: true },
  ],
  [
    { in: "query", style: "deepObject" },
    { style: "deepObject", explode: true },
  ],
  [{ in: "query", allowReserved: true }, { allowReserved: true }],
  [{ in: "path" }, { style: "simple", explode: false, required: true }],
  [
    { in: "path", style: "matrix", explode: true },
    { style: "matrix", explode: true },
  ],
  [{ in: "path", style: "label" }, { style: "label" }],
  [{ in: "header" }, { style: "simple", explode: false }],
  [{ in: "header", allowReserved: true }, { allowReserved: false }],
  [{ in: "cookie" }, { style: "form", explode: true }],
])("%j is read as %j", (parameter, expected) => {
  const [found] = parametersOf([{ name: "id", schema: text, ...parameter }], "/pets/{id}").filter(
    (one) => one.in === parameter.in,
  );
  expect(found).toMatchObject(expected);
});

test("everything that is said of a parameter is kept", () => {
  const schema = { type: "integer", default: 30 };
  expect(
    parametersOf([
      {
        name: "per_page",
        in: "query",
        required: true,
        deprecated: true,
        description: "Size",
        schema,
      },
    ]),
  ).toEqual([
    {
      key: "per_page",
      wireName: "per_page",
      in: "query",
      required: true,
      deprecated: true,
      description: "Size",
      style: "form",
      explode: true,
      allowReserved: false,
      json: false,
      schema,
      example: 30,
    },
  ]);
});

test("parameters come by location, then in the document's order", () => {
  const parameters = ["cookie", "header", "query", "path"].flatMap((location) =>
    ["b", "a"].map((name) => ({ name: `${location[0]}${name}`, in: location, schema: text })),
  );
  expect(parametersOf(parameters, "/{pa}/{pb}").map(({ wireName }) => wireName)).toEqual([
    "pb",
    "pa",
    "qb",
    "qa",
    "hb",
    "ha",
    "cb",
    "ca",
  ]);
});

test("an operation's parameter stands in for the path's of the same name and location", () => {
  const { operations } = read({
    paths: {
      "/pets": {
        parameters: [
          { name: "a", in: "query", description: "path", schema: text },
          { name: "b", in: "query", description: "path", schema: text },
        ],
        get: {
          parameters: [{ name: "a", in: "query", description: "own", schema: text }],
          responses,
        },
      },
    },
  });
  expect(
    operations[0]?.parameters.map(({ wireName, description }) => [wireName, description]),
  ).toEqual([
    ["a", "own"],
    ["b", "path"],
  ]);
});

test("a reference to a parameter is followed, also through another one", () => {
  const components = {
    parameters: {
      a: { $ref: "#/components/parameters/b" },
      b: { name: "b", in: "query", schema: text },
    },
  };
  expect(parametersOf([{ $ref: "#/components/parameters/a" }], "/pets", components)).toMatchObject([
    { key: "b" },
  ]);
});

test("headers that other parts of a request decide are no parameters", () => {
  const names = ["Accept", "content-type", "AUTHORIZATION", "Content-Length", "X-Mine"];
  const kept = parametersOf(names.map((name) => ({ name, in: "header", schema: text })));
  expect(kept.map(({ wireName }) => wireName)).toEqual(["X-Mine"]);
});

describe("keys", () => {
  test.each([
    [
      [
        ["id", "path"],
        ["id", "query"],
        ["id", "header"],
      ],
      ["id", "id_query", "id_header"],
    ],
    [
      [
        ["id", "path"],
        ["body", "query"],
      ],
      ["id", "body_query"],
    ],
    [
      [
        ["id", "path"],
        ["id_query", "query"],
        ["id", "query"],
      ],
      ["id", "id_query", "id_query2"],
    ],
    [
      [
        ["id", "path"],
        ["constructor", "query"],
      ],
      ["id", "constructor_query"],
    ],
    [
      [
        ["id", "path"],
        ["__proto__", "query"],
      ],
      ["id", "__proto___query"],
    ],
    [
      [
        ["id", "path"],
        ["filter[name]", "query"],
      ],
      ["id", "filter[name]"],
    ],
  ])("of %j are %j", (parameters, keys) => {
    const declared = parameters.map(([name, location]) => ({ name, in: location, schema: text }));
    expect(parametersOf(declared, "/pets/{id}").map(({ key }) => key)).toEqual(keys);
  });
});

describe("content instead of a schema", () => {
  test("is sent as JSON when it is JSON", () => {
    const schema = { type: "object" };
    const content = { "application/json": { schema, example: { a: 1 } } };
    expect(parametersOf([{ name: "q", in: "query", content }])).toMatchObject([
      { json: true, schema, example: { a: 1 } },
    ]);
  });

  test("allows anything when it has no schema", () => {
    const content = { "application/json": {} };
    expect(parametersOf([{ name: "q", in: "query", content }])).toMatchObject([
      { json: true, schema: true },
    ]);
  });

  test("is sent as the caller writes it when it is not JSON", () => {
    const content = { "application/xml": { schema: { type: "object" } } };
    expect(parametersOf([{ name: "q", in: "query", content }])).toMatchObject([
      { json: false, schema: text },
    ]);
  });
});

describe("examples", () => {
  test.each([
    [{ example: "a", examples: { x: { value: "b" } } }, "a"],
    [{ examples: { x: { externalValue: "https://example.com" }, y: { value: "b" } } }, "b"],
    [{ examples: { x: { $ref: "#/components/examples/c" } } }, "c"],
    [{ schema: { example: "d", default: "e" } }, "d"],
    [{ schema: { examples: ["f"] } }, "f"],
    [{ schema: { $ref: "#/components/schemas/Text" } }, "g"],
  ])("of %j is %j", (parameter, example) => {
    const components = {
      examples: { c: { value: "c" } },
      schemas: { Text: { type: "string", default: "g" } },
    };
    const declared = [{ name: "q", in: "query", schema: text, ...parameter }];
    expect(parametersOf(declared, "/pets", components)).toMatchObject([{ example }]);
  });

  test("are absent when the document has none", () => {
    expect(parametersOf([{ name: "q", in: "query", schema: text }])[0]).not.toHaveProperty(
      "example",
    );
  });

  test("that refer to nothing are reported and left out", () => {
    const examples = { x: { $ref: "#/components/examples/gone" } };
    const { operation, diagnostics } = readOne({
      parameters: [{ name: "q", in: "query", schema: text, examples }],
      responses,
    });
    expect(operation.parameters[0]).not.toHaveProperty("example");
    expect(diagnostics).toMatchObject([{ code: "AF_REFERENCE_UNRESOLVED" }]);
  });
});

describe("is put right and reported", () => {
  test("a path parameter that is not declared", () => {
    const { operation, diagnostics } = readOne({ responses }, {}, { path: "/pets/{id}" });
    expect(operation.parameters).toMatchObject([
      { key: "id", in: "path", required: true, schema: text },
    ]);
    expect(diagnostics).toMatchObject([
      {
        code: "AF_DOCUMENT_FAULTY",
        message:
          'GET "/pets/{id}" does not declare its path parameter "id", which is read as text.',
        location: { pointer: "/paths/~1pets~1{id}/get" },
      },
    ]);
  });

  test("a path parameter that the path has no place for", () => {
    const { operation, diagnostics } = readOne({
      parameters: [{ name: "id", in: "path", schema: text }],
      responses,
    });
    expect(operation.parameters).toEqual([]);
    expect(diagnostics).toMatchObject([
      { message: 'GET "/pets" has no place for its path parameter "id", which is left out.' },
    ]);
  });

  test.each([
    [
      { in: "query", style: "simple" },
      'The style "simple" is not one for a query parameter; form is used.',
    ],
    [
      { in: "header", style: {} },
      "The style of a parameter is not one for a header parameter; simple is used.",
    ],
  ])("%j", (parameter, message) => {
    const { diagnostics } = readOne({
      parameters: [{ name: "q", schema: text, ...parameter }],
      responses,
    });
    expect(diagnostics).toMatchObject([{ code: "AF_DOCUMENT_FAULTY", message }]);
  });

  test("a parameter without a schema", () => {
    const { operation, diagnostics } = readOne({
      parameters: [{ name: "q", in: "query" }],
      responses,
    });
    expect(operation.parameters).toMatchObject([{ json: false, schema: text }]);
    expect(diagnostics).toMatchObject([
      { message: "A parameter has neither a schema nor a content; it is sent as text." },
    ]);
  });
});

describe("makes its operation unusable", () => {
  test.each<[string, unknown, string]>([
    ["no object", 5, "A parameter is no object."],
    ["no name", { in: "query" }, "A parameter has no name."],
    [
      "Swagger's form data",
      { name: "f", in: "formData" },
      'The parameter "f" is not in path, query, header or cookie.',
    ],
    [
      "a header with a newline",
      { name: "a\r\nb: c", in: "header" },
      '"a\\r\\nb: c" cannot be the name of a header.',
    ],
    [
      "a cookie with a separator",
      { name: "a;b", in: "cookie" },
      '"a;b" cannot be the name of a cookie.',
    ],
    ["a reference to nothing", { $ref: "#/gone" }, 'The reference "#/gone" points at nothing.'],
  ])("%s", (_, parameter, message) => {
    const { operations, diagnostics } = read({
      paths: {
        "/bad": { get: { operationId: "bad", parameters: [parameter], responses } },
        "/good": { get: { operationId: "good", responses } },
      },
    });
    expect(operations.map(({ id }) => id)).toEqual(["good"]);
    expect(diagnostics).toMatchObject([
      {
        code: "AF_OPERATION_UNUSABLE",
        severity: "warning",
        message: `"bad" is left out: ${message}`,
        location: { pointer: "/paths/~1bad/get/parameters/0" },
      },
    ]);
  });
});
