import type { Json } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { overlaid, overlayText } from "./overlaid.js";

/** What one document becomes by these actions. */
function changed(root: Json | string, ...actions: readonly object[]): Json {
  return overlaid(root, overlayText(...actions)).document.root;
}

const api: Json = {
  info: { title: "Pets", tags: ["a"] },
  paths: {
    "/foo": {
      get: {
        parameters: [
          { name: "filter", in: "query" },
          { name: "dummy", in: "query" },
        ],
      },
    },
    "/bar": { get: { parameters: [{ name: "dummy", in: "query" }], tags: ["x"] }, post: {} },
  },
};

describe("the examples of Overlay 1.0.0", () => {
  test("structured: an update of the root mirrors the document", () => {
    const update = {
      info: { "x-overlay-applied": "structured-overlay" },
      paths: { "/foo": { summary: "Foo" } },
    };
    expect(changed(api, { target: "$", update })).toMatchObject({
      info: { title: "Pets", "x-overlay-applied": "structured-overlay" },
      paths: { "/foo": { summary: "Foo", get: {} }, "/bar": { post: {} } },
    });
  });

  test("targeted: each action updates one object, in their order", () => {
    const result = changed(
      api,
      { target: "$.paths['/foo'].get", update: { description: "This is the new description" } },
      { target: "$.paths['/bar'].get", update: { description: "first" } },
      { target: "$.paths['/bar'].get", update: { description: "second" } },
      { target: "$.paths['/bar']", update: { put: { description: "new", "x-safe": false } } },
    );
    expect(result).toMatchObject({
      paths: {
        "/foo": { get: { description: "This is the new description" } },
        "/bar": { get: { description: "second" }, put: { description: "new", "x-safe": false } },
      },
    });
  });

  test("wildcard: one action updates every place that it selects", () => {
    const result = changed(
      api,
      { target: "$.paths.*.get", update: { "x-safe": true } },
      {
        target: "$.paths.*.get.parameters[?@.name=='filter' && @.in=='query']",
        update: { schema: { $ref: "#/components/schemas/filterSchema" } },
      },
    );
    expect(result).toMatchObject({
      paths: {
        "/foo": {
          get: {
            "x-safe": true,
            parameters: [
              { name: "filter", schema: { $ref: "#/components/schemas/filterSchema" } },
              { name: "dummy", in: "query" },
            ],
          },
        },
        "/bar": { get: { "x-safe": true } },
      },
    });
  });

  test("array: an update of an array is one more item", () => {
    const update = { name: "newParam", in: "query" };
    expect(changed(api, { target: "$.paths.*.get.parameters", update })).toMatchObject({
      paths: {
        "/foo": { get: { parameters: [{ name: "filter" }, { name: "dummy" }, update] } },
        "/bar": { get: { parameters: [{ name: "dummy" }, update] } },
      },
    });
  });

  test("array: items are removed", () => {
    const target = "$.paths.*.get.parameters[?@.name == 'dummy']";
    expect(changed(api, { target, remove: true })).toMatchObject({
      paths: {
        "/foo": { get: { parameters: [{ name: "filter", in: "query" }] } },
        "/bar": { get: { parameters: [] } },
      },
    });
  });

  test("traits: objects are selected by what the document marks them with", () => {
    const root = { paths: { "/items": { get: { "x-traits": ["paged"] } }, "/x": { get: {} } } };
    const target = "$.paths[?@.get['x-traits'][?@ == 'paged']].get";
    expect(changed(root, { target, update: { parameters: [{ name: "top" }] } })).toEqual({
      paths: {
        "/items": { get: { "x-traits": ["paged"], parameters: [{ name: "top" }] } },
        "/x": { get: {} },
      },
    });
  });
});

describe("an update", () => {
  test.each<[string, Json, Json, Json]>([
    ["adds a member", { a: 1 }, { b: { c: 2 } }, { a: 1, b: { c: 2 } }],
    [
      "replaces plain values by plain values",
      { a: 1, b: "x" },
      { a: null, b: false },
      { a: null, b: false },
    ],
    [
      "goes into objects",
      { a: { b: { c: 1 } } },
      { a: { b: { d: 2 } } },
      { a: { b: { c: 1, d: 2 } } },
    ],
    ["adds the items of arrays", { a: [1], b: 0 }, { a: [2, 3] }, { a: [1, 2, 3], b: 0 }],
  ])("%s", (_, root, update, expected) => {
    expect(changed(root, { target: "$", update })).toEqual(expected);
  });

  test("of null is one more item of an array", () => {
    expect(changed({ a: [1] }, { target: "$.a", update: null })).toEqual({ a: [1, null] });
  });

  test("that is an array is one item of the array that it updates", () => {
    expect(changed({ a: [1] }, { target: "$.a", update: [2, 3] })).toEqual({ a: [1, [2, 3]] });
  });

  test("has no effect beside a removal", () => {
    const action = { target: "$.a", update: { b: 1 }, remove: true };
    expect(changed({ a: {}, c: 1 }, action)).toEqual({ c: 1 });
  });

  test("that several places get is each place's own afterwards", () => {
    const result = changed(
      { a: {}, b: {} },
      { target: "$.*", update: { shared: { list: [1] } } },
      { target: "$.a.shared", update: { only: true, list: [2] } },
    );
    expect(result).toEqual({
      a: { shared: { list: [1, 2], only: true } },
      b: { shared: { list: [1] } },
    });
  });

  test("at one place of a YAML anchor does not reach the other", () => {
    const result = changed("a: &x {n: {m: 1}}\nb: *x\nopenapi: 1\n", {
      target: "$.b.n",
      update: { m: 2 },
    });
    expect(result).toMatchObject({ a: { n: { m: 1 } }, b: { n: { m: 2 } } });
  });

  test("called __proto__ is a member like any other, and pollutes nothing", () => {
    const overlay = overlayText({ target: "$", update: {} }).replace(
      '"update":{}',
      '"update":{"__proto__":{"x":1}}',
    );
    const { root } = overlaid({}, overlay).document;
    expect(Object.entries(root ?? {})).toEqual([["__proto__", { x: 1 }]]);
    expect(Object.getPrototypeOf(root)).toBe(Object.prototype);
  });
});

describe("a removal", () => {
  test("takes away whatever its target selects, in one pass", () => {
    const target = "$..[?@.x == 1]";
    const root = {
      list: [{ x: 1 }, { x: 2 }, { x: 1 }, { in: [{ x: 1 }, { x: 3 }] }],
      one: { x: 1 },
    };
    expect(changed(root, { target, remove: true })).toEqual({
      list: [{ x: 2 }, { in: [{ x: 3 }] }],
    });
  });

  test("of a place within another one that is removed too is no fault", () => {
    expect(changed({ a: { a: { a: 1 } }, b: 2 }, { target: "$..a", remove: true })).toEqual({
      b: 2,
    });
  });

  test("of a plain value takes it from what holds it", () => {
    const action = { target: "$.tags[?@ == 'b']", remove: true };
    expect(changed({ tags: ["a", "b", "c"] }, action)).toEqual({ tags: ["a", "c"] });
  });

  test("can be followed by an update that makes it again", () => {
    const result = changed(
      { a: { type: "string" } },
      { target: "$.a.type", remove: true },
      { target: "$.a", update: { type: ["string"] } },
    );
    expect(result).toEqual({ a: { type: ["string"] } });
  });
});

test("overlays apply in the order in which they are given", () => {
  const first = overlayText({ target: "$.a", update: { by: "first", one: 1 } });
  const second = overlayText({ target: "$.a", update: { by: "second" } });
  expect(overlaid({ a: {} }, first, second).document.root).toEqual({ a: { by: "second", one: 1 } });
  expect(overlaid({ a: {} }, second, first).document.root).toEqual({ a: { by: "first", one: 1 } });
});

test("the document that was read stays as it is, and what no overlay touches is not copied", () => {
  const text = JSON.stringify(api);
  const { document } = overlaid(text, overlayText({ target: "$.info", update: { x: 1 } }));
  expect(document.text).toBe(text);
  expect(document.root).toEqual({ ...(api as object), info: { title: "Pets", tags: ["a"], x: 1 } });
});

describe("the digest", () => {
  const one = overlayText({ target: "$", update: { a: 1 } });
  const two = overlayText({ target: "$", update: { b: 1 } });

  test("without an overlay is the document's own", () => {
    expect(overlaid({}).document.digest).toBe("sha256-of {}");
  });

  test("depends on every overlay and on their order", () => {
    const digests = [[one], [two], [one, two], [two, one]].map(
      (overlays) => overlaid({}, ...overlays).document.digest,
    );
    expect(new Set(digests).size).toBe(4);
    for (const digest of digests) expect(digest).toMatch(/^sha256-[0-9a-f]{64}$/);
  });
});

describe("a warning", () => {
  test("names the action whose target selects nothing", () => {
    const { document, diagnostics } = overlaid(
      { a: 1 },
      overlayText({ target: "$", update: {} }, { target: "$.gone[*]", update: {} }),
    );
    expect(document.root).toEqual({ a: 1 });
    expect(diagnostics).toEqual([
      {
        code: "AF_OVERLAY_UNMATCHED",
        severity: "warning",
        message:
          'An action of the overlay changes nothing: "$.gone[*]" selects nothing in the document.',
        location: { source: "1.overlay.yaml", pointer: "/actions/1/target" },
        help: "Correct the target, or leave out the action when the document no longer needs it.",
      },
    ]);
  });

  test("tells that an overlay was made for another document", () => {
    const overlay = `overlay: 1.0.0\nextends: ./other.json\nactions: [{target: $, update: {a: 1}}]\n`;
    const { document, diagnostics } = overlaid({}, overlay);
    expect(document.root).toEqual({ a: 1 });
    expect(diagnostics).toMatchObject([
      {
        code: "AF_OVERLAY_UNMATCHED",
        message: 'The overlay is made for "./other.json", and is applied to "openapi.json".',
        location: { source: "1.overlay.yaml", pointer: "/extends" },
      },
    ]);
  });
});

describe("AF_OVERLAY_INVALID", () => {
  test.each<[string, Json, object, string, string]>([
    [
      "a target that is no JSONPath",
      {},
      { target: "$.a[", update: {} },
      "/actions/0/target",
      "is no JSONPath: unclosed bracketed selection, at character 5",
    ],
    [
      "an update of a plain value",
      { a: 1 },
      { target: "$.a", update: 2 },
      "/actions/0/target",
      'selects "/a", which is neither an object nor an array',
    ],
    [
      "an update of an object by something else",
      { a: {} },
      { target: "$.a", update: [1] },
      "/actions/0/update",
      'is an array, and its target selects an object, "/a"',
    ],
    [
      "an update by another kind",
      { a: { b: {} } },
      { target: "$", update: { a: { b: null } } },
      "/actions/0/update/a/b",
      "is a plain value, and in the document an object stands there",
    ],
    [
      "the removal of everything",
      {},
      { target: "$", remove: true },
      "/actions/0/target",
      "selects the whole document, which cannot be removed",
    ],
    [
      "a document that is no object",
      "5",
      { target: "$", update: {} },
      "/actions/0/target",
      'selects "", which is neither an object nor an array',
    ],
  ])("%s", (_, root, action, pointer, problem) => {
    expect(() => changed(root, action)).toThrow(
      expect.objectContaining({
        code: "AF_OVERLAY_INVALID",
        message: `The overlay "1.overlay.yaml" at "${pointer.slice(1)}" ${problem}.`,
        location: { source: "1.overlay.yaml", pointer },
      }),
    );
  });
});

test("a document that nests deeper than is read gets no overlay", () => {
  const text = `${'{"a":'.repeat(300)}1${"}".repeat(300)}`;
  expect(() => changed(text, { target: "$", update: {} })).toThrow(
    expect.objectContaining({ code: "AF_DOCUMENT_TOO_LARGE" }),
  );
});

describe("the place in the text", () => {
  const root = { list: [{ id: 1 }, { id: 2 }, { id: 3 }], tags: ["a", "b"], o: { p: { q: 1 } } };
  test.each([
    [
      "of what no overlay touched is the same",
      { target: "$.o", update: { x: 1 } },
      "#/list/2/id",
      "#/list/2/id",
    ],
    [
      "of items behind one that was removed is where they stood",
      { target: "$.list[0]", remove: true },
      "#/list/1/id",
      "#/list/2/id",
    ],
    [
      "of what was added is that of what it was added to",
      { target: "$.o.p", update: { new: { a: 1 } } },
      "#/o/p/new/a",
      "#/o/p",
    ],
    [
      "of an item that was added is that of the list",
      { target: "$.list", update: { id: 4 } },
      "#/list/3/id",
      "#/list",
    ],
    [
      "of a plain item behind one that was removed is where it stood",
      { target: "$.tags[0]", remove: true },
      "#/tags/0",
      "#/tags/1",
    ],
    [
      "of what an update changed within is the same",
      { target: "$.o.p", update: { q: 2 } },
      "#/o/p/q",
      "#/o/p/q",
    ],
    ["of nothing is the nearest", { target: "$.o", update: { x: 1 } }, "#/o/gone/x", "#/o"],
    ["of the document is the document", { target: "$.o", update: { x: 1 } }, "#", "#"],
  ])("%s", (_, action, pointer, written) => {
    const { document } = overlaid(root, overlayText(action));
    expect(document.writtenPlace(pointer)).toBe(written);
  });

  test("of what was removed and made again is the nearest that still is the text's own", () => {
    const { document } = overlaid(
      root,
      overlayText({ target: "$.o.p", remove: true }, { target: "$.o", update: { p: { q: 1 } } }),
    );
    expect(document.writtenPlace("#/o/p/q")).toBe("#/o");
  });

  test("without an overlay is the place itself", () => {
    expect(overlaid(root).document.writtenPlace("#/list/1")).toBe("#/list/1");
  });
});
