import { compareText, literal, stringLiteral } from "@agentflow/core";
import type { ConstraintViolation } from "../dialect/printing-dialect.js";
import type { NamedColumn } from "../types/column-facts.js";
import type { TestModule } from "./test-module.js";

/** What a test breaks. */
export interface Broken {
  readonly kind: ConstraintViolation | "exclusion-violation";
  /** Any of them may be what the database names. */
  readonly constraints: readonly string[];
  readonly columns: readonly string[];
}

/** Adds a test of what the database refuses. @param lines statements that make `error` */
export function refusalTest(
  module: TestModule,
  what: string,
  broken: Broken,
  lines: readonly string[],
): void {
  module.scene("refusal");
  const kind = `expect(error.kind).toBe(${stringLiteral(broken.kind)});`;
  module.test(what, [...lines, kind, ...toldLines(module, broken)], "scene");
}

function toldLines(module: TestModule, { kind, constraints, columns }: Broken): readonly string[] {
  // Only PostgreSQL has them, and it names what was broken.
  const told = kind === "exclusion-violation" ? "constraint" : module.planner.printed.told[kind];
  const [only] = constraints;
  if (told === "nothing") return [];
  if (told === "columns") {
    // Of several that are broken, the database tells the columns of one.
    return constraints.length > 1 ? [] : [`expect(error.columns).toEqual(${literal(columns)});`];
  }
  if (constraints.length === 1 && only !== undefined) {
    return [`expect(error.constraint).toBe(${stringLiteral(only)});`];
  }
  // Which of those that are broken is named is the database's choice.
  const names = literal([...new Set(constraints)].toSorted(compareText));
  return [`expect(${names}).toContain(error.constraint);`];
}

/** A column by its name in the database. */
export function columnNamed({ table }: TestModule, name: string): NamedColumn | undefined {
  return table.columns.find(({ model }) => model.name === name);
}

/** True when the row that is made surely has a value there, which can be written again. */
export function hasValue({ plan }: TestModule, column: NamedColumn): boolean {
  if (!column.insertable) return false;
  const inherited = plan.parents.some(({ columns }) =>
    columns.some(([own]) => own === column.model.name),
  );
  return inherited || plan.values.has(column) || column.hasDefault;
}
