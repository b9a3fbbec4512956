import { WebhookError } from "./webhook-error.js";

/** What can be asked for a header field, such as the platform's `Headers`. */
interface HeaderReader {
  get(name: string): string | null;
}

/** Header fields of a delivery, in any case: `Headers`, Node's `request.headers`, or a record. */
export type WebhookHeaders =
  | HeaderReader
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Characters that a field may have; those of known services have some hundred. */
const longestField = 4_096;

/**
 * The value of a field; `undefined` when it is missing or empty.
 * @param name in lower case
 * @throws {WebhookError} `malformed` when it is too long, or there more than once: others might read the other one
 */
export function webhookHeader(headers: WebhookHeaders, name: string): string | undefined {
  const values = isReader(headers) ? [headers.get(name)] : valuesIn(headers, name);
  if (values.length > 1) {
    throw new WebhookError("malformed", `The header ${name} is there more than once.`);
  }
  const [value] = values;
  if (value === undefined || value === null || value === "") return undefined;
  // A record that JavaScript made can hold anything.
  if (typeof value !== "string" || value.length > longestField) {
    throw new WebhookError("malformed", `The header ${name} is no text of a sensible length.`);
  }
  return value;
}

function isReader(headers: WebhookHeaders): headers is HeaderReader {
  return typeof headers["get"] === "function";
}

function valuesIn(headers: Exclude<WebhookHeaders, HeaderReader>, name: string): readonly string[] {
  const values: string[] = [];
  for (const field of Object.keys(headers)) {
    // Most names differ in their length, which costs less to see.
    if (field.length !== name.length || field.toLowerCase() !== name) continue;
    for (const value of [headers[field] ?? []].flat()) values.push(value);
  }
  return values;
}
