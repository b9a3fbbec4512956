import { describe, expect, test } from "vitest";
import { type Compiler, checkTypes } from "../types/check-types.js";
import { createTypePrinter } from "../../src/types/type-printer.js";
import { readOne, type ReadResult } from "./read.js";

const reference = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });
const text = { type: "string" };
const cat = {
  type: "object",
  required: ["kind", "meows"],
  properties: { kind: text, meows: { type: "boolean" } },
};
const dog = {
  type: "object",
  required: ["kind", "barks"],
  properties: { kind: text, barks: { type: "boolean" } },
};

/** Reads `GET /pets`, which answers with the schema `Pet`. */
function answering(schemas: object, fields: object = {}): ReadResult {
  const content = { "application/json": { schema: reference("Pet") } };
  return readOne(
    { responses: { 200: { description: "", content } } },
    { openapi: "3.0.3", components: { schemas }, ...fields },
  );
}

function declarations({ model }: ReadResult): readonly string[] {
  const printer = createTypePrinter(model.schemas);
  return model.schemas.map((schema) => printer.declaration(schema));
}

function typeOf(result: ReadResult, name: string): string | undefined {
  const found = declarations(result).find((printed) => printed.startsWith(`export type ${name} =`));
  return found?.replaceAll(/\s+/g, " ");
}

const union = (discriminator: object, keyword = "oneOf"): object => ({
  Pet: { [keyword]: [reference("Cat"), reference("Dog")], discriminator },
  Cat: cat,
  Dog: dog,
});

describe("a union with a discriminator", () => {
  test.each(["oneOf", "anyOf"])("of %s has the names of its schemas as tags", (keyword) => {
    const result = answering(union({ propertyName: "kind" }, keyword));
    expect(typeOf(result, "Pet")).toBe(
      'export type Pet = | (Cat & { kind: "Cat"; }) | (Dog & { kind: "Dog"; });',
    );
  });

  test("has the tags that are mapped to references and to names, several to one", () => {
    const mapping = { cat: "#/components/schemas/Cat", kitten: "Cat", dog: "Dog" };
    const result = answering(union({ propertyName: "kind", mapping }));
    expect(typeOf(result, "Pet")).toBe(
      'export type Pet = | (Cat & { kind: "cat" | "kitten"; }) | (Dog & { kind: "dog"; });',
    );
    expect(result.diagnostics).toEqual([]);
  });

  test("reports a mapping to nothing, and goes on without it", () => {
    const mapping = { cat: "#/components/schemas/Gone" };
    const result = answering(union({ propertyName: "kind", mapping }));
    expect(typeOf(result, "Pet")).toContain('Cat & { kind: "Cat"; }');
    expect(result.diagnostics).toMatchObject([{ code: "AF_REFERENCE_UNRESOLVED" }]);
  });

  test("leaves a variant that fixes its tag itself as it is", () => {
    const result = answering({
      ...union({ propertyName: "kind" }),
      Cat: { ...cat, properties: { ...cat.properties, kind: { ...text, enum: ["cat"] } } },
      Dog: { allOf: [dog, { properties: { kind: { const: "dog" } } }] },
    });
    expect(typeOf(result, "Pet")).toBe("export type Pet = Cat | Dog;");
  });

  test("leaves a variant that is no object as it is", () => {
    const result = answering({
      ...union({ propertyName: "kind" }),
      Dog: { type: "array", items: text },
    });
    expect(typeOf(result, "Pet")).toBe('export type Pet = | (Cat & { kind: "Cat"; }) | Dog;');
  });

  test("leaves a variant whose enum has none of its tags as it is", () => {
    const result = answering({
      ...union({ propertyName: "kind" }),
      Cat: { ...cat, properties: { kind: { ...text, enum: ["c1", "c2"] } } },
    });
    expect(typeOf(result, "Pet")).toContain("Cat | (Dog");
  });

  test.each([
    ["integer", "1", "2", "kind: 1;"],
    ["boolean", "true", "false", "kind: true;"],
  ])("has tags of the type %s where the property is of it", (type, first, second, tag) => {
    const typed = { type: "object", properties: { kind: { type } } };
    const result = answering({
      ...union({ propertyName: "kind", mapping: { [first]: "Cat", [second]: "Dog" } }),
      Cat: typed,
      Dog: typed,
    });
    expect(typeOf(result, "Pet")).toContain(tag);
  });

  test("inside another schema is a union there", () => {
    const { Pet, ...others } = union({ propertyName: "kind" }) as { Pet: object };
    const result = answering({ ...others, Pet: { type: "array", items: Pet } });
    expect(declarations(result).join("\n")).toContain('kind: "Cat"');
  });

  test.each([
    ["without a name", {}],
    ["that is no object", "kind"],
  ])("%s is a plain union", (_, discriminator) => {
    const result = answering({
      ...union({}),
      Pet: { oneOf: [reference("Cat"), reference("Dog")], discriminator },
    });
    expect(typeOf(result, "Pet")).toBe("export type Pet = Cat | Dog;");
  });
});

const base = {
  type: "object",
  description: "A pet",
  required: ["kind"],
  properties: { kind: text, name: text },
  discriminator: { propertyName: "kind" },
};
const family = {
  Pet: base,
  Cat: {
    allOf: [reference("Pet"), { type: "object", properties: { meows: { type: "boolean" } } }],
  },
  Dog: {
    allOf: [reference("Pet"), { type: "object", properties: { barks: { type: "boolean" } } }],
  },
  Puppy: {
    allOf: [reference("Dog"), { type: "object", properties: { age: { type: "integer" } } }],
  },
  Stone: { type: "object", properties: { weight: { type: "integer" } } },
};

describe("a schema with a discriminator that others inherit", () => {
  test("is the union of them, and of itself", () => {
    const result = answering(family);
    expect(result.model.schemas.map(({ name }) => name)).toEqual([
      "Cat",
      "Dog",
      "Pet",
      "PetBase",
      "Puppy",
    ]);
    const [, , pet, petBase] = declarations(result);
    expect(pet?.replaceAll(/\s+/g, " ")).toBe(
      '/** A pet */ export type Pet = | (Cat & { kind: "Cat"; }) | (Dog & { kind: "Dog"; }) | (Puppy & { kind: "Puppy"; }) | (PetBase & { kind: "Pet"; });',
    );
    expect(petBase).toContain("export interface PetBase {");
  });

  test("is the union of those that are mapped and those that inherit; itself only when it is mapped", () => {
    const discriminator = { propertyName: "kind", mapping: { C: "Cat", Stone: "Stone" } };
    const result = answering({ ...family, Pet: { ...base, discriminator } });
    const pet = declarations(result).find((printed) => printed.includes("export type Pet ="));
    expect(pet).not.toContain("PetBase");
    for (const tag of ["C", "Stone", "Dog", "Puppy"]) expect(pet).toContain(`kind: "${tag}"`);
  });

  test("is what its heirs inherit, also when it is not used itself", () => {
    const { model } = answering({ ...family, Pet: reference("Dog"), Dog: family.Dog, Base: base });
    expect(model.schemas.map(({ name }) => name)).toContain("Dog");
    const only = readOne(
      {
        responses: {
          200: { description: "", content: { "application/json": { schema: reference("Dog") } } },
        },
      },
      { openapi: "3.0.3", components: { schemas: family } },
    );
    expect(only.model.schemas.map(({ name }) => name)).toEqual(["Dog", "PetBase"]);
  });

  test("without heirs stays itself", () => {
    const result = answering({ Pet: base });
    expect(declarations(result)[0]).toContain("export interface Pet {");
  });

  test("takes the tags of Microsoft's documents", () => {
    const result = answering({
      ...family,
      Cat: { ...family.Cat, "x-ms-discriminator-value": "#Feline" },
    });
    const all = declarations(result).join("\n");
    expect(all).toContain('kind: "#Feline"');
  });

  test("leaves out its own name where the tag's enum does not have it", () => {
    const kinds = { ...text, enum: ["Cat", "Dog", "Puppy"] };
    const properties = { ...base.properties, kind: kinds };
    const result = answering({ ...family, Pet: { ...base, properties } });
    expect(declarations(result).join("\n")).not.toContain('kind: "Pet"');
  });

  test("works in Swagger 2.0, where the discriminator is a name", () => {
    const inherit = { $ref: "#/definitions/Pet" };
    const { model } = readOne(
      { responses: { 200: { description: "", schema: inherit } }, produces: ["application/json"] },
      {
        openapi: undefined,
        swagger: "2.0",
        servers: undefined,
        host: "api.example.com",
        definitions: {
          Pet: { ...base, discriminator: "kind" },
          Cat: { allOf: [inherit, { type: "object", properties: { meows: { type: "boolean" } } }] },
        },
      },
    );
    expect(model.schemas.map(({ name }) => name)).toEqual(["Cat", "Pet", "PetBase"]);
  });

  test("survives heirs that inherit from each other", () => {
    const result = answering({
      Pet: { ...base, allOf: [reference("Cat")] },
      Cat: { allOf: [reference("Pet"), { type: "object", properties: { a: text } }] },
    });
    expect(result.model.schemas.map(({ name }) => name)).toContain("PetBase");
  });
});

test.each<Compiler>(["typescript", "typescript-5"])(
  "unions narrow on their tag, with %s",
  async (compiler) => {
    const mapping = { cat: "Cat", dog: "Dog" };
    const files = new Map([
      ["tagged.ts", declarations(answering(union({ propertyName: "kind", mapping }))).join("\n")],
      ["family.ts", declarations(answering(family)).join("\n")],
      [
        "good.ts",
        [
          'import type * as tagged from "./tagged.js";',
          'import type * as family from "./family.js";',
          'export const a = (pet: tagged.Pet) => (pet.kind === "cat" ? pet.meows : pet.barks);',
          'export const b = (pet: family.Pet) => (pet.kind === "Puppy" ? pet.age : pet.name);',
          'export const c: family.Pet = { kind: "Cat", name: "a", meows: true };',
          'export const d: tagged.Pet = { kind: "dog", barks: true };',
        ].join("\n"),
      ],
      [
        "bad.ts",
        [
          'import type * as tagged from "./tagged.js";',
          'import type * as family from "./family.js";',
          "export const a = (pet: tagged.Pet) => pet.meows;",
          'export const b = (pet: family.Pet) => (pet.kind === "Cat" ? pet.barks : 1);',
          'export const c: tagged.Pet = { kind: "cow", barks: true };',
        ].join("\n"),
      ],
    ]);
    const errors = await checkTypes(files, compiler);
    expect([errors.get("tagged.ts"), errors.get("family.ts"), errors.get("good.ts")]).toEqual([
      [],
      [],
      [],
    ]);
    expect(new Set(errors.get("bad.ts")?.map(({ line }) => line))).toEqual(new Set([3, 4, 5]));
  },
  60_000,
);
