/**
 * The methods that OpenTelemetry's semantic conventions for HTTP know: those of RFC 9110 §9, PATCH (RFC 5789) and QUERY
 * (draft-ietf-httpbis-safe-method-w-body).
 */
const knownMethods: ReadonlySet<string> = new Set([
  "CONNECT",
  "DELETE",
  "GET",
  "HEAD",
  "OPTIONS",
  "PATCH",
  "POST",
  "PUT",
  "QUERY",
  "TRACE",
]);

/** A method as a label: `_OTHER` for all that are not known, as OpenTelemetry has it. */
export function methodLabel(method: string): string {
  return knownMethods.has(method) ? method : "_OTHER";
}
