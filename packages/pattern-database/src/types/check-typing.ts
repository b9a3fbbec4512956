import { AgentFlowError, errorCodes, nearestNames } from "@agentflow/core";
import type { ArrayDimensions } from "@agentflow/database";
import type { PrintedTypes } from "../dialect/printing-dialect.js";
import type { ColumnModel, DatabaseModel, TableModel, TypeModel } from "../model/database-model.js";
import { madeOf } from "./made-of.js";
import {
  columnChoice,
  dimensionsChoice,
  typeChoice,
  type Chosen,
  exactTyping,
  type ValueChoice,
  valueChoices,
} from "./typing.js";

/**
 * Makes sure that every choice of the user is about something that was read, and can be had.
 * @throws AF_INPUT_INVALID with everything that is wrong
 */
export function checkTyping(model: DatabaseModel, types: PrintedTypes): void {
  const { typing } = model;
  const problems: string[] = [];
  const used = new Set<string>();
  const sized = new Set<string>();
  const check = (name: string, choice: ValueChoice, what: string, type: TypeModel): void => {
    if (used.has(name) || types.choose(type, choice) !== undefined) return void used.add(name);
    used.add(name);
    const fitting = valueChoices.filter((other) => types.choose(type, other) !== undefined);
    const instead = fitting.length > 0 ? `can be ${fitting.join(" or ")}` : "has one form only";
    problems.push(`${what} ${JSON.stringify(name)} cannot be ${choice}: ${type.sql} ${instead}`);
  };
  for (const table of model.tables) {
    let version: string | undefined;
    for (const column of table.columns) {
      const made = madeOf(column.type, model.domains);
      const base = made.at(-1) ?? column.type;
      const ofType = typeChoice(typing, made);
      if (ofType) check(ofType.name, ofType.choice, "The type", base);
      const own = columnChoice(typing, table, column.name);
      if (own?.choice === "version") {
        used.add(own.name);
        problems.push(...versionProblems(own.name, table, column, types.family(base), version));
        version ??= own.name;
      } else if (own) check(own.name, own.choice, "The column", base);
      const dimensions = dimensionsChoice(typing, table, column.name);
      if (dimensions === undefined || sized.has(dimensions.name)) continue;
      sized.add(dimensions.name);
      problems.push(...dimensionsProblems(dimensions, made, types));
    }
  }
  problems.push(...unknownNames(model, used, sized));
  if (problems.length === 0) return;
  throw new AgentFlowError(errorCodes.inputInvalid, `${problems.join("; ")}.`, {
    help: "Correct `typing` in the configuration file.",
  });
}

function versionProblems(
  name: string,
  table: TableModel,
  column: ColumnModel,
  family: ReturnType<PrintedTypes["family"]>,
  other: string | undefined,
): readonly string[] {
  const reasons = [
    ...(family === "integer" && !column.type.array ? [] : ["it is no whole number"]),
    ...(column.notNull === true ? [] : ["it may be null"]),
    ...(column.updatable && column.generated === null ? [] : ["it cannot be written"]),
    ...(table.primaryKey ? [] : ["its table has no primary key"]),
    ...(other === undefined ? [] : [`${JSON.stringify(other)} does`]),
  ];
  const what = `The column ${JSON.stringify(name)} cannot count changes`;
  return reasons.length === 0 ? [] : [`${what}: ${reasons.join(", ")}`];
}

function dimensionsProblems(
  { name, choice }: Chosen<ArrayDimensions>,
  made: readonly TypeModel[],
  types: PrintedTypes,
): readonly string[] {
  const base = made.at(-1);
  const what = `The column ${JSON.stringify(name)} cannot have ${choice} dimensions`;
  if (!made.some(({ array }) => array)) return [`${what}: it is no array`];
  // Nobody could tell whether an array in it is a dimension or JSON.
  const isJson = base !== undefined && types.kind(base, exactTyping) === "json";
  return choice === "any" && isJson ? [`${what}: its elements may be arrays themselves`] : [];
}

/** Choices about something that was not read. */
function unknownNames(
  model: DatabaseModel,
  used: ReadonlySet<string>,
  sized: ReadonlySet<string>,
): readonly string[] {
  const columns = model.tables.flatMap((table) =>
    table.columns.map(({ name }) => `${table.name}.${name}`),
  );
  const types = model.tables.flatMap((table) =>
    table.columns.flatMap(({ type }) => madeOf(type, model.domains).map(({ name }) => name)),
  );
  return [
    ...unknown("type", Object.keys(model.typing.types), used, types),
    ...unknown("column", Object.keys(model.typing.columns), used, columns),
    ...unknown("column", Object.keys(model.typing.dimensions ?? {}), sized, columns),
  ];
}

function unknown(
  what: string,
  names: readonly string[],
  used: ReadonlySet<string>,
  known: readonly string[],
): readonly string[] {
  return names
    .filter((name) => !used.has(name))
    .map((name) => {
      const near = nearestNames(name, [...new Set(known)]);
      const hint = near.length > 0 ? `; did you mean ${near.join(" or ")}` : "";
      return `There is no ${what} ${JSON.stringify(name)}${hint}`;
    });
}
