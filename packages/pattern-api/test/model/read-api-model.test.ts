import { isAgentFlowError } from "@agentflow/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { read, readOne } from "./read.js";

const responses = { 204: { description: "" } };

test("a model says what it was read from", () => {
  const { model } = read({
    info: { title: "Pet store", version: "1.2", description: "All pets" },
    paths: { "/pets": { get: { operationId: "list", responses } } },
  });
  expect(model).toMatchObject({
    unit: { singular: "operation", plural: "operations", count: 1, ids: ["list"] },
    documentDigest: "sha256-0",
    documentSource: "https://api.example.com/spec/openapi.json",
    name: "Pets",
    title: "Pet store",
    version: "1.2",
    description: "All pets",
    openapi: "3.1",
  });
});

test("a document without info is named as the user named the service", () => {
  const { model } = read({ info: undefined, paths: { "/a": { get: { responses } } } });
  expect([model.title, model.version, model.description]).toEqual(["Pets", "", ""]);
});

test("an operation keeps what the document says of it", () => {
  const { operation } = readOne(
    {
      operationId: "pets/get-one",
      tags: ["pets"],
      summary: "Get",
      description: "Gets one.",
      deprecated: true,
      externalDocs: { url: "https://docs.example.com/get" },
      responses,
    },
    {},
    { path: "/pets/first" },
  );
  expect(operation).toEqual({
    id: "pets/get-one",
    name: "getOne",
    typeName: "GetOne",
    method: "GET",
    path: "/pets/first",
    pointer: "#/paths/~1pets~1first/get",
    summary: "Get",
    description: "Gets one.",
    deprecated: true,
    docsUrl: "https://docs.example.com/get",
    baseUrl: null,
    parameters: [],
    body: null,
    responses: [{ status: "204", description: "", headers: [], content: [] }],
    paging: null,
    auth: null,
    scopes: [],
    idempotent: null,
  });
});

test("what a path says of its operations holds where they say nothing", () => {
  const { operations } = read({
    paths: {
      "/a": {
        summary: "S",
        description: "D",
        get: { responses },
        put: { summary: "P", responses },
      },
    },
  });
  expect(operations.map(({ summary, description }) => [summary, description])).toEqual([
    ["S", "D"],
    ["P", "D"],
  ]);
});

test.each(["javascript:alert(1)", "file:///etc/passwd", "not a url", 5])(
  "the docs address %j is left out",
  (url) => {
    expect(readOne({ externalDocs: { url }, responses }).operation.docsUrl).toBeNull();
  },
);

describe("groups", () => {
  test("are made by the first tag, sorted, with the tag's description", () => {
    const { model } = read({
      tags: [{ name: "b", description: "Bs" }, { name: "a" }, 5],
      paths: {
        "/1": {
          get: { tags: ["b", "a"], operationId: "z", responses },
          put: { tags: ["b"], operationId: "y", responses },
        },
        "/2": { get: { tags: ["a"], operationId: "x", responses } },
        "/3": { get: { tags: [5, ""], operationId: "w", responses } },
      },
    });
    expect(
      model.groups.map(({ name, tag, description, operations }) => [
        name,
        tag,
        description,
        operations.map(({ id }) => id),
      ]),
    ).toEqual([
      ["a", "a", "", ["x"]],
      ["b", "b", "Bs", ["y", "z"]],
      ["general", "", "", ["w"]],
    ]);
  });

  test("cannot make the client look like a promise", () => {
    const { model } = read({
      paths: { "/1": { get: { tags: ["then"], operationId: "then", responses } } },
    });
    expect(
      model.groups.map(({ name, operations }) => [name, operations.map((one) => one.name)]),
    ).toEqual([["thenGroup", ["thenOperation"]]]);
  });
});

describe("ids", () => {
  test("are made of method and path where the document has none", () => {
    expect(readOne({ responses }).operation.id).toBe("GET /pets");
  });

  test("stay unique, and what repeats is reported", () => {
    const { model, diagnostics } = read({
      paths: {
        "/a": { get: { operationId: "x", responses } },
        "/b": { get: { operationId: "x", responses } },
      },
    });
    expect(model.unit.ids).toEqual(["GET /b", "x"]);
    expect(diagnostics).toMatchObject([
      {
        code: "AF_DOCUMENT_FAULTY",
        message: 'The operationId "x" is used before; this operation is known as "GET /b".',
        location: { pointer: "/paths/~1b/get" },
      },
    ]);
  });
});

describe("a path", () => {
  test.each([
    ["/a ", "holds a space, a backslash or a control character"],
    ["/a\\b", "holds a space, a backslash or a control character"],
    ["/a\r\nHost: b", "holds a space, a backslash or a control character"],
    ["/a/{b", "has a brace without its pair"],
    ["/a/{}", "has a brace without its pair"],
    ["/a?b={c}-{d}", "has a brace in its query that does not stand for one whole value"],
    ["/a?{b}", "has a brace in its query that does not stand for one whole value"],
    ["/a?b={c", "has a brace in its query that does not stand for one whole value"],
    ["/a/../b", "has a segment that servers resolve away"],
    ["/a/%2E%2e/b", "has a segment that servers resolve away"],
  ])("%j makes its operations unusable, because it %s", (path, fault) => {
    const { operations, diagnostics } = read({
      paths: { [path]: { get: { responses } }, "/good": { get: { responses } } },
    });
    expect(operations.map((operation) => operation.path)).toEqual(["/good"]);
    expect(diagnostics).toMatchObject([
      { code: "AF_OPERATION_UNUSABLE", message: expect.stringContaining(`${fault}.`) },
    ]);
  });

  test("may have a space within, which is sent encoded", () => {
    const { operations, diagnostics } = read({ paths: { "/a b": { get: { responses } } } });
    expect(operations.map(({ path }) => path)).toEqual(["/a b"]);
    expect(diagnostics).toEqual([]);
  });

  test("is sent without the fragment that tells it apart in the document", () => {
    const { operations } = read({
      paths: {
        "/#A": { get: { operationId: "a", responses } },
        "/#B": { get: { operationId: "b", responses } },
      },
    });
    expect(operations.map(({ id, path, pointer }) => [id, path, pointer])).toEqual([
      ["a", "/", "#/paths/~1#A/get"],
      ["b", "/", "#/paths/~1#B/get"],
    ]);
  });

  test.each(["/a?b=c", "/", "/a/{b}.json", "/a/{b}/..c"])("%j is fine", (path) => {
    expect(
      readOne({ parameters: [{ name: "b", in: "path", schema: {} }], responses }, {}, { path })
        .operation.path,
    ).toBe(path);
  });

  test("may be a reference to a path item", () => {
    const { operations } = read({
      paths: { "/a": { $ref: "#/components/pathItems/a" } },
      components: { pathItems: { a: { get: { operationId: "x", responses } } } },
    });
    expect(operations.map(({ id, path, pointer }) => [id, path, pointer])).toEqual([
      ["x", "/a", "#/components/pathItems/a/get"],
    ]);
  });

  test.each([
    ["refers to nothing", { $ref: "#/gone" }, "AF_REFERENCE_UNRESOLVED"],
    ["is no object", [], "AF_DOCUMENT_FAULTY"],
    ["has an operation that is none", { get: true }, "AF_OPERATION_UNUSABLE"],
  ])("that %s is reported, and the others work", (_, item, code) => {
    const { operations, diagnostics } = read({
      paths: { "/a": item, "/b": { get: { responses } } },
    });
    expect(operations.map(({ path }) => path)).toEqual(["/b"]);
    expect(diagnostics).toMatchObject([{ code, severity: "warning" }]);
  });

  test("that is an extension is none", () => {
    const { operations, diagnostics } = read({
      paths: { "x-note": 5, "/b": { get: { responses } } },
    });
    expect([operations.length, diagnostics]).toEqual([1, []]);
  });
});

test("a document of which no operation can be used is refused", () => {
  expect(() => read({ paths: { "/a ": { get: { responses } } } })).toThrow(
    expect.objectContaining({
      code: "AF_OPERATION_UNUSABLE",
      message:
        'None of the 1 operations of "https://api.example.com/spec/openapi.json" can be used.',
    }),
  );
});

function reference(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

function answering(operationId: string, schema: object): object {
  return {
    operationId,
    tags: [operationId.charAt(0)],
    responses: { 200: { description: "", content: { "application/json": { schema } } } },
  };
}

function shuffled<Value>(object: Record<string, Value>): fc.Arbitrary<Record<string, Value>> {
  const entries = Object.entries(object);
  return fc
    .shuffledSubarray(entries, { minLength: entries.length })
    .map((some) => Object.fromEntries(some));
}

describe("a model", () => {
  const paths = {
    "/a": { get: answering("a-b", reference("A")), put: answering("aB", reference("a")) },
    "/b": { get: answering("b", reference("B")) },
    "/c": { get: answering("a.b", { items: reference("b") }) },
  };
  const schemas = {
    A: { type: "string" },
    a: { type: "number" },
    B: reference("b"),
    b: { type: "null" },
  };

  test("is plain JSON", () => {
    const { model } = read({ paths, components: { schemas } });
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  test("does not depend on the order of the document's paths and schemas", () => {
    const usual = read({ paths, components: { schemas } }).model;
    fc.assert(
      fc.property(shuffled<object>(paths), shuffled<object>(schemas), (somePaths, someSchemas) => {
        const { model } = read({ paths: somePaths, components: { schemas: someSchemas } });
        expect(JSON.stringify(model)).toBe(JSON.stringify(usual));
      }),
    );
  });
});

describe("a document with any value anywhere", () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  const operation = fc.record(
    {
      parameters: value,
      requestBody: value,
      responses: value,
      servers: value,
      security: value,
      tags: value,
      operationId: value,
      externalDocs: value,
    },
    { requiredKeys: [] },
  );
  const document = fc.record(
    {
      paths: fc.dictionary(
        fc.constantFrom("/a", "/b/{id}", "x-c", "__proto__"),
        fc.dictionary(
          fc.constantFrom("get", "post", "parameters", "servers", "$ref"),
          fc.oneof(operation, value),
        ),
      ),
      components: fc.oneof(
        value,
        fc.dictionary(fc.constantFrom("schemas", "securitySchemes"), value),
      ),
      servers: value,
      security: value,
      tags: value,
      info: value,
    },
    { requiredKeys: ["paths"] },
  );

  test("is read or refused with a code, never a crash", () => {
    fc.assert(
      fc.property(document, (fields) => {
        expect(codeOrCount(fields)).toMatch(/^(?:[1-9]\d*$|AF_(?!INTERNAL))/);
      }),
      { numRuns: 150 },
    );
  }, 30_000);
});

/** How many operations a document has, or the code with which it is refused. */
function codeOrCount(fields: object): string {
  try {
    return String(read(fields).operations.length);
  } catch (error) {
    if (!isAgentFlowError(error)) throw error;
    return error.code;
  }
}

test("a path without a slash at its beginning is sent with one, and reported", () => {
  const { operations, diagnostics } = read({ paths: { pets: { get: {} } } });
  expect([operations[0]?.path, diagnostics[0]?.code]).toEqual(["/pets", "AF_DOCUMENT_FAULTY"]);
});
