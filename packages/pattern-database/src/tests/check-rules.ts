import type { CheckNode } from "./check-syntax.js";

/** One thing that a check demands of a column's values. Null satisfies each. */
export type ColumnRule =
  /** A number of at least, or at most, this. */
  | {
      readonly kind: "least" | "most";
      readonly column: string;
      readonly value: number;
      readonly exclusive: boolean;
    }
  | {
      readonly kind: "values";
      readonly column: string;
      readonly values: readonly (string | number)[];
    }
  /** Characters. */
  | { readonly kind: "longer" | "shorter"; readonly column: string; readonly value: number }
  | { readonly kind: "differs"; readonly column: string; readonly value: string | number }
  /** A regular expression, or the pattern of a `LIKE`. */
  | { readonly kind: "matches"; readonly column: string; readonly pattern: string }
  /** Greater than the other column, or at least as great. */
  | {
      readonly kind: "after";
      readonly column: string;
      readonly other: string;
      readonly exclusive: boolean;
    };

/** What a check demands, all of it; undefined when it is not as simple as that. */
export function checkRules(node: CheckNode | undefined): readonly ColumnRule[] | undefined {
  if (node?.kind !== "operation") return undefined;
  const { operator, left, right } = node;
  if (operator === "and") {
    const first = checkRules(left);
    const second = checkRules(right);
    return first && second && [...first, ...second];
  }
  const rule =
    left.kind === "value"
      ? comparison(mirrored(operator), right, left)
      : comparison(operator, left, right);
  return rule && [rule];
}

const mirrors = new Map([
  ["<", ">"],
  [">", "<"],
  ["<=", ">="],
  [">=", "<="],
]);

function mirrored(operator: string): string {
  return mirrors.get(operator) ?? operator;
}

const lengthFunctions = new Set(["length", "char_length", "character_length"]);

function comparison(operator: string, left: CheckNode, right: CheckNode): ColumnRule | undefined {
  if (left.kind === "call") return lengthRule(operator, left, right);
  if (left.kind !== "name") return undefined;
  const column = left.name;
  if (operator === "= any") return valuesRule(column, right);
  if (right.kind === "name") return orderRule(operator, column, right.name);
  if (right.kind !== "value") return undefined;
  const { value } = right;
  if (operator === "=") return { kind: "values", column, values: [value] };
  if (operator === "<>" || operator === "!=") return { kind: "differs", column, value };
  if (operator === "~" && typeof value === "string")
    return { kind: "matches", column, pattern: value };
  if (operator === "~~" && typeof value === "string") {
    return { kind: "matches", column, pattern: likePattern(value) };
  }
  const number = Number(value);
  if (value === "" || !Number.isFinite(number)) return undefined;
  if (operator === ">=" || operator === ">") {
    return { kind: "least", column, value: number, exclusive: operator === ">" };
  }
  if (operator === "<=" || operator === "<") {
    return { kind: "most", column, value: number, exclusive: operator === "<" };
  }
  return undefined;
}

function valuesRule(column: string, right: CheckNode): ColumnRule | undefined {
  if (right.kind !== "list") return undefined;
  const values = right.items.flatMap((item) => (item.kind === "value" ? [item.value] : []));
  return values.length === right.items.length ? { kind: "values", column, values } : undefined;
}

function orderRule(operator: string, column: string, other: string): ColumnRule | undefined {
  if (operator === ">" || operator === ">=") {
    return { kind: "after", column, other, exclusive: operator === ">" };
  }
  if (operator === "<" || operator === "<=") {
    return { kind: "after", column: other, other: column, exclusive: operator === "<" };
  }
  return undefined;
}

function lengthRule(
  operator: string,
  call: CheckNode & { readonly kind: "call" },
  right: CheckNode,
): ColumnRule | undefined {
  const [argument] = call.arguments;
  if (!lengthFunctions.has(call.name) || argument?.kind !== "name" || right.kind !== "value") {
    return undefined;
  }
  const { name: column } = argument;
  const value = Number(right.value);
  if (!Number.isInteger(value)) return undefined;
  if (operator === ">=" || operator === ">") {
    return { kind: "longer", column, value: operator === ">" ? value + 1 : value };
  }
  if (operator === "<=" || operator === "<") {
    return { kind: "shorter", column, value: operator === "<" ? value - 1 : value };
  }
  return undefined;
}

/** `%@%` as a regular expression. */
function likePattern(pattern: string): string {
  const escaped = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return `^${escaped.replaceAll("%", ".*").replaceAll("_", ".")}$`;
}
