import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findJsonSyntaxError } from "../../src/documents/json-syntax-error.js";
import { parseJsonDocument } from "../../src/documents/parse-json-document.js";

const document = (text: string): { source: string; text: string; digest: string } => ({
  source: "spec.json",
  text,
  digest: "",
});

test("JSON is parsed", () => {
  expect(parseJsonDocument(document('{"a":[1,"b",null]}'))).toEqual({ a: [1, "b", null] });
});

test("__proto__ is a key like any other and pollutes nothing", () => {
  const value = parseJsonDocument(document('{"__proto__":{"polluted":true}}'));
  expect(Object.keys(value ?? {})).toEqual(["__proto__"]);
  expect({}).not.toHaveProperty("polluted");
});

test("white space alone is an empty document", () => {
  expect(() => parseJsonDocument(document(" \n"))).toThrow(
    expect.objectContaining({ code: "AF_DOCUMENT_EMPTY" }),
  );
});

test("the error has line, column and the source", () => {
  expect(() => parseJsonDocument(document('{\n  "a": 1,\r\n  "b"; 2\r}'))).toThrow(
    expect.objectContaining({
      code: "AF_DOCUMENT_MALFORMED",
      message: '"spec.json" has ";" where a colon has to come, at line 3, column 6.',
      location: { source: "spec.json", line: 3, column: 6 },
    }),
  );
});

test.each([
  ['{"openapi": "3.1', "ends in the middle of a string", 1, 17],
  ['{"openapi": "3.1\\', "ends in the middle of a string", 1, 18],
  ['{"openapi": "3.1\\u00', "ends in the middle of a string", 1, 21],
  ['{"a"', "ends in the middle of an object", 1, 5],
  ['{"a":', "ends in the middle of an object", 1, 6],
  ['{"a": 1', "ends in the middle of an object", 1, 8],
  ['{"a": 1,\n  "b": [1, 2\n\n', "ends in the middle of an array", 2, 13],
  ["[1,", "ends in the middle of an array", 1, 4],
  ["[1.", "ends in the middle of a number", 1, 4],
  ["[-", "ends in the middle of a number", 1, 3],
  ["[1.5e", "ends in the middle of a number", 1, 6],
  ["[tr", 'ends in the middle of the word "tr"', 1, 4],
  ["[1, 2,]", 'has "]" where a value has to come', 1, 7],
  ['{"a": 1,}', 'has "}" where a property name in double quotes has to come', 1, 9],
  ["{'a': 1}", 'has "\'" where a property name in double quotes has to come', 1, 2],
  ["{a: 1}", 'has "a" where a property name in double quotes has to come', 1, 2],
  ['{"a": undefined}', 'has "undefined" where a value has to come', 1, 7],
  ['{"a": 01}', 'has "01" where a value has to come', 1, 7],
  ['{"a": .5}', 'has ".5" where a value has to come', 1, 7],
  ['{"a": 1 "b": 2}', 'has "\\"" where a comma or the end has to come', 1, 9],
  ["[1}", 'has "}" where a comma or the end has to come', 1, 3],
  ["{} {}", 'has "{" where the document has ended', 1, 4],
  ["openapi: 3.1.0\n", 'has "openapi" where a value has to come', 1, 1],
  ["<!DOCTYPE html>", 'has "<" where a value has to come', 1, 1],
  ["😀", 'has "😀" where a value has to come', 1, 1],
  ['"a\nb"', 'has a raw "\\n" inside a string', 1, 3],
  ['"a\\qb"', 'has the unknown escape "\\\\q" inside a string', 1, 3],
  ['"a\\u12x4"', 'has the unknown escape "\\\\u" inside a string', 1, 3],
])("%j %s", (text, problem, line, column) => {
  expect(() => parseJsonDocument(document(text))).toThrow(
    expect.objectContaining({
      message: `"spec.json" ${problem}, at line ${line}, column ${column}.`,
      location: { source: "spec.json", line, column },
    }),
  );
});

test("a control character is shown as an escape", () => {
  expect(() => parseJsonDocument(document("[\u202e]"))).toThrow('has "\\u202e" where');
});

test("nesting deeper than a stack is no trouble", () => {
  expect(findJsonSyntaxError("[".repeat(200_000))).toEqual({
    problem: "ends in the middle of an array",
    offset: 200_000,
  });
});

/** JSON texts, and what a few typing errors make of them. */
const almostJson = fc
  .tuple(
    fc.json(),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.constantFrom("", '"', "{", "]", ",", ":", "\\", "-", ".", "e", "\n", "\u0001"),
      ),
    ),
    fc.nat(),
  )
  .map(([json, edits, end]) => {
    const edited = edits.reduce((text, [at, inserted]) => {
      const offset = at % (text.length + 1);
      return text.slice(0, offset) + inserted + text.slice(offset + (inserted === "" ? 1 : 0));
    }, json);
    return end % 3 === 0 ? edited.slice(0, end % (edited.length + 1)) : edited;
  });

test("the scanner and JSON.parse agree on what is JSON", () => {
  fc.assert(
    fc.property(almostJson, (text) => {
      let parses = true;
      try {
        JSON.parse(text);
      } catch {
        parses = false;
      }
      expect(findJsonSyntaxError(text) === undefined).toBe(parses);
    }),
    { numRuns: 2000 },
  );
});

test("every proper beginning of an object is not JSON, and the error is not before its end", () => {
  fc.assert(
    fc.property(fc.object(), fc.nat(), (value, at) => {
      const text = JSON.stringify(value);
      const beginning = text.slice(0, 1 + (at % (text.length - 1)));
      expect(findJsonSyntaxError(beginning)?.offset).toBe(beginning.trimEnd().length);
    }),
  );
});
