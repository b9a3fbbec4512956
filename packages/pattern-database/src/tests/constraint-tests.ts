import { compareText, keyLiteral, literal, stringLiteral } from "@agentflow/core";
import type { ConstraintViolation } from "../dialect/printing-dialect.js";
import type { ForeignKeyModel, KeyModel } from "../model/database-model.js";
import { uniqueKeys } from "../names/unique-keys.js";
import type { NamedColumn } from "../types/column-facts.js";
import { brokenValue } from "./broken-value.js";
import { memberAccess } from "./row-module.js";
import { sampler } from "./sampler.js";
import type { KnownCheck } from "./table-rules.js";
import type { TestModule } from "./test-module.js";

/** What each constraint refuses, once. */
export function constraintTests(module: TestModule): void {
  const { model } = module.table;
  for (const key of uniqueKeys(model)) uniqueTest(module, key);
  for (const key of model.foreignKeys) foreignKeyTest(module, key);
  notNullTests(module);
  for (const check of module.plan.rules.checks) checkTest(module, check);
  for (const { name } of model.exclusions)
    module.note(`The exclusion constraint ${name} is not tested.`);
}

function uniqueTest(module: TestModule, { name, columns }: KeyModel): void {
  const own = columns.map((column) => columnNamed(module, column));
  const written = own.flatMap((column) => (column && hasValue(module, column) ? [column] : []));
  if (written.length < columns.length) {
    const reason = own.some((column) => column && !column.insertable)
      ? "the database gives the values"
      : "its rows may leave a value out";
    return module.note(`That ${name} is unique is not tested: ${reason}.`);
  }
  const same = written.map(({ key }) => `${keyLiteral(key)}: ${memberAccess("first", key)}`);
  const names = uniqueKeys(module.table.model)
    .filter((one) => one.columns.every((column) => columns.includes(column)))
    .map((one) => one.name);
  // One of expressions, or of some rows only, may say the same.
  const further = module.table.model.indexes.filter(
    (index) => index.unique && index.keyColumns.length === 0,
  );
  names.push(...further.map((index) => index.name));
  const second = module.plan.varies > 1 ? 2 : 1;
  const broken = { kind: "unique-violation", constraints: names, columns } as const;
  refusalTest(module, `refuses a second row that ${name} forbids`, broken, [
    `const first = await ${module.insert()}(scene, 1);`,
    `const error = await refusal(${module.insert()}(scene, ${second}, { ${same.join(", ")} }));`,
  ]);
}

function foreignKeyTest(module: TestModule, { name, columns, deferrable }: ForeignKeyModel): void {
  if (deferrable && module.planner.printed.checkAtOnce === undefined) {
    return module.note(`The foreign key ${name} is not tested: it is checked at commit.`);
  }
  const missing = columns.map((column) => {
    const own = columnNamed(module, column);
    const made = own?.insertable ? sampler(own, [], module.planner.samples) : undefined;
    // Of few values, a row that is there may have each.
    return own && made && made.varies === 9
      ? `${keyLiteral(own.key)}: ${made.at(farNumber(own))}`
      : undefined;
  });
  if (missing.includes(undefined)) {
    return module.note(
      `The foreign key ${name} is not tested: no value is known that refers to nothing.`,
    );
  }
  const names = module.table.model.foreignKeys
    .filter((one) => one.columns.some((column) => columns.includes(column)))
    .map((one) => one.name);
  const broken = { kind: "foreign-key-violation", constraints: names, columns } as const;
  refusalTest(module, `refuses a row whose ${name} leads nowhere`, broken, [
    `const error = await refusal(${module.insert()}(scene, 1, { ${missing.join(", ")} }));`,
  ]);
}

/** Sequences do not go back when a transaction does, so what they have not reached yet is far away. */
function farNumber({ type }: NamedColumn): string {
  return ["number", "bigint", "bigint-number"].includes(type.kind) ? "30000" : "9";
}

function notNullTests(module: TestModule): void {
  const columns = module.table.columns.filter(
    ({ insertable, nullable, type }) =>
      // There, null is the JSON value of that name.
      insertable && !nullable && (type.kind !== "json" || type.array),
  );
  for (const column of columns) {
    module.scene("missing");
    // A domain that refuses null names no column.
    const named = column.model.notNull === true && !column.type.refusesNull;
    module.test(
      `refuses null in ${column.model.name}`,
      [
        `const error = await refusal(${module.insert()}(scene, 1, { ${keyLiteral(column.key)}: missing }));`,
        'expect(error.kind).toBe("not-null-violation");',
        ...(named ? [`expect(error.columns).toEqual([${stringLiteral(column.model.name)}]);`] : []),
      ],
      "scene",
    );
    module.scene("refusal");
  }
}

function checkTest(module: TestModule, { name, rules, domain }: KnownCheck): void {
  for (const rule of rules) {
    const column = columnNamed(module, rule.column);
    const value = column?.insertable ? brokenValue(column, rule) : undefined;
    if (!column || value === undefined) continue;
    const names = module.plan.rules.checks
      .filter((check) => check.rules.some((one) => one.column === rule.column))
      .map((check) => check.name);
    const what = domain === undefined ? name : `${name} of ${domain}`;
    const columns = [rule.column];
    const broken = { kind: "check-violation", constraints: names, columns } as const;
    refusalTest(module, `refuses what ${what} forbids in ${rule.column}`, broken, [
      `const error = await refusal(${module.insert()}(scene, 1, { ${keyLiteral(column.key)}: ${value} }));`,
    ]);
    return;
  }
  module.note(`The check ${name} is not tested: no value is known that breaks it alone.`);
}

/** What a test breaks. */
interface Broken {
  readonly kind: ConstraintViolation;
  /** Any of them may be what the database names. */
  readonly constraints: readonly string[];
  readonly columns: readonly string[];
}

function refusalTest(
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
  const told = module.planner.printed.told[kind];
  const [only] = constraints;
  if (told === "nothing") return [];
  if (told === "columns" && constraints.length === 1) {
    return [`expect(error.columns).toEqual(${literal(columns)});`];
  }
  if (told === "columns") return ["expect(error.columns).not.toEqual([]);"];
  if (constraints.length === 1 && only !== undefined) {
    return [`expect(error.constraint).toBe(${stringLiteral(only)});`];
  }
  // Which of those that are broken is named is the database's choice.
  const names = literal([...new Set(constraints)].toSorted(compareText));
  return [`expect(${names}).toContain(error.constraint);`];
}

function columnNamed({ table }: TestModule, name: string): NamedColumn | undefined {
  return table.columns.find(({ model }) => model.name === name);
}

/** True when the row that is made surely has a value there, which can be written again. */
function hasValue({ plan }: TestModule, column: NamedColumn): boolean {
  if (!column.insertable) return false;
  const inherited = plan.parents.some(({ columns }) =>
    columns.some(([own]) => own === column.model.name),
  );
  return inherited || plan.values.has(column) || column.hasDefault;
}
