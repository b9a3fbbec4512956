import { beforeAll, describe, expect, test } from "vitest";
import { createTypePrinter } from "../../src/types/type-printer.js";
import { checkTypes, type TypeError } from "./check-types.js";
import { schemaModels } from "./schema-models.js";
import { type TypeCase, typeCases } from "./type-cases.js";

let errors: ReadonlyMap<string, readonly TypeError[]>;

beforeAll(async () => {
  const files = typeCases.flatMap((typeCase, index): [string, string][] => [
    [`schemas-${index}.ts`, declarations(typeCase)],
    [`accepts-${index}.ts`, assignments(index, typeCase.accepts)],
    [`refuses-${index}.ts`, assignments(index, typeCase.refuses)],
  ]);
  errors = await checkTypes(new Map(files));
}, 60_000);

describe.each(typeCases.map((typeCase, index) => ({ ...typeCase, index })))("$name", (typeCase) => {
  const { index } = typeCase;

  test("compiles", () => {
    expect(errors.get(`schemas-${index}.ts`)).toEqual([]);
  });

  test("accepts what the schema allows", () => {
    expect(errors.get(`accepts-${index}.ts`)).toEqual([]);
  });

  test("refuses what the schema does not allow", () => {
    const lines = new Set(errors.get(`refuses-${index}.ts`)?.map(({ line }) => line));
    const passed = typeCase.refuses.filter((_, at) => !lines.has(at + 2));
    expect(passed).toEqual([]);
  });
});

function declarations({ schemas }: TypeCase): string {
  const models = schemaModels(schemas);
  const printer = createTypePrinter(models);
  return `${models.map((model) => printer.declaration(model)).join("\n\n")}\n`;
}

/** One assignment on each line from the second on. */
function assignments(index: number, values: readonly string[]): string {
  const lines = values.map((value, at) => `export const value${at}: Root = ${value};`);
  return [`import type { Root } from "./schemas-${index}.js";`, ...lines, ""].join("\n");
}
