import fc from "fast-check";
import { parse as parseQuery } from "node:querystring";
import { parse as parseBrackets } from "qs";
import { describe, expect, it } from "vitest";
import type { ParameterDescription } from "../../../src/runtime/client/operation-description.js";
import { formBody } from "../../../src/runtime/http/form-body.js";
import { parameterWriter } from "../../../src/runtime/parameters/parameter-style.js";
import { expansions, variables } from "./rfc-6570.js";

/** Texts that URLs can hold: no half of a surrogate pair. */
const text = fc.string({ unit: "binary" }).filter((value) => value.isWellFormed());
const word = text.filter((value) => value !== "");
/** Names that bracket notation can carry, and that no parser keeps for itself. */
const member = fc
  .string({ unit: "grapheme", minLength: 1 })
  .filter(
    (name) => name.isWellFormed() && !/[[\].]/.test(name) && !(name in {}) && !/^\d+$/.test(name),
  );

function write(description: ParameterDescription, value: unknown, name = "name"): string {
  return parameterWriter(name, description)(value);
}

describe("the examples of RFC 6570", () => {
  it.each(expansions)("%s %s, explode %s: %s becomes %s", (place, style, explode, name, result) => {
    expect(write({ in: place, style, explode }, variables[name], name)).toBe(result);
  });
});

describe("a query parameter is read as it was by other parsers", () => {
  it("of the style form, exploded: node:querystring and URLSearchParams", () => {
    fc.assert(
      fc.property(word, fc.array(text, { minLength: 2 }), (name, items) => {
        const query = write({ in: "query" }, items, name);
        expect(parseQuery(query, "&", "=", { maxKeys: 0 })[name]).toEqual(items);
        expect(new URLSearchParams(query).getAll(name)).toEqual(items);
      }),
    );
  });

  it("of the style form with an object, exploded: URLSearchParams", () => {
    fc.assert(
      fc.property(fc.dictionary(word, text), (object) => {
        const pairs = [...new URLSearchParams(write({ in: "query" }, object))];
        expect(pairs).toEqual(Object.entries(object));
      }),
    );
  });

  it.each([
    ["form", ","],
    ["spaceDelimited", "%20"],
    ["pipeDelimited", "%7C"],
  ] as const)("of the style %s, joined: split before it is decoded", (style, delimiter) => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (items) => {
        const safe = items.map((item) => item.replaceAll(/[ |]/g, "_"));
        const query = write({ in: "query", style, explode: false }, safe);
        const value = query.slice("name=".length);
        expect(value.split(delimiter).map(decodeURIComponent)).toEqual(safe);
      }),
    );
  });

  it.each([true, false])("with allowReserved %s: URLSearchParams", (allowReserved) => {
    fc.assert(
      fc.property(word, text, (name, value) => {
        const query = write({ in: "query", allowReserved }, value, name);
        const url = new URL(`http://a.example/?${query}&other=1`);
        expect([...url.searchParams]).toEqual([
          [name, value],
          ["other", "1"],
        ]);
      }),
    );
  });

  it("of the style deepObject, nested: qs", () => {
    const leaf = fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 }));
    const treeOf = (inner: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
      fc.dictionary(member, inner, { minKeys: 1, maxKeys: 3 });
    const low = treeOf(leaf);
    const middle = treeOf(fc.oneof(leaf, low, fc.array(low, { minLength: 1, maxLength: 3 })));
    const tree = treeOf(fc.oneof(leaf, middle));
    const options = { depth: 100, parameterLimit: 100_000, arrayLimit: 1000, plainObjects: true };
    fc.assert(
      fc.property(tree, (value) => {
        const query = write({ in: "query", style: "deepObject" }, value);
        expect(JSON.stringify(parseBrackets(query, options)["name"])).toBe(JSON.stringify(value));
        // The same in a form, as Stripe takes it.
        const form = formBody({ name: value }, { name: { style: "deepObject" } });
        expect(JSON.stringify(parseBrackets(form, options)["name"])).toBe(JSON.stringify(value));
      }),
    );
  });
});

describe("a path parameter is read as it was by splitting before decoding", () => {
  it.each([
    ["simple", ","],
    ["label", "."],
    ["matrix", ";name="],
  ] as const)("of the style %s, exploded", (style, delimiter) => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (items) => {
        // A dot is never encoded, so a label cannot hold one in an item.
        const safe = items.map((item) => item.replaceAll(".", "_"));
        const path = write({ in: "path", style, explode: true }, safe);
        const start = style === "simple" ? 0 : delimiter.length;
        expect(path.slice(start).split(delimiter).map(decodeURIComponent)).toEqual(safe);
      }),
    );
  });
});
