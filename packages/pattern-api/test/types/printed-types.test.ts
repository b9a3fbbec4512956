import { beforeAll, describe, expect, test } from "vitest";
import { createTypePrinter } from "../../src/types/type-printer.js";
import { checkTypes, type Compiler, type TypeError } from "./check-types.js";
import { schemaModels } from "./schema-models.js";
import { directionCases } from "./direction-cases.js";
import { composedCases } from "./composed-cases.js";
import { type TypeCase, typeCases } from "./type-cases.js";

const cases = [...typeCases, ...composedCases, ...directionCases];
const compilers: readonly Compiler[] = ["typescript", "typescript-5"];
const found = new Map<Compiler, ReadonlyMap<string, readonly TypeError[]>>();

beforeAll(async () => {
  const files = cases.flatMap((typeCase, index): [string, string][] => [
    [`schemas-${index}.ts`, declarations(typeCase)],
    [`accepts-${index}.ts`, assignments(index, typeCase.accepts)],
    [`refuses-${index}.ts`, assignments(index, typeCase.refuses)],
  ]);
  for (const compiler of compilers) found.set(compiler, await checkTypes(new Map(files), compiler));
}, 120_000);

describe.each(cases.map((typeCase, index) => ({ ...typeCase, index })))("$name", (typeCase) => {
  const { index } = typeCase;

  test.each(compilers)("compiles with %s", (compiler) => {
    expect(found.get(compiler)?.get(`schemas-${index}.ts`)).toEqual([]);
  });

  test.each(compilers)("accepts what the schema allows, with %s", (compiler) => {
    expect(found.get(compiler)?.get(`accepts-${index}.ts`)).toEqual([]);
  });

  test.each(compilers)("refuses what the schema does not allow, with %s", (compiler) => {
    const errors = found.get(compiler)?.get(`refuses-${index}.ts`);
    const lines = new Set(errors?.map(({ line }) => line));
    const passed = typeCase.refuses.filter((_, at) => !lines.has(at + 2));
    expect(passed).toEqual([]);
  });
});

function declarations({ schemas, use, typing }: TypeCase): string {
  const models = schemaModels(schemas, use);
  const printer = createTypePrinter(models, typing && { typing });
  return `${models.map((model) => printer.declaration(model)).join("\n\n")}\n`;
}

/** One assignment on each line from the second on. A value may say of which type it is, else it is of `Root`. */
function assignments(index: number, values: readonly string[]): string {
  const lines = values.map((value, at) => {
    const [, type = "Root", rest = value] = /^([A-Z]\w*): (.*)$/.exec(value) ?? [];
    return type === "Use"
      ? `export const value${at} = ${rest};`
      : `export const value${at}: all.${type} = ${rest};`;
  });
  return [`import type * as all from "./schemas-${index}.js";`, ...lines, ""].join("\n");
}
