import { keyLiteral, stringLiteral } from "@agentflow/core";
import type { ForeignKeyModel, KeyModel } from "../model/database-model.js";
import { uniqueKeys } from "../names/unique-keys.js";
import type { NamedColumn } from "../types/column-facts.js";
import { brokenValue } from "./broken-value.js";
import { areAlike } from "./exclusion.js";
import { exclusionTest } from "./exclusion-test.js";
import { columnNamed, hasValue, refusalTest } from "./refusal-test.js";
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
  for (const { name } of model.exclusions) exclusionTest(module, name);
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
  const apart = [...module.plan.exclusions].find(
    ([, one]) => one && areAlike(one, new Set(columns)),
  );
  if (apart) {
    const [exclusion] = apart;
    return module.note(`That ${name} is unique is not tested: ${exclusion} may forbid the same.`);
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
  if (!["number", "bigint", "bigint-number"].includes(type.kind)) return "9";
  return String(Math.min(30_000, type.bounds?.most ?? Infinity));
}

function notNullTests(module: TestModule): void {
  const columns = module.table.columns.filter(
    ({ insertable, nullable, type, model }) =>
      insertable &&
      !nullable &&
      // There, null is the JSON value of that name.
      (type.kind !== "json" || type.array) &&
      module.planner.printed.replacesNull?.(model) !== true,
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
