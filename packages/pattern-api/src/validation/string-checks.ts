import { stringLiteral } from "@agentflow/core";
import type { JsonObject } from "../document/json-object.js";
import { countOf } from "./checked-schema.js";
import { usablePattern } from "./usable-pattern.js";

/** Expressions of core for the formats that are checked, and what a text of theirs is. */
const formats: Readonly<Record<string, readonly [name: string, what: string]>> = {
  date: ["dateFormat", "a date"],
  "date-time": ["dateTimeFormat", "a date and time"],
  uuid: ["uuidFormat", "a UUID"],
  email: ["emailFormat", "an email address"],
  uri: ["uriFormat", "a URI"],
  url: ["uriFormat", "a URI"],
  ipv4: ["ipv4Format", "an IPv4 address"],
  ipv6: ["ipv6Format", "an IPv6 address"],
  byte: ["base64Format", "base64"],
};

/** What a schema limits texts to. */
export function stringChecks({ minLength, maxLength, pattern, format }: JsonObject): readonly string[] {
  const [least, most] = [countOf(minLength), countOf(maxLength)];
  const known = typeof format === "string" && Object.hasOwn(formats, format) ? formats[format] : undefined;
  const usable = typeof pattern === "string" ? usablePattern(pattern) : undefined;
  return [
    ...(known === undefined ? [] : [`z.regex(checks.${known[0]}, "expected ${known[1]}")`]),
    // Code units, of which a text has never less than characters: some texts that are too short pass.
    ...(least === undefined || least === 0 ? [] : [`z.minLength(${least})`]),
    ...(most === undefined
      ? []
      : [`z.refine(checks.atMostCharacters(${most}), "expected at most ${most} characters")`]),
    ...(usable === undefined ? [] : [`z.regex(new RegExp(${stringLiteral(usable)}, "u"))`]),
  ];
}
