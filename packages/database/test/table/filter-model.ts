import type { Order } from "../dialects/shop.js";

export type Value = string | number | bigint | null;
type Operators = Readonly<Record<string, unknown>>;
type Condition = Value | readonly Value[] | Operators;

/** What a filter means, for rows in memory: a second implementation, without SQL. */
export function matches(row: Order, filter: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(filter).every(([key, condition]) => {
    const filters = condition as Readonly<Record<string, unknown>>[]; // where it is one of the two
    if (key === "and") return filters.every((each) => matches(row, each));
    if (key === "or") return filters.some((each) => matches(row, each));
    if (key === "not") return !matches(row, condition as Readonly<Record<string, unknown>>); // as above
    const value = row[key as keyof Order] as Value; // conditions are on columns of these types only
    return meets(value, condition as Condition);
  });
}

function meets(value: Value, condition: Condition): boolean {
  if (condition === null || typeof condition !== "object") return value === condition;
  if (Array.isArray(condition)) return condition.includes(value);
  return Object.entries(condition).every(([name, operand]) => {
    switch (name) {
      case "eq":
        return value === operand;
      case "ne":
        return value !== operand;
      case "isNull":
        return (value === null) === operand;
      case "in":
        return (operand as Value[]).includes(value);
      case "notIn":
        return !(operand as Value[]).includes(value);
      case "gt":
        return value !== null && value > (operand as Value & {});
      case "gte":
        return value !== null && value >= (operand as Value & {});
      case "lt":
        return value !== null && value < (operand as Value & {});
      case "lte":
        return value !== null && value <= (operand as Value & {});
      case "like":
        return value !== null && likeExpression(String(operand), "").test(String(value));
      case "ilike":
        return value !== null && likeExpression(String(operand), "i").test(String(value));
      default:
        throw new Error(name);
    }
  });
}

function likeExpression(pattern: string, flags: string): RegExp {
  const source = pattern.replaceAll(
    /\\(.)|([%_])|([^\w])/g,
    (_, escaped?: string, wild?: string, other?: string) => {
      if (wild !== undefined) return wild === "%" ? "[^]*" : "[^]";
      return `\\u{${(escaped ?? other ?? "").codePointAt(0)?.toString(16)}}`;
    },
  );
  return new RegExp(`^${source}$`, `u${flags}`);
}
