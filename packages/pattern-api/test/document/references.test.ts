import type { Json } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { noRelatedDocuments } from "../../src/document/related-documents.js";
import { References } from "../../src/document/references.js";

function references(root: string): References {
  // The documents of these tests are objects.
  const value = JSON.parse(root) as { readonly [key: string]: Json };
  return new References({
    source: "spec.json",
    root: value,
    origins: new Map(),
    related: noRelatedDocuments,
  });
}

const from = "#/paths/~1a/get";

describe("find", () => {
  test.each([
    ["#/a/b", '{"a":{"b":1}}', "#/a/b", 1],
    ["#/a~1b/c~0d", '{"a/b":{"c~d":2}}', "#/a~1b/c~0d", 2],
    ["#/a%20b/%7Bid%7D", '{"a b":{"{id}":3}}', "#/a b/{id}", 3],
    ["#/100%", '{"100%":4}', "#/100%", 4],
    ["#/list/1", '{"list":[0,5]}', "#/list/1", 5],
    ["#/", '{"":6}', "#/", 6],
    ["#/__proto__/x", '{"__proto__":{"x":7}}', "#/__proto__/x", 7],
  ])("%s in %s", (reference, root, pointer, value) => {
    expect(references(root).find(reference, from)).toEqual({ pointer, value });
  });

  test("goes through a reference on the way", () => {
    const found = references('{"a":{"$ref":"#/b"},"b":{"c":1}}').find("#/a/c", from);
    expect(found).toEqual({ pointer: "#/b/c", value: 1 });
  });

  test.each([
    "#/gone",
    "#/a/constructor",
    "#/__proto__",
    "#/toString",
    "#/list/length",
    "#/list/01",
    "#/a/b/c",
    "#anchor",
  ])("%s points at nothing", (reference) => {
    const root = '{"a":{"b":"text"},"list":[1,2]}';
    expect(() => references(root).find(reference, from)).toThrow(
      expect.objectContaining({
        code: "AF_REFERENCE_UNRESOLVED",
        location: { source: "spec.json", pointer: "/paths/~1a/get" },
      }),
    );
  });

  test.each([
    "other.json#/a",
    "https://example.com/spec.json#/a",
    "http://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
    "../../etc/passwd",
    "//host/share#/a",
  ])("%j is refused, because it leads to a document that is not read", (reference) => {
    expect(() => references("{}").find(reference, from)).toThrow(
      expect.objectContaining({ code: "AF_REFERENCE_REFUSED" }),
    );
  });

  test("names the reference in its error escaped and at a bounded length", () => {
    const reference = `#/\u202e${"x".repeat(5000)}`;
    expect(() => references("{}").find(reference, from)).toThrow(
      /^The reference "#\/\\u202ex{117}…" points/,
    );
  });

  test("a reference through itself is a circle", () => {
    expect(() => references('{"a":{"$ref":"#/a/x"}}').find("#/a/x", from)).toThrow(
      expect.objectContaining({ code: "AF_REFERENCE_UNRESOLVED" }),
    );
  });

  test("chains that meet again and again take no exponential time", () => {
    const root: Record<string, Json> = { end: { p: { p: {} } } };
    for (let level = 0; level < 90; level++) {
      const next = level === 89 ? "#/end" : `#/s${level + 1}/p`;
      root[`s${level}`] = { $ref: next, p: { $ref: next } };
    }
    expect(references(JSON.stringify(root)).find("#/s0/p", from).pointer).toBe("#/s0/p");
  });
});

describe("follow", () => {
  test("gives the place itself when it is no reference", () => {
    expect(references("{}").follow({ a: 1 }, "#/here")).toEqual({
      pointer: "#/here",
      value: { a: 1 },
    });
  });

  test("goes on to where a chain of references ends", () => {
    const document = references('{"a":{"$ref":"#/b"},"b":{"$ref":"#/c"},"c":{"d":1}}');
    expect(document.follow({ $ref: "#/a" }, "#/here")).toEqual({ pointer: "#/c", value: { d: 1 } });
  });

  test("a chain without an end is a circle", () => {
    const document = references('{"a":{"$ref":"#/b"},"b":{"$ref":"#/a"}}');
    expect(() => document.follow({ $ref: "#/a" }, "#/here")).toThrow(/leads in a circle/);
  });
});

describe("names of their own", () => {
  const root = JSON.stringify({
    a: { $anchor: "first", b: [{ $dynamicAnchor: "node" }] },
    c: { $id: "https://a.example/pet", $anchor: "first", d: { e: 1 } },
    constructor: { $anchor: "__proto__" },
  });

  test.each([
    ["#first", "#/a"],
    ["#node", "#/a/b/0"],
    ["#__proto__", "#/constructor"],
    ["https://a.example/pet", "#/c"],
    ["https://a.example/pet#/d/e", "#/c/d/e"],
    ["https://a.example/pet#first", "#/a"],
  ])("%s is %s", (reference, pointer) => {
    expect(references(root).find(reference, from).pointer).toBe(pointer);
  });
});
