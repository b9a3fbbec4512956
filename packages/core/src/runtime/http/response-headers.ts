/** Header fields of an answer by lower-case name; an array where a field was sent more than once. */
export type ResponseHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The value of a field, repeated ones joined as RFC 9110 §5.2 says. */
export function headerValue(headers: ResponseHeaders, name: string): string | undefined {
  const value = headers[name];
  return value === undefined || typeof value === "string" ? value : value.join(", ");
}
