import { stringLiteral } from "@agentflow/core";
import { isMatchable } from "@agentflow/core/validation";
import type { JsonObject } from "../document/json-object.js";
import { countOf } from "./checked-schema.js";

/** A format that is checked. */
interface TextFormat {
  readonly format: string;
  /** Of its common schema. */
  readonly name: string;
  /** Core's check. */
  readonly check: string;
  readonly what: string;
}

/** The formats of texts that are checked; the others take any text. */
export const textFormats: readonly TextFormat[] = [
  { format: "date", name: "date", check: "isDate", what: "a date" },
  { format: "date-time", name: "dateTime", check: "isDateTime", what: "a date and time" },
  { format: "uuid", name: "uuid", check: "isUuid", what: "a UUID" },
  { format: "email", name: "email", check: "isEmail", what: "an email address" },
  { format: "uri", name: "uri", check: "isUri", what: "a URI" },
  { format: "ipv4", name: "ipv4", check: "isIpv4", what: "an IPv4 address" },
  { format: "ipv6", name: "ipv6", check: "isIpv6", what: "an IPv6 address" },
  { format: "byte", name: "base64", check: "isBase64", what: "base64" },
];

/** What a schema limits texts to. */
export function stringChecks({
  minLength,
  maxLength,
  pattern,
  format,
}: JsonObject): readonly string[] {
  // `url` is how many documents call it.
  const called = format === "url" ? "uri" : format;
  const known = textFormats.find((one) => one.format === called);
  return [
    ...(known === undefined ? [] : [`z.refine(checks.${known.check}, "expected ${known.what}")`]),
    ...lengthChecks(countOf(minLength) ?? 0, countOf(maxLength)),
    ...(typeof pattern === "string" && isMatchable(pattern)
      ? [
          `z.refine(checks.matching(${stringLiteral(pattern)}), "expected the pattern of the description")`,
        ]
      : []),
  ];
}

function lengthChecks(least: number, most: number | undefined): readonly string[] {
  // A text without code units has no characters: the library's own check counts these right.
  if (most === undefined && least <= 1) return least === 0 ? [] : ["z.minLength(1)"];
  const range = most === undefined ? `at least ${least}` : `${least} to ${most}`;
  return [
    `z.refine(checks.charactersBetween(${least}, ${most ?? "Infinity"}), "expected ${range} characters")`,
  ];
}
