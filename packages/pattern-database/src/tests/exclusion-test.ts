import { keyLiteral } from "@agentflow/core";
import { uniqueKeys } from "../names/unique-keys.js";
import type { NamedColumn } from "../types/column-facts.js";
import {
  areAlike,
  comparedColumns,
  type Exclusion,
  type ExclusionCondition,
  type ExclusionElement,
} from "./exclusion.js";
import { columnNamed, hasValue, refusalTest } from "./refusal-test.js";
import { memberAccess } from "./row-module.js";
import { sampler } from "./sampler.js";
import { rulesByColumn } from "./table-rules.js";
import type { TestModule } from "./test-module.js";

/** What a constraint that keeps rows apart refuses, once, or a note that says why nobody knows. */
export function exclusionTest(module: TestModule, name: string): void {
  const exclusion = module.plan.exclusions.get(name);
  const rows = exclusion ? conflict(module, exclusion) : "what it says is not understood";
  if (typeof rows === "string") {
    return module.note(`The exclusion constraint ${name} is not tested: ${rows}.`);
  }
  // Others that the same rows break: the database names any of them.
  const others = [...module.plan.exclusions].flatMap(([other, one]) =>
    other !== name && one && areAlike(one, rows.same) ? [other] : [],
  );
  const broken = {
    kind: "exclusion-violation",
    constraints: [name, ...others],
    columns: [...rows.same],
  } as const;
  refusalTest(module, `refuses a second row that ${name} forbids`, broken, [
    `const first = await ${module.insert()}(scene, 1${changes(rows.first)});`,
    `const error = await refusal(${module.insert()}(scene, 2${changes(rows.second)}));`,
  ]);
}

/** What is given to two rows so that they conflict: members of objects, by column. */
interface Conflict {
  readonly first: ReadonlyMap<NamedColumn, string>;
  readonly second: ReadonlyMap<NamedColumn, string>;
  /** Names of columns in which the rows have the same value. */
  readonly same: ReadonlySet<string>;
}

function changes(members: ReadonlyMap<NamedColumn, string>): string {
  const texts = [...members].map(([{ key }, value]) => `${keyLiteral(key)}: ${value}`);
  return texts.length === 0 ? "" : `, { ${texts.join(", ")} }`;
}

/** Two rows that a constraint keeps apart; text: why none are known. */
function conflict(module: TestModule, { conditions, elements }: Exclusion): Conflict | string {
  if (module.plan.varies < 2) return "no second row is known that differs in everything else";
  const first = new Map<NamedColumn, string>();
  const second = new Map<NamedColumn, string>();
  const same = new Set<string>();
  for (const condition of conditions) {
    const values = valuesFor(module, condition);
    if (!values) return `no value is known for its condition on ${condition.column}`;
    if (!values.sources) continue;
    first.set(values.column, values.sources[0]);
    second.set(values.column, values.sources[1]);
    if (values.sources[0] === values.sources[1]) same.add(condition.column);
  }
  for (const element of elements) {
    const columns = comparedColumns(element);
    const own = columns.flatMap((column) => columnNamed(module, column) ?? []);
    if (!own.every(({ insertable }) => insertable))
      return `the database gives ${columns.join(" and ")} its value`;
    if (own.length < columns.length || !own.every((column) => hasValue(module, column)))
      return `its rows may leave ${columns.join(" and ")} out`;
    if (element.kind === "range") {
      const ends = endsOf(module, own);
      if (!ends) return `no range of ${columns.join(" and ")} is known that holds anything`;
      for (const [column, source] of ends) first.set(column, source);
    }
    const isFilled = element.kind === "range" || own.every((column) => isSample(module, column));
    // Rows of different numbers differ there.
    if (element.operator === "<>" && isFilled && !own.some((column) => second.has(column)))
      continue;
    if (!conflictsWithItself(element, isFilled))
      return `values that conflict by ${element.operator} are not known`;
    for (const column of own) second.set(column, memberAccess("first", column.key));
    for (const column of columns) same.add(column);
  }
  const key = keyOf(module, same);
  return key === undefined ? { first, second, same } : `${key} may forbid the same rows`;
}

/** A key that rows break too when they have the same values in some columns; one of expressions may be of any. */
function keyOf({ table: { model } }: TestModule, same: ReadonlySet<string>): string | undefined {
  const key =
    uniqueKeys(model).find(({ columns }) => columns.every((column) => same.has(column))) ??
    model.indexes.find(({ unique, keyColumns }) => unique && keyColumns.length === 0);
  return key?.name;
}

/** Whether a value is related to itself. @param isFilled it is one that holds something, as ranges and lists may not */
function conflictsWithItself({ operator }: ExclusionElement, isFilled: boolean): boolean {
  return operator === "=" || (operator === "&&" && isFilled);
}

/** A value of the plan's own, of which there are several: one that is always the same may hold nothing. */
function isSample({ plan }: TestModule, column: NamedColumn): boolean {
  return (plan.values.get(column)?.varies ?? 0) > 1;
}

/** Values of which the first comes before the second. */
function endsOf(
  { plan }: TestModule,
  [from, to]: readonly NamedColumn[],
): readonly (readonly [NamedColumn, string])[] | undefined {
  const begin = from && plan.values.get(from);
  const end = to && plan.values.get(to);
  if (!begin || !end || !isOrdered(from) || !isOrdered(to)) return undefined;
  const isBefore = rulesByColumn(plan.rules, to.model.name).some(({ kind }) => kind === "before");
  // One that has to come after something is one further than its number, and begins again behind its last.
  if (isBefore || begin.varies < 4 || end.varies < 4) return undefined;
  return [
    [from, begin.at("1")],
    [to, end.at("3")],
  ];
}

const orderedTypes = new Set(["date", "timestamp", "timestamptz"]);

function isOrdered({ type: { family, base } }: NamedColumn): boolean {
  return ["integer", "float", "decimal"].includes(family) || orderedTypes.has(base.name);
}

/** What makes a condition true of two rows; no sources where it is true of every row that is made. */
interface ConditionValues {
  readonly column: NamedColumn;
  readonly sources?: readonly [first: string, second: string];
}

function valuesFor(module: TestModule, condition: ExclusionCondition): ConditionValues | undefined {
  const column = columnNamed(module, condition.column);
  if (!column?.insertable) return undefined;
  const always = (source: string): ConditionValues => ({ column, sources: [source, source] });
  switch (condition.kind) {
    case "boolean":
      return column.type.kind === "boolean" ? always(String(condition.value)) : undefined;
    case "null":
      return column.nullable ? always("null") : undefined;
    case "present":
      return hasValue(module, column) ? { column } : undefined;
    default: {
      const rules = [...rulesByColumn(module.plan.rules, column.model.name), condition];
      const own = rules.flatMap((rule) =>
        rule.kind === "after" || rule.kind === "before" ? [] : [rule],
      );
      const made =
        own.length === rules.length ? sampler(column, own, module.planner.samples) : undefined;
      return made && { column, sources: [made.at("1"), made.at("2")] };
    }
  }
}
