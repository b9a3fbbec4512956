import { expect, test } from "vitest";
import { parseYamlDocument } from "../../src/document/parse-yaml-document.js";

function parse(text: string): unknown {
  return parseYamlDocument({ source: "api.yaml", text, digest: "sha256-0" });
}

test.each([
  ["a: 2020-01-01", { a: "2020-01-01" }],
  ["a: [on, off, yes, no]", { a: ["on", "off", "yes", "no"] }],
  ["a: [true, null, ~, 1, 0x1f, 1.5, 1e3]", { a: [true, null, null, 1, 31, 1.5, 1000] }],
  ["a: [.inf, -.inf, .nan]", { a: [".inf", "-.inf", ".nan"] }],
  ["200: {}\nnull: 1", { "200": {}, null: 1 }],
  ["a: 1\na: 2", { a: 2 }],
  ["a: &x {b: 1}\nc:\n  <<: *x\n  d: 2", { a: { b: 1 }, c: { b: 1, d: 2 } }],
  ["a: |\n  one\n  two\n", { a: "one\ntwo\n" }],
])("%j stands for %j", (text, value) => {
  expect(parse(text)).toEqual(value);
});

test("a key that every object inherits is a key like any other", () => {
  const value = parse("__proto__: {polluted: 1}\nconstructor: 2");
  expect([JSON.stringify(value), "polluted" in {}]).toEqual([
    '{"__proto__":{"polluted":1},"constructor":2}',
    false,
  ]);
});

test.each([
  ["a: [1", 1, 6, "unexpected end of the stream within a flow collection"],
  ["a: 1\nb: *x", 2, 5, 'unidentified alias "x"'],
  ["a: !!js/function 1", 1, 4, "unknown scalar tag !<tag:yaml.org,2002:js/function>"],
])("%j is refused with its place", (text, line, column, reason) => {
  expect(() => parse(text)).toThrow(
    expect.objectContaining({
      code: "AF_DOCUMENT_MALFORMED",
      message: `"api.yaml" is no YAML: ${reason}, at line ${line}, column ${column}.`,
      location: { source: "api.yaml", line, column },
    }),
  );
});

test("several documents in one file are refused", () => {
  expect(() => parse("a: 1\n---\nb: 2")).toThrow(
    expect.objectContaining({ code: "AF_DOCUMENT_MALFORMED" }),
  );
});

test("an alias within what it stands for is refused", () => {
  expect(() => parse("a: &x {b: [*x]}")).toThrow(
    expect.objectContaining({
      code: "AF_DOCUMENT_MALFORMED",
      message: expect.stringContaining("never ends"),
    }),
  );
});

test("aliases that multiply are refused before anything walks through them", () => {
  const lines = Array.from({ length: 60 }, (_, n) =>
    n === 0 ? "a0: &a0 [x, x]" : `a${n}: &a${n} [*a${n - 1}, *a${n - 1}]`,
  );
  expect(() => parse(lines.join("\n"))).toThrow(
    expect.objectContaining({ code: "AF_DOCUMENT_TOO_LARGE" }),
  );
});

test("an alias used a thousand times is no bomb", () => {
  const uses = Array.from({ length: 1_000 }, () => "*x").join(", ");
  expect(parse(`a: &x {b: 1}\nc: [${uses}]`)).toMatchObject({ a: { b: 1 } });
});

test("collections nested beyond what is read are refused", () => {
  expect(() => parse(`a: ${"[".repeat(100_000)}`)).toThrow(
    expect.objectContaining({ code: "AF_DOCUMENT_MALFORMED" }),
  );
});
