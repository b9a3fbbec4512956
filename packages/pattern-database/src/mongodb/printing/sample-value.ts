import { keyLiteral, stringLiteral } from "@agentflow/core";
import type { DocumentModel, ValueModel, ValueRules } from "../model/mongodb-model.js";

/** Source of a value, and how many different ones there are for `n` from 1 on. */
export interface Sample {
  /** An expression over `n`. */
  readonly source: string;
  readonly varies: number;
}

const endless = 9;

/** A sample of a type; undefined when none is known that keeps to its rules. */
export function sampleOf(value: ValueModel): Sample | undefined {
  switch (value.kind) {
    case "scalar":
      return scalarSample(value.type, value.rules);
    case "document":
      return documentSample(value);
    case "record": {
      const inner = sampleOf(value.values);
      return inner && { ...inner, source: `{ name: ${inner.source} }` };
    }
    case "array": {
      const { minItems = 1, more } = value.rules;
      const inner = more ? undefined : sampleOf(value.items);
      // Nothing says what an array of many is good for.
      if (inner === undefined || minItems > endless) return undefined;
      const items = Array.from({ length: Math.max(1, minItems) }, () => inner.source);
      return { ...inner, source: `[${items.join(", ")}]` };
    }
    case "union":
      return value.of.map((each) => plainSample(each)).find((sample) => sample !== undefined);
  }
}

/** Among several types a text is a text. */
function plainSample(value: ValueModel): Sample | undefined {
  const texts = ["decimal", "objectId", "uuid", "number", "null", "any"];
  return value.kind === "scalar" && texts.includes(value.type) ? undefined : sampleOf(value);
}

function documentSample({ fields }: DocumentModel): Sample | undefined {
  const members: string[] = [];
  let varies = 1;
  for (const { name, value, optional } of fields) {
    const sample = sampleOf(value);
    if (sample === undefined && !optional) return undefined;
    if (sample === undefined) continue;
    members.push(`${keyLiteral(name)}: ${sample.source}`);
    varies = Math.max(varies, sample.varies);
  }
  return { source: members.length === 0 ? "{}" : `{ ${members.join(", ")} }`, varies };
}

type ScalarType = Extract<ValueModel, { kind: "scalar" }>["type"];

function scalarSample(type: ScalarType, rules: ValueRules): Sample | undefined {
  if (rules.more) return undefined;
  if (rules.texts !== undefined) return choice(rules.texts);
  switch (type) {
    case "string":
      return textSample(rules);
    case "int":
    case "double":
    case "number":
      return numberSample(rules, (number) => number);
    case "long":
      return numberSample(rules, (number) => `BigInt(${number})`);
    case "decimal":
      return numberSample(rules, (number) => `String(${number})`);
    case "boolean":
      return { source: "n % 2 === 1", varies: 2 };
    case "date":
      // Far ahead: an index may remove what is older.
      return { source: "new Date(Date.UTC(2100, 0, n))", varies: endless };
    case "objectId":
      return { source: 'n.toString(16).padStart(24, "0")', varies: endless };
    case "uuid":
      return {
        source: '`00000000-0000-4000-8000-${String(n).padStart(12, "0")}`',
        varies: endless,
      };
    case "bytes":
      return { source: "Uint8Array.of(n)", varies: endless };
    case "null":
      return { source: "null", varies: 1 };
    case "any":
      return { source: "`any ${n}`", varies: endless };
  }
}

function choice(texts: readonly string[]): Sample | undefined {
  const [first] = texts;
  if (first === undefined) return undefined;
  const literals = texts.map((text) => stringLiteral(text));
  if (literals.length === 1) return { source: stringLiteral(first), varies: 1 };
  const [one = "", other = ""] = literals;
  return { source: `n % 2 === 1 ? ${one} : ${other}`, varies: 2 };
}

function textSample({ minLength = 0, maxLength = Infinity }: ValueRules): Sample | undefined {
  if (maxLength < 1 || minLength > 1000) return undefined;
  if (maxLength < 6)
    return { source: `String(n).padStart(${Math.max(minLength, 1)}, "0")`, varies: endless };
  const text = "`text ${n}`";
  return { source: minLength > 6 ? `${text}.padEnd(${minLength}, ".")` : text, varies: endless };
}

function numberSample(
  { minimum = 0, maximum = Infinity }: ValueRules,
  expression: (number: string) => string,
): Sample | undefined {
  const base = Math.max(0, Math.ceil(minimum) - 1);
  if (!Number.isSafeInteger(base) || base + 1 > maximum) return undefined;
  const room = Math.min(endless, Math.floor(maximum) - base);
  const number = room === endless ? "n" : `(n - 1) % ${room} + 1`;
  return { source: expression(base === 0 ? number : `${number} + ${base}`), varies: room };
}
