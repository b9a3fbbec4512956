import { expect, test } from "vitest";
import { typeChange } from "../../../src/postgresql/drift/type-change.js";

test.each([
  ["integer", "bigint", { gentle: true, safe: true, using: false }],
  ["bigint", "integer", { gentle: true, safe: false, using: false }],
  ["integer", "numeric", { gentle: false, safe: false, using: false }],
  ["integer[]", "bigint[]", { gentle: false, safe: false, using: true }],
  ["character varying(5)", "text", { gentle: true, safe: true, using: false }],
  ["text", "character varying(5)", { gentle: true, safe: false, using: false }],
  ["numeric(10,2)", "numeric(12,4)", { gentle: true, safe: true, using: false }],
  ["numeric(10,2)", "numeric(10,4)", { gentle: true, safe: false, using: false }],
  ["numeric", "numeric(10,4)", { gentle: true, safe: false, using: false }],
  ["numeric(10,2)", "numeric", { gentle: true, safe: true, using: false }],
  [
    "timestamp(3) without time zone",
    "timestamp without time zone",
    { gentle: true, safe: true, using: false },
  ],
  ["text", "uuid", { gentle: false, safe: false, using: true }],
  ["uuid", "text", { gentle: false, safe: false, using: false }],
  ['public."odd(3)"', 'public."odd(4)"', { gentle: false, safe: false, using: true }],
])("%s becomes %s", (from, to, expected) => {
  expect(typeChange({ type: from }, { type: to }, false)).toEqual(expected);
});

test("a type of the same name that is another one is converted by way of text", () => {
  expect(typeChange({ type: "e" }, { type: "e" }, true)).toEqual({
    gentle: false,
    safe: false,
    using: true,
  });
});

test("another collation makes indexes anew", () => {
  const change = typeChange({ type: "text" }, { type: "text", collation: 'pg_catalog."C"' }, false);
  expect(change).toEqual({ gentle: false, safe: false, using: false });
});
