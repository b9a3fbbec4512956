import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonSchema } from "../../src/model/api-model.js";
import { createTypePrinter } from "../../src/types/type-printer.js";
import { checkTypes } from "./check-types.js";
import { codeOf } from "./code-of.js";
import { schemaModels } from "./schema-models.js";

/** What must never be found outside a literal or a comment. */
const payload = "pwned()";

const fragments =
  "\" ' ` ${ } */ /* // \\ \\u002a/ ; ]: => </script> \u0000 \u2028 \u2029 \u202e \u2066 \ufeff \ud800 \udc00"
    .split(" ")
    .concat("\n", "\r", " ");

/** Texts that end a string, a comment, a template or a line, or hide what follows, with the payload somewhere. */
const hostile = fc
  .array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 8 })
  .map((parts) => `${parts.slice(0, 4).join("")}${payload}${parts.slice(4).join("")}`);

const leaf = fc.record(
  {
    type: fc.oneof(fc.constantFrom("string", "integer", "object", "array", "null"), hostile),
    description: hostile,
    title: hostile,
    format: hostile,
    default: fc.oneof(hostile, fc.dictionary(hostile, hostile, { maxKeys: 3 })),
    enum: fc.array(
      fc.oneof(hostile, fc.dictionary(hostile, hostile, { maxKeys: 3 }), fc.double()),
      {
        maxLength: 3,
      },
    ),
    const: fc.oneof(hostile, fc.array(hostile, { maxLength: 3 })),
    nullable: fc.boolean(),
    deprecated: fc.boolean(),
    $ref: fc.oneof(fc.constant("#/components/schemas/Root"), hostile),
  },
  { requiredKeys: [] },
);

const { schema: hostileSchema } = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4 },
    // Every generated value is JSON; fast-check's types are wider than that.
    leaf as fc.Arbitrary<JsonSchema>,
    fc.record(
      {
        description: hostile,
        properties: fc.dictionary(hostile, tie("schema"), { maxKeys: 3 }),
        required: fc.array(hostile, { maxLength: 3 }),
        additionalProperties: tie("schema"),
        allOf: fc.array(tie("schema"), { maxLength: 2 }),
        oneOf: fc.array(tie("schema"), { maxLength: 2 }),
        items: tie("schema"),
        prefixItems: fc.array(tie("schema"), { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<JsonSchema>,
  ),
}));

function printed(schema: JsonSchema): string {
  const models = schemaModels({ Root: schema });
  const printer = createTypePrinter(models);
  return models.map((model) => `${printer.declaration(model)}\n`).join("");
}

/** Code points that no source file should hold raw: controls but the newline, zero-width and bidirectional ones. */
const hidden = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x200b, 0x200f],
  [0x2028, 0x202f],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
] as const;

function isHidden(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return hidden.some(([first, last]) => code >= first && code <= last);
}

test("no text of a document leaves its literal or its comment", () => {
  fc.assert(
    fc.property(hostileSchema, (schema) => {
      const code = codeOf(printed(schema));
      expect(code).not.toContain("pwned");
      expect(code).toMatch(/^[\w\s{}[\]();:?|&.,=<>+-]*$/);
    }),
    { numRuns: 250 },
  );
}, 30_000);

test("nothing that hides or reorders text is printed raw", () => {
  fc.assert(
    fc.property(hostileSchema, (schema) => {
      const text = printed(schema);
      expect(text.split("").filter(isHidden)).toEqual([]);
      expect(text.isWellFormed()).toBe(true);
    }),
    { numRuns: 150 },
  );
}, 30_000);

test("what is printed of hostile schemas compiles", async () => {
  const schemas = fc.sample(hostileSchema, { numRuns: 150, seed: 20 });
  const files = new Map(schemas.map((schema, index) => [`hostile-${index}.ts`, printed(schema)]));
  const errors = await checkTypes(files);
  expect([...errors].filter(([, found]) => found.length > 0)).toEqual([]);
}, 60_000);
