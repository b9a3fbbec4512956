import { Binary, Decimal128, Double, Int32, Long, ObjectId, Timestamp, UUID } from "mongodb";
import { describe, expect, test } from "vitest";
import { areRecordNames } from "../../src/mongodb/sampling/record-names.js";
import { DocumentShape } from "../../src/mongodb/sampling/shape.js";
import { storedKind } from "../../src/mongodb/sampling/stored-kind.js";
import { typeText } from "../../src/mongodb/printing/type-text.js";

function shapeOf(...documents: readonly Readonly<Record<string, unknown>>[]): DocumentShape {
  const shape = new DocumentShape();
  for (const document of documents) shape.add(document);
  return shape;
}

const text = (shape: DocumentShape): string =>
  typeText(shape.value, "")
    .replaceAll(/\/\*\*.*?\*\/|\s+/gs, " ")
    .replaceAll(/ +/g, " ");

describe("the kind of a value", () => {
  test.each([
    [new Int32(1), "int"],
    [new Double(1), "double"],
    [1, "double"],
    [Long.fromNumber(1), "long"],
    [1n, "long"],
    [Decimal128.fromString("1"), "decimal"],
    [new ObjectId(), "objectId"],
    [new Date(), "date"],
    [new UUID(), "uuid"],
    [new Binary(new Uint8Array()), "bytes"],
    [new Binary(new Uint8Array(), 0x80), "any"],
    [new Timestamp({ t: 1, i: 1 }), "any"],
    ["x", "string"],
    [true, "boolean"],
    [null, "null"],
    [undefined, "null"],
    [Symbol("x"), "any"],
  ])("of %o is %s", (value, kind) => {
    expect(storedKind(value)).toBe(kind);
  });
});

describe("the shape of documents", () => {
  test("counts fields, and joins their types", () => {
    const shape = shapeOf({ a: new Int32(1), b: "x" }, { a: null, c: [true, { d: "y" }] });
    expect(shape.document.fields.map(({ name, optional, seen }) => [name, optional, seen])).toEqual(
      [
        ["a", false, { with: 2, of: 2 }],
        ["b", true, { with: 1, of: 2 }],
        ["c", true, { with: 1, of: 2 }],
      ],
    );
    expect(text(shape)).toBe(
      "{ readonly a: number | null; readonly b?: string; readonly c?: readonly (boolean | { readonly d: string; })[]; }",
    );
  });

  test("is that of a map where names are data", () => {
    const byId = {
      "0123456789abcdef01234567": { n: new Int32(1) },
      "0123456789abcdef01234568": { n: "x", m: [] },
    };
    expect(text(shapeOf(byId))).toBe(
      "Readonly<Record<string, { readonly n: number | string; readonly m?: readonly MongoValue[]; }>>",
    );
    expect(text(shapeOf({ "2026-01-01": [new Int32(1)], "2026-01-02": ["x"] }))).toBe(
      "Readonly<Record<string, readonly (number | string)[]>>",
    );
    expect(text(shapeOf({}))).toBe("Readonly<Record<string, MongoValue>>");
  });

  test("is the same for the same documents", () => {
    const documents = [{ b: 1, a: "x" }, { a: 1 }];
    expect(shapeOf(...documents).document).toEqual(shapeOf(...documents).document);
  });
});

describe("names are data", () => {
  const counts = (names: readonly string[], count: number) =>
    new Map(names.map((name) => [name, count]));
  const many = Array.from({ length: 100 }, (_, n) => `name${n}x`);
  test.each([
    ["numbers", counts(["1", "-2"], 1), true],
    ["addresses", counts(["a@example.org"], 1), true],
    ["UUIDs", counts(["0123ABCD-89ab-cdef-0123-456789abcdef"], 1), true],
    ["words", counts(["street", "1"], 1), false],
    ["many rare words", counts(many, 1), true],
    ["many words that all have", counts(many, 10), false],
    ["nothing", counts([], 1), false],
  ])("when they are %s: %s", (_, names, expected) => {
    expect(areRecordNames(10, names)).toBe(expected);
  });
});
