/** The methods of RFC 9110 §9 and RFC 5789. */
const knownMethods: ReadonlySet<string> = new Set([
  "CONNECT",
  "DELETE",
  "GET",
  "HEAD",
  "OPTIONS",
  "PATCH",
  "POST",
  "PUT",
  "TRACE",
]);

/** A method as a label: `_OTHER` for all that are not known, as OpenTelemetry has it. */
export function methodLabel(method: string): string {
  return knownMethods.has(method) ? method : "_OTHER";
}
