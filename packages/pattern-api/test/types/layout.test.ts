import { describe, expect, test } from "vitest";
import type { JsonSchema } from "../../src/model/api-model.js";
import { createTypePrinter } from "../../src/types/type-printer.js";
import { schemaModels } from "./schema-models.js";

const many = [
  "first-value",
  "second-value",
  "third-value",
  "fourth-value",
  "fifth-value",
  "sixth-value",
];

function declared(schema: JsonSchema, others: Readonly<Record<string, JsonSchema>> = {}): string {
  const models = schemaModels({ Root: schema, ...others });
  const [root] = models;
  if (!root) throw new Error("There is always a root.");
  return createTypePrinter(models).declaration(root);
}

describe("declaration", () => {
  test("prints an object as an interface, members in the document's order", () => {
    const schema = {
      type: "object",
      required: ["b"],
      properties: { b: { type: "string" }, a: { type: "integer" } },
    };
    expect(declared(schema)).toBe(
      ["export interface Root {", "  b: string;", "  a?: number | undefined;", "}"].join("\n"),
    );
  });

  test("prints everything else as an alias", () => {
    expect(declared({ type: "array", items: { type: "string", nullable: true } })).toBe(
      "export type Root = (string | null)[];",
    );
  });

  test("prints a map on one line", () => {
    expect(declared({ type: "object", additionalProperties: { type: "string" } })).toBe(
      "export type Root = { [key: string]: string };",
    );
  });

  test("wraps a union that is too long for its line", () => {
    expect(declared({ enum: many })).toBe(
      `export type Root =\n${many.map((value) => `  | "${value}"`).join("\n")};`,
    );
  });

  test("wraps the union inside an array", () => {
    const schema = { type: "object", properties: { a: { type: "array", items: { enum: many } } } };
    const lines = many.map((value) => `    | "${value}"`).join("\n");
    expect(declared(schema)).toBe(
      `export interface Root {\n  a?: (\n${lines}\n  )[] | undefined;\n}`,
    );
  });

  test("keeps a nullable object at its own indentation", () => {
    const schema = { type: "object", nullable: true, properties: { a: { type: "string" } } };
    expect(declared(schema)).toBe("export type Root = {\n  a?: string | undefined;\n} | null;");
  });

  test("indents the objects of a union", () => {
    const variant = { type: "object", required: ["a"], properties: { a: { type: "string" } } };
    expect(declared({ oneOf: [variant, { type: "string" }] })).toBe(
      "export type Root =\n  | {\n      a: string;\n    }\n  | string;",
    );
  });

  test("prints each variant once", () => {
    expect(declared({ oneOf: [{ type: "string" }, { type: "string", format: "uri" }] })).toBe(
      "export type Root = string;",
    );
  });

  test("puts null last, wherever the document has it", () => {
    expect(declared({ enum: ["a", null, "b"] })).toBe('export type Root = "a" | "b" | null;');
  });

  test("documents title, description, deprecation, format and default", () => {
    const schema = {
      title: "A root",
      description: "Two\nlines",
      deprecated: true,
      format: "uri",
      default: { a: ["b"] },
      type: "string",
    };
    expect(declared(schema)).toBe(
      [
        "/**",
        " * A root",
        " *",
        " * Two",
        " * lines",
        " *",
        " * @deprecated",
        " * @format uri",
        ' * @default { a: ["b"] }',
        " */",
        "export type Root = string;",
      ].join("\n"),
    );
  });

  test("says a description that repeats the title once", () => {
    expect(declared({ title: "Same", description: "Same", type: "string" })).toBe(
      "/** Same */\nexport type Root = string;",
    );
  });

  test.each([
    ["longer than 200 characters", "a".repeat(300)],
    ["without a literal", JSON.parse("-1e999")],
    ["nested very deeply", JSON.parse("[".repeat(50) + "]".repeat(50))],
  ])("leaves out a default that is %s", (_, value) => {
    expect(declared({ type: "string", default: value })).toBe("export type Root = string;");
  });

  test("documents a member that is required here with what another schema says of it", () => {
    const base = { type: "object", properties: { a: { type: "string", description: "An a" } } };
    expect(
      declared({ allOf: [{ $ref: "#/components/schemas/Base" }], required: ["a"] }, { Base: base }),
    ).toBe("export type Root = Base & {\n  /** An a */\n  a: string;\n};");
  });

  test("takes `required` alone for no type: what another schema says of the member holds", () => {
    const list = { type: "array", items: { type: "string" } };
    const base = { type: "object", properties: { rules: { properties: { inbound: list } } } };
    const rules = { properties: { inbound: { required: ["action"] } } };
    expect(
      declared(
        { allOf: [{ $ref: "#/components/schemas/Base" }], properties: { rules } },
        { Base: base },
      ),
    ).toContain("    inbound?: unknown;\n");
  });

  test("refuses a model whose name no module can declare", () => {
    const [model] = schemaModels({ "not a name": true });
    if (!model) throw new Error("There is always one.");
    expect(() => createTypePrinter([model]).declaration(model)).toThrow(/not a name/);
  });
});

describe("type", () => {
  const models = schemaModels({ Pet: { type: "object", properties: {} } });

  test("puts the namespace before names of schemas", () => {
    const printer = createTypePrinter(models, { namespace: "schemas." });
    const list = { type: "array", items: { $ref: "#/components/schemas/Pet" } };
    expect(printer.type(list)).toBe("schemas.Pet[]");
  });

  test("starts a long union on the line that it is given", () => {
    const text = createTypePrinter(models).inputType({ enum: [...many, "last-value"] }, "  ");
    expect(text).toBe([...many, "last-value"].map((value) => `"${value}"`).join("\n    | "));
  });

  test("indents members by the indentation that it is given", () => {
    const schema = { type: "object", required: ["a"], properties: { a: true } };
    expect(createTypePrinter(models).type(schema, "    ")).toBe("{\n      a: unknown;\n    }");
  });
});
