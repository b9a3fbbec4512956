import { describe, expect, it } from "vitest";
import type { ParameterDescription } from "../../../src/runtime/client/operation-description.js";
import { parameterWriter } from "../../../src/runtime/parameters/parameter-style.js";

const list = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };

function write(description: ParameterDescription, value: unknown, name = "color"): string {
  return parameterWriter(name, description)(value);
}

describe("every style of OpenAPI 3.1 §4.8.12.5 writes the standard's own examples", () => {
  it.each([
    ["matrix", false, "blue", ";color=blue"],
    ["matrix", false, "", ";color"],
    ["matrix", false, list, ";color=blue,black,brown"],
    ["matrix", false, object, ";color=R,100,G,200,B,150"],
    ["matrix", true, list, ";color=blue;color=black;color=brown"],
    ["matrix", true, object, ";R=100;G=200;B=150"],
    ["label", false, "blue", ".blue"],
    ["label", false, list, ".blue,black,brown"],
    ["label", false, object, ".R,100,G,200,B,150"],
    ["label", true, list, ".blue.black.brown"],
    ["label", true, object, ".R=100.G=200.B=150"],
    ["simple", false, "blue", "blue"],
    ["simple", false, list, "blue,black,brown"],
    ["simple", false, object, "R,100,G,200,B,150"],
    ["simple", true, list, "blue,black,brown"],
    ["simple", true, object, "R=100,G=200,B=150"],
    ["matrix", true, "", ";color"],
    ["matrix", true, "blue", ";color=blue"],
    ["label", false, "", "."],
    ["label", true, "", "."],
    ["label", true, "blue", ".blue"],
    ["simple", false, "", ""],
    ["simple", true, "", ""],
    ["simple", true, "blue", "blue"],
  ] as const)("path %s, explode %s: %j → %s", (style, explode, value, text) => {
    expect(write({ in: "path", style, explode }, value)).toBe(text);
  });

  it.each([
    ["form", false, "blue", "color=blue"],
    ["form", false, "", "color="],
    ["form", true, "", "color="],
    ["form", true, "blue", "color=blue"],
    ["form", false, list, "color=blue,black,brown"],
    ["form", false, object, "color=R,100,G,200,B,150"],
    ["form", true, list, "color=blue&color=black&color=brown"],
    ["form", true, object, "R=100&G=200&B=150"],
    ["spaceDelimited", false, list, "color=blue%20black%20brown"],
    ["spaceDelimited", false, object, "color=R%20100%20G%20200%20B%20150"],
    ["spaceDelimited", true, list, "color=blue&color=black&color=brown"],
    ["pipeDelimited", false, list, "color=blue%7Cblack%7Cbrown"],
    ["pipeDelimited", false, object, "color=R%7C100%7CG%7C200%7CB%7C150"],
    ["deepObject", true, object, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
  ] as const)("query %s, explode %s: %j → %s", (style, explode, value, text) => {
    expect(write({ in: "query", style, explode }, value)).toBe(text);
  });
});

describe("a cookie of the style cookie (OpenAPI 3.2 §4.12.3)", () => {
  it.each([
    [true, "a b/c=d", "color=a b/c=d"],
    [true, list, "color=blue; color=black; color=brown"],
    [true, object, "R=100; G=200; B=150"],
    [false, list, "color=blue,black,brown"],
    [false, object, "color=R,100,G,200,B,150"],
  ] as const)("with explode %s holds %j as it is: %s", (explode, value, text) => {
    // A comma is no character of a cookie, but the separator of the style.
    expect(write({ in: "cookie", style: "cookie", explode }, value)).toBe(text);
  });

  it.each(["a; b=c", "a,b", '"a"', "a\r\nb", "\u00e9", " a", "a ", "a\\b"])(
    "refuses %j, which would end it or cannot stand in it",
    (value) => {
      expect(() => write({ in: "cookie", style: "cookie" }, value)).toThrow("cookies cannot hold");
    },
  );
});

describe("a parameter", () => {
  it("explodes by default in queries and nowhere else", () => {
    expect(write({ in: "query" }, list)).toBe("color=blue&color=black&color=brown");
    expect(write({ in: "path" }, object)).toBe("R,100,G,200,B,150");
    expect(write({ in: "header" }, object)).toBe("R,100,G,200,B,150");
  });

  it("separates the pairs of a cookie as the Cookie header does", () => {
    expect(write({ in: "cookie" }, ["a", "b"])).toBe("color=a; color=b");
    expect(write({ in: "cookie", explode: false }, ["a", "b"])).toBe("color=a,b");
  });

  it("encodes delimiters inside of values, so that they separate nothing", () => {
    expect(write({ in: "query", explode: false }, ["a,b", "c"])).toBe("color=a%2Cb,c");
    expect(write({ in: "query" }, "a&b=c#d+e f")).toBe("color=a%26b%3Dc%23d%2Be%20f");
    expect(write({ in: "path" }, ["a/b", "c?d"])).toBe("a%2Fb,c%3Fd");
  });

  it("encodes its own name and property names", () => {
    expect(write({ in: "path", style: "matrix" }, "x", "a/b")).toBe(";a%2Fb=x");
    expect(write({ in: "query" }, "x", "filter[a&b]")).toBe("filter%5Ba%26b%5D=x");
    expect(write({ in: "query" }, { "a=b": 1 })).toBe("a%3Db=1");
    expect(write({ in: "query", style: "deepObject" }, { "a]&": 1 })).toBe("color%5Ba%5D%26%5D=1");
  });

  it("keeps with allowReserved what cannot end or split the query", () => {
    expect(write({ in: "query", allowReserved: true }, "a/b?c:d@e,f;g=h[i]$")).toBe(
      "color=a/b?c:d@e,f;g=h[i]$",
    );
    expect(write({ in: "query", allowReserved: true }, "a&b#c+d%2F e")).toBe(
      "color=a%26b%23c%2Bd%252F%20e",
    );
  });

  it("writes nested objects and lists of a deepObject in further brackets", () => {
    const value = { a: { b: [1, 2], c: {} }, d: undefined };
    expect(write({ in: "query", style: "deepObject" }, value)).toBe(
      "color%5Ba%5D%5Bb%5D%5B0%5D=1&color%5Ba%5D%5Bb%5D%5B1%5D=2",
    );
    expect(write({ in: "query", style: "deepObject" }, "plain")).toBe("color=plain");
  });

  it("writes JSON content as JSON text, percent-encoded", () => {
    expect(write({ in: "query", json: true }, { a: [1] })).toBe("color=%7B%22a%22%3A%5B1%5D%7D");
    expect(write({ in: "header", json: true }, { a: [1] })).toBe('{"a":[1]}');
  });

  it("leaves out null and undefined members, and itself when nothing is left", () => {
    expect(write({ in: "query" }, ["a", null, undefined, "b"])).toBe("color=a&color=b");
    expect(write({ in: "query" }, { a: null, b: 1 })).toBe("b=1");
    expect(write({ in: "query" }, [null])).toBe("");
    expect(write({ in: "query", explode: false }, {})).toBe("");
  });

  it.each([
    [true, "color=true"],
    [0, "color=0"],
    [-1.5, "color=-1.5"],
    [12345678901234567890n, "color=12345678901234567890"],
    [new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 6)), "color=2026-01-02T03%3A04%3A05.006Z"],
  ])("writes %s as %s", (value, text) => {
    expect(write({ in: "query" }, value)).toBe(text);
  });

  it.each([
    [Number.NaN, "is not a finite number"],
    [Infinity, "is not a finite number"],
    [new Date(Number.NaN), "an invalid date"],
    [[["a"]], "a list inside a list"],
    [{ a: { b: 1 } }, "an object inside a value"],
    [Symbol("s"), "a symbol"],
    [() => 1, "a function"],
  ])("refuses %s, naming the parameter", (value, text) => {
    expect(() => write({ in: "query" }, value)).toThrow(text);
    expect(() => write({ in: "query" }, value)).toThrow('"color"');
  });
});
