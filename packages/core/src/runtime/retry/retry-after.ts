/** IMF-fixdate, the one format that RFC 9110 §5.6.7 lets a sender write. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Milliseconds since the Unix epoch of an HTTP date; `undefined` for anything else. */
export function parseHttpDate(text: string): number | undefined {
  if (!httpDate.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/**
 * Milliseconds that a `Retry-After` field asks to wait: seconds or a date (RFC 9110 §10.2.3).
 * `undefined` when it is missing or garbage; a date in the past is 0.
 * @param now the service's time in milliseconds since the Unix epoch
 */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  // Fractions are not in the standard, but are sent.
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const date = parseHttpDate(text);
  return date === undefined ? undefined : Math.max(0, date - now);
}
