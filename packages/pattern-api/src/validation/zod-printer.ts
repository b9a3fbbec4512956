import { type Json, keyLiteral, numberLiteral, stringLiteral } from "@agentflow/core";
import { isMatchable } from "@agentflow/core/validation";
import { isJsonArray, isJsonObject } from "../document/json-object.js";
import { depthLimit } from "../document/nesting.js";
import type { MemberNode, ObjectNode, TupleNode, TypeNode } from "../types/type-node.js";
import { checkedSchema } from "./checked-schema.js";

/** What a printed module takes from elsewhere. */
export type UsedModule = "checks" | "runtime" | "schemas" | "values";

/**
 * Prints types as schemas of zod whose own types are the same. Nothing of the document reaches the text but through
 * core's literals.
 */
export class ZodPrinter {
  /** Modules that the text needs beside zod. */
  readonly used = new Set<UsedModule>();

  /** @param indent spaces of the line on which the schema begins */
  print(node: TypeNode, indent = ""): string {
    if (typeof node === "string") return this.#keyword(node);
    switch (node.kind) {
      case "reference":
        if (node.text !== node.name) this.used.add("schemas");
        return node.text;
      case "constant":
        return constantSchema(node.value, 0);
      case "checked":
        return checkedSchema(node, this.print(node.type, indent), this.used);
      case "union":
        return this.#union(node.members, indent);
      case "intersection":
        return node.members
          .map((member) => this.print(member, indent))
          .reduce((left, right) => `z.intersection(${left}, ${right})`);
      case "array":
        return `z.array(${this.print(node.item, indent)})`;
      case "tuple":
        return this.#tuple(node, indent);
      case "object":
        return this.#object(node, indent);
    }
  }

  #keyword(type: string): string {
    const known = keywords.get(type);
    if (known === undefined) return `z.literal(${type})`;
    if (known.includes("runtime.")) this.used.add("runtime");
    return known;
  }

  #union(members: readonly TypeNode[], indent: string): string {
    const absent = members.filter(isAbsent);
    const present = members.filter((member) => !isAbsent(member));
    // What is open to every text needs no list of those that are known.
    const open = ["string", "number"].filter((type) => present.includes(`(${type} & {})`));
    const literals: string[] = [];
    const texts = new Set<string>();
    for (const member of present) {
      if (typeof member !== "string" || keywords.has(member)) texts.add(this.print(member, indent));
      else if (!open.includes(member.startsWith('"') ? "string" : typeOfLiteral(member)))
        literals.push(member);
    }
    if (literals.length > 0) texts.add(`z.literal(${literals.join(", ")})`);
    const [only, ...others] = texts;
    const joined =
      others.length === 0 ? (only ?? "z.never()") : `z.union(${[...texts].join(", ")})`;
    return absent.reduce<string>(
      (text, type) => (type === "null" ? `z.nullable(${text})` : `z.optional(${text})`),
      joined,
    );
  }

  #tuple({ elements, required, rest }: TupleNode, indent: string): string {
    const items = elements.map((element, index) => {
      const text = this.print(element, indent);
      return index < required ? text : `z.optional(${text})`;
    });
    const others = rest === null ? "" : `, ${this.print(rest, indent)}`;
    return `z.tuple([${items.join(", ")}]${others})`;
  }

  #object({ members, index, others, closed }: ObjectNode, indent: string): string {
    const deeper = `${indent}  `;
    if (others === undefined) {
      const lines = members.map((member) => this.#member(member, deeper));
      const rest = closed || index === "never" ? "never" : (index ?? "unknown");
      return this.#shape(lines, rest, indent);
    }
    const { named, patterns, rest } = others;
    const known = new Set(named);
    const shown = new Set(members.map(({ name }) => name));
    const lines = [
      // Members that are only called required are what patterns and the rest say.
      ...members.map((member) =>
        this.#member(known.has(member.name) ? member : { ...member, type: "unknown" }, deeper),
      ),
      // What should not be there often is: whoever changes what was answered sends it back.
      ...named
        .filter((name) => !shown.has(name))
        .map((name) => `${keyLiteral(name)}: z.optional(z.unknown())`),
    ];
    if (patterns.length === 0 && members.every(({ name }) => known.has(name)))
      return this.#shape(lines, rest, indent);
    const matched = patterns.filter(({ pattern }) => isMatchable(pattern));
    const object = matched.reduce(
      (text, { pattern, type }) =>
        this.#matching(text, `checks.matching(${stringLiteral(pattern)})`, type, deeper),
      this.#shape(lines, "unknown", indent),
    );
    // Which members the rest are is not known where a pattern cannot be matched.
    if (rest === "unknown" || matched.length < patterns.length) return object;
    const names = named.map((name) => stringLiteral(name)).join(", ");
    const list = matched.map(({ pattern }) => stringLiteral(pattern)).join(", ");
    return this.#matching(object, `checks.matchingNone([${names}], [${list}])`, rest, deeper);
  }

  /** @param rest type of further members */
  #shape(lines: readonly string[], rest: TypeNode, indent: string): string {
    const deeper = `${indent}  `;
    const shape =
      lines.length === 0
        ? "{}"
        : `{\n${lines.map((line) => `${deeper}${line},\n`).join("")}${indent}}`;
    if (rest === "never") return `z.strictObject(${shape})`;
    return rest === "unknown"
      ? `z.object(${shape})`
      : `z.object(${shape}, ${this.print(rest, deeper)})`;
  }

  /** An object in which the members with certain names are of a type. */
  #matching(object: string, name: string, type: TypeNode, indent: string): string {
    this.used.add("checks");
    return `z.intersection(${object}, z.matchingMembers(${name}, ${this.print(type, indent)}))`;
  }

  #member({ name, optional, type }: MemberNode, indent: string): string {
    const text = this.print(type, indent);
    return `${keyLiteral(name)}: ${optional ? `z.optional(${text})` : text}`;
  }
}

/** Schemas of types without anything inside. What has no entry is a literal. */
const keywords: ReadonlyMap<string, string> = new Map([
  ["unknown", "z.unknown()"],
  ["never", "z.never()"],
  ["null", "z.null()"],
  ["undefined", "z.undefined()"],
  ["string", "z.string()"],
  ["number", "z.number()"],
  ["boolean", "z.boolean()"],
  ["bigint", "z.bigint()"],
  ["(string & {})", "z.string()"],
  ["(number & {})", "z.number()"],
  ["Date", "z.date()"],
  ["Uint8Array", "z.instanceof(Uint8Array)"],
  // Asked for when a value is looked at: a polyfill may come later than this module.
  ...["PlainDate", "Instant"].map((name): [string, string] => [
    `Temporal.${name}`,
    `z.custom<Temporal.${name}>((value) => value instanceof Temporal.${name})`,
  ]),
  // What can be sent is the runtime's to say.
  ...["FormFile", "RawBody"].map((name): [string, string] => [
    name,
    `z.custom<runtime.${name}>((value) => value !== undefined && value !== null)`,
  ]),
]);

function isAbsent(member: TypeNode): boolean {
  return member === "null" || member === "undefined";
}

function typeOfLiteral(literal: string): string {
  return literal === "true" || literal === "false" ? "boolean" : "number";
}

/** The schema of exactly one value. */
function constantSchema(value: Json, depth: number): string {
  if (depth > depthLimit) return "z.unknown()";
  if (isJsonArray(value))
    return `z.tuple([${value.map((item) => constantSchema(item, depth + 1)).join(", ")}])`;
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(
      ([key, item]) => `${keyLiteral(key)}: ${constantSchema(item, depth + 1)}`,
    );
    return members.length === 0
      ? "z.strictObject({})"
      : `z.strictObject({ ${members.join(", ")} })`;
  }
  if (typeof value === "string") return `z.literal(${stringLiteral(value)})`;
  if (typeof value !== "number") return `z.literal(${String(value)})`;
  // As the type has it: what is no finite number has no literal.
  return Number.isFinite(value) ? `z.literal(${numberLiteral(value)})` : "z.number()";
}
