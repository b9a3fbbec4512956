import type { ValueKind } from "@agentflow/database";
import type { ValueFamily } from "../types/value-family.js";
import type { ColumnRule } from "./check-rules.js";
import type { Sampler } from "./sampler.js";

const families: readonly ValueFamily[] = ["integer", "float", "decimal"];

/** Rows that are made in one test, and a number that none of them has. */
const highest = 9;

/**
 * Numbers within the rules' bounds; undefined for types that are none.
 * @param size precision and scale
 */
export function numberSampler(
  family: ValueFamily,
  kind: ValueKind,
  size: readonly number[],
  rules: readonly ColumnRule[],
): Sampler | undefined {
  if (!families.includes(family)) return undefined;
  if (rules.some((rule) => !["least", "most", "after", "differs"].includes(rule.kind)))
    return undefined;
  const { least, most } = bounds(rules);
  const [precision, scale = precision === undefined ? 1 : 0] = size;
  const whole = family === "decimal" && precision !== undefined ? precision - scale : 5;
  // Below one, where there is no digit before the point.
  if (whole < 1) return least > 0 || most < 1 || scale < 1 ? undefined : fraction(kind, scale);
  const base = Math.max(0, least - 1);
  const fractional = family === "float" || (family === "decimal" && scale > 0);
  const room = Math.min(highest, most - base - (fractional ? 1 : 0), 10 ** whole - 1 - base);
  if (!(room >= 1)) return single(kind, least, most);
  return {
    at: (n) => source(kind, offset(wrapped(n, room), base), family === "decimal" ? scale : 0),
    varies: room,
  };
}

/** Numbers beyond the room begin again. */
function wrapped(n: string, room: number): string {
  if (room === highest) return n;
  if (/^\d+$/.test(n)) return String(((Number(n) - 1) % room) + 1);
  return room === 1 ? "1" : `((${n} - 1) % ${room}) + 1`;
}

/** The tightest bounds, as whole numbers that are within them. */
function bounds(rules: readonly ColumnRule[]): { readonly least: number; readonly most: number } {
  let least = -Infinity;
  let most = Infinity;
  for (const rule of rules) {
    if (rule.kind === "least") {
      least = Math.max(least, rule.exclusive ? Math.floor(rule.value) + 1 : Math.ceil(rule.value));
    }
    // Samples begin at one, so what is above a number is not it.
    if (rule.kind === "differs" && Number(rule.value) >= 1) {
      least = Math.max(least, Math.floor(Number(rule.value)) + 1);
    }
    if (rule.kind === "most") {
      most = Math.min(most, rule.exclusive ? Math.ceil(rule.value) - 1 : Math.floor(rule.value));
    }
  }
  return { least, most };
}

function offset(n: string, base: number): string {
  if (base === 0) return n;
  return /^\d+$/.test(n) ? String(Number(n) + base) : `${n} + ${base}`;
}

function source(kind: ValueKind, n: string, scale: number): string {
  switch (kind) {
    case "bigint":
      return /^\d+$/.test(n) ? `${n}n` : `BigInt(${n})`;
    case "text":
      if (/^\d+$/.test(n)) return `"${n}${scale > 0 ? `.${"5".padEnd(scale, "0")}` : ""}"`;
      return scale > 0 ? `\`\${${n}}.${"5".padEnd(scale, "0")}\`` : `String(${n})`;
    case "float":
      return `${n} + 0.5`;
    default:
      return n;
  }
}

function fraction(kind: ValueKind, scale: number): Sampler {
  const text = (n: string): string => `\`0.\${String(${n}).padStart(${scale}, "0")}\``;
  return { at: (n) => (kind === "text" ? text(n) : `Number(${text(n)})`), varies: highest };
}

/** The one number that is surely allowed, where there is no room for more. */
function single(kind: ValueKind, least: number, most: number): Sampler | undefined {
  const value = Number.isFinite(least) ? least : most;
  if (value > most || !Number.isSafeInteger(value)) return undefined;
  const text = kind === "bigint" ? `${value}n` : String(value);
  return { at: () => (kind === "text" ? `"${text}"` : text), varies: 1 };
}
