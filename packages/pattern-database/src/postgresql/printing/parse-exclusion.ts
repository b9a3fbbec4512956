import { checkRules } from "../../tests/check-rules.js";
import type { Exclusion, ExclusionCondition, ExclusionElement } from "../../tests/exclusion.js";
import { parseCheck } from "./parse-check.js";
import { closingParenthesis, splitAtWords } from "./sql-parts.js";

/**
 * Reads a constraint as `pg_get_constraintdef` writes it: `EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (…)`,
 * and a key of PostgreSQL 18 whose last column is `WITHOUT OVERLAPS`.
 * @returns undefined when anything in it is not understood
 */
export function parseExclusion(sql: string): Exclusion | undefined {
  const open = sql.indexOf("(");
  const close = open === -1 ? undefined : closingParenthesis(sql, open);
  if (close === undefined) return undefined;
  const isKey = !/^EXCLUDE\b/.test(sql);
  const parts = splitAtWords(sql.slice(open + 1, close), ",");
  const elements = parts.map((part) => (isKey ? keyElement(part) : element(part)));
  const conditions = conditionsOf(sql.slice(close + 1));
  const known = elements.flatMap((one) => one ?? []);
  return conditions && known.length === parts.length ? { elements: known, conditions } : undefined;
}

/** A column, and what indexes say of it: `room COLLATE "C" gist_text_ops`. */
const column = /^(?:"((?:[^"]|"")+)"|([a-z_][\w$]*))(?=$|\s)/;

function columnName(text: string): string | undefined {
  const [, quoted, plain] = column.exec(text) ?? [];
  return quoted?.replaceAll('""', '"') ?? plain;
}

function keyElement(part: string): ExclusionElement | undefined {
  const text = part.trim();
  const name = columnName(text);
  const operator = text.endsWith(" WITHOUT OVERLAPS") ? "&&" : "=";
  return name === undefined ? undefined : { kind: "column", column: name, operator };
}

function element(part: string): ExclusionElement | undefined {
  const [, text, operator] = /^\s*(\S[^]*) WITH ([-+*/<>=~!@#%^&|`?]+)$/.exec(part) ?? [];
  if (text === undefined || operator === undefined) return undefined;
  const name = columnName(text);
  return name === undefined
    ? rangeElement(text, operator)
    : { kind: "column", column: name, operator };
}

/** Functions that make a range of its two ends. */
const ranges = new Set(["int4range", "int8range", "numrange", "daterange", "tsrange", "tstzrange"]);

/** `tsrange(starts_at, ends_at, '[]'::text)`. */
function rangeElement(text: string, operator: string): ExclusionElement | undefined {
  const node = parseCheck(text);
  if (node?.kind !== "call" || !ranges.has(node.name)) return undefined;
  const [from, to, bounds, ...others] = node.arguments;
  if (from?.kind !== "name" || to?.kind !== "name" || others.length > 0) return undefined;
  if (bounds !== undefined && bounds.kind !== "value") return undefined;
  const form = String(bounds?.value ?? "[)");
  if (!/^[[(][)\]]$/.test(form)) return undefined;
  return { kind: "range", from: from.name, to: to.name, holdsEnd: form.endsWith("]"), operator };
}

/** What stands after `WHERE`; none where nothing does. */
function conditionsOf(rest: string): readonly ExclusionCondition[] | undefined {
  const start = / WHERE \(/.exec(rest);
  if (!start) return [];
  const open = start.index + start[0].length - 1;
  const close = closingParenthesis(rest, open);
  return close === undefined ? undefined : conjunction(rest.slice(open + 1, close));
}

function conjunction(text: string): readonly ExclusionCondition[] | undefined {
  const whole = unwrapped(text);
  const parts = splitAtWords(whole, " AND ");
  if (parts.length === 1) return condition(whole);
  const conditions = parts.map(conjunction);
  const known = conditions.flatMap((one) => one ?? []);
  return conditions.includes(undefined) ? undefined : known;
}

function condition(text: string): readonly ExclusionCondition[] | undefined {
  const negated = /^NOT (.+)$/s.exec(text)?.[1];
  const flag = wholeName(negated ?? text);
  if (flag !== undefined) return [{ kind: "boolean", column: flag, value: negated === undefined }];
  const [, tested, not] = /^(.+) IS (NOT )?NULL$/s.exec(text) ?? [];
  const name = tested === undefined ? undefined : wholeName(tested);
  if (name !== undefined) return [{ kind: not === undefined ? "null" : "present", column: name }];
  return checkRules(parseCheck(text));
}

/** A name with nothing after it. */
function wholeName(text: string): string | undefined {
  const [all] = column.exec(text) ?? [];
  return all === text ? columnName(text) : undefined;
}

/** Without the parentheses around all of it. */
function unwrapped(text: string): string {
  const inner = text.trim();
  const whole = inner.startsWith("(") && closingParenthesis(inner, 0) === inner.length - 1;
  return whole ? unwrapped(inner.slice(1, -1)) : inner;
}
