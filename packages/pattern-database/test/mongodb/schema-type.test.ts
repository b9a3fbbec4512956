import { describe, expect, test } from "vitest";
import { documentType, schemaType } from "../../src/mongodb/schema/schema-type.js";
import { typeText } from "../../src/mongodb/printing/type-text.js";
import { valueDescription } from "../../src/mongodb/printing/value-description.js";

const text = (schema: Readonly<Record<string, unknown>>): string =>
  typeText(schemaType(schema), "").replaceAll(/\s+/g, " ");

describe("the type that a schema describes", () => {
  test.each([
    [{ bsonType: "string" }, "string"],
    [{ bsonType: ["int", "null"] }, "number | null"],
    [{ bsonType: ["null", "int"] }, "number | null"],
    [{ bsonType: "long" }, "bigint"],
    [{ bsonType: "number" }, "number | bigint | string"],
    [{ bsonType: ["number", "string"] }, "number | bigint | Decimal128 | string"],
    [{ bsonType: ["objectId", "uuid"] }, "MongoValue"],
    [{ bsonType: ["decimal", "objectId"] }, "Decimal128 | ObjectId"],
    [{ bsonType: "binData" }, "Uint8Array"],
    [{ bsonType: "regex" }, "MongoValue"],
    [{ type: "boolean" }, "boolean"],
    [{ enum: ["a", "b", "a"] }, '"a" | "b"'],
    [{ enum: ["a", 1] }, "MongoValue"],
    [{ bsonType: "string", enum: ["a"], pattern: "x" }, "string"],
    [{ bsonType: "array" }, "readonly MongoValue[]"],
    [{ bsonType: "array", items: { bsonType: ["int", "string"] } }, "readonly (number | string)[]"],
    [{ bsonType: "array", items: { enum: ["a", "b"] } }, 'readonly ("a" | "b")[]'],
    [{ bsonType: "array", items: { bsonType: "array" } }, "readonly (readonly MongoValue[])[]"],
    [{ bsonType: "object" }, "Readonly<Record<string, MongoValue>>"],
    [
      { bsonType: "object", additionalProperties: { bsonType: "int" } },
      "Readonly<Record<string, number>>",
    ],
    [{ bsonType: "object", additionalProperties: false }, "Readonly<Record<string, never>>"],
    [{ properties: { a: { bsonType: "int" } } }, "{ /** int. */ readonly a?: number; }"],
    [{ anyOf: [{ bsonType: "int" }, { bsonType: "double" }] }, "number"],
    [{ oneOf: [{ bsonType: "string" }, { bsonType: "null" }] }, "string | null"],
    [{}, "MongoValue"],
  ])("of %j is %s", (schema, expected) => {
    expect(text(schema)).toBe(expected);
  });

  test("joins documents, arrays and maps of several alternatives", () => {
    const one = {
      bsonType: "object",
      required: ["a", "b"],
      properties: { a: { bsonType: "int" }, b: { enum: ["x"] } },
    };
    const other = {
      bsonType: "object",
      required: ["b"],
      properties: { b: { enum: ["y"] }, c: { bsonType: "int" } },
    };
    expect(text({ anyOf: [one, other] })).toBe(
      '{ /** int. */ readonly a?: number; /** string. */ readonly b: "x" | "y"; /** int. */ readonly c?: number; }'.replace(
        "/** string. */ ",
        "",
      ),
    );
    const array = (bsonType: string) => ({ bsonType: "array", items: { bsonType } });
    expect(text({ anyOf: [array("int"), array("string")] })).toBe("readonly (number | string)[]");
    const map = (bsonType: string) => ({ bsonType: "object", additionalProperties: { bsonType } });
    expect(text({ anyOf: [map("int"), map("string")] })).toBe(
      "Readonly<Record<string, number | string>>",
    );
    expect(text({ anyOf: [map("int"), one] })).toBe("Readonly<Record<string, MongoValue>>");
  });

  test("has fields that are required and described nowhere", () => {
    const { fields, open } = documentType({ required: ["a"] });
    expect(open).toBe(true);
    expect(fields).toMatchObject([{ name: "a", optional: false, value: { type: "any" } }]);
  });

  test("is described to the runtime in the same way", () => {
    const schema = {
      bsonType: "object",
      required: ["a"],
      properties: {
        a: { bsonType: ["string", "null"] },
        m: { bsonType: "object", additionalProperties: { bsonType: "int" } },
        l: { bsonType: "array", items: { bsonType: "date" } },
      },
      additionalProperties: false,
    };
    expect(valueDescription(schemaType(schema))).toEqual({
      fields: [
        { name: "a", type: { oneOf: ["string", "null"] } },
        { name: "m", type: { values: "int" }, optional: true },
        { name: "l", type: { items: "date" }, optional: true },
      ],
    });
  });
});
