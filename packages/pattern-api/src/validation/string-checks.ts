import { stringLiteral } from "@agentflow/core";
import type { JsonObject } from "../document/json-object.js";
import { countOf } from "./checked-schema.js";
import { usablePattern } from "./usable-pattern.js";

/** The formats that are checked: their name in core and in a generated package, and what a text of theirs is. */
export const textFormats: ReadonlyMap<unknown, { readonly name: string; readonly what: string }> =
  new Map([
    ["date", { name: "date", what: "a date" }],
    ["date-time", { name: "dateTime", what: "a date and time" }],
    ["uuid", { name: "uuid", what: "a UUID" }],
    ["email", { name: "email", what: "an email address" }],
    ["uri", { name: "uri", what: "a URI" }],
    ["ipv4", { name: "ipv4", what: "an IPv4 address" }],
    ["ipv6", { name: "ipv6", what: "an IPv6 address" }],
    ["byte", { name: "base64", what: "base64" }],
  ]);

/** What a schema limits texts to. */
export function stringChecks({ minLength, maxLength, pattern, format }: JsonObject): readonly string[] {
  const [least, most] = [countOf(minLength), countOf(maxLength)];
  // `url` is how many documents call it.
  const known = textFormats.get(format === "url" ? "uri" : format);
  const usable = typeof pattern === "string" ? usablePattern(pattern) : undefined;
  return [
    ...(known === undefined ? [] : [`z.regex(checks.${known.name}Format, "expected ${known.what}")`]),
    // Code units, of which a text has never less than characters: some texts that are too short pass.
    ...(least === undefined || least === 0 ? [] : [`z.minLength(${least})`]),
    ...(most === undefined
      ? []
      : [`z.refine(checks.atMostCharacters(${most}), "expected at most ${most} characters")`]),
    ...(usable === undefined ? [] : [`z.regex(new RegExp(${stringLiteral(usable)}, "u"))`]),
  ];
}
