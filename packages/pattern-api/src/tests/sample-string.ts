import { codePoints } from "./code-points.js";
import { samplePattern } from "./pattern-sample.js";
import { bound } from "./conforms.js";
import type { SchemaObject } from "./schema-index.js";
import { stringConforms } from "./string-conforms.js";

/** One value for each format that has a shape of its own. Names and addresses are those reserved for documentation. */
const formats: Readonly<Record<string, string>> = {
  "date-time": "2024-02-29T12:34:56Z",
  date: "2024-02-29",
  time: "12:34:56Z",
  duration: "P1DT2H",
  email: "mona@example.com",
  "idn-email": "mona@example.com",
  hostname: "example.com",
  "idn-hostname": "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/",
  url: "https://example.com/",
  iri: "https://example.com/",
  "uri-reference": "/example",
  "uri-template": "https://example.com/{id}",
  uuid: "123e4567-e89b-42d3-a456-426614174000",
  byte: "YWdlbnRmbG93",
  "json-pointer": "/example",
  regex: "^example$",
};

/** A longer string is not made to reach a minimum length (characters). */
const lengthLimit = 10_000;

/** A string that satisfies the schema, or `undefined` when none is found simply. */
export function sampleString(schema: SchemaObject, name: string): string | undefined {
  const minimum = bound(schema["minLength"], 0);
  const maximum = bound(schema["maxLength"], Infinity);
  const { format, pattern } = schema;
  if (minimum > maximum || minimum > lengthLimit) return undefined;
  const known =
    typeof format === "string" && Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (known !== undefined && stringConforms(known, schema)) return known;
  if (typeof pattern === "string") {
    const text = samplePattern(pattern, minimum, maximum);
    return text !== undefined && stringConforms(text, schema) ? text : undefined;
  }
  const text = ofLength(name || "text", minimum, maximum);
  return stringConforms(text, schema) ? text : undefined;
}

/** True when the schema leaves the characters of a string open. */
export function isFreeText(schema: SchemaObject): boolean {
  return !["format", "pattern", "enum", "const", "minLength", "maxLength"].some(
    (keyword) => keyword in schema,
  );
}

function ofLength(text: string, minimum: number, maximum: number): string {
  const characters = codePoints(text);
  const repeats = Math.ceil(minimum / characters.length);
  const long = repeats > 1 ? characters.join("").repeat(repeats) : text;
  return codePoints(long)
    .slice(0, Math.max(minimum, Math.min(characters.length, maximum)))
    .join("");
}
