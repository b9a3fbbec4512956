import { type AnswerHead, ExchangeError, type WireRequest } from "./exchange.js";
import { headerValue } from "./response-headers.js";

/** Redirects that one request follows. */
export const redirectLimit = 5;

/**
 * Where an answer sends a request on to, or `undefined` when the answer stays as it is.
 * Followed for GET and HEAD (RFC 9110 §15.4); for the other methods only 307 and 308, which keep the method.
 * Never with a body that can be sent only once.
 * @throws {ExchangeError} when the place is no `http:` or `https:` URL
 */
export function redirectTarget(
  { method, origin, path }: Pick<WireRequest, "method" | "origin" | "path">,
  { status, headers }: AnswerHead,
  resendable: boolean,
): URL | undefined {
  if (!resendable) return undefined;
  if (status !== 307 && status !== 308) {
    if (status !== 301 && status !== 302 && status !== 303) return undefined;
    if (method !== "GET" && method !== "HEAD") return undefined;
  }
  const location = headerValue(headers, "location");
  if (location === undefined || !URL.canParse(location, origin + path)) return undefined;
  const target = new URL(location, origin + path);
  if (target.protocol !== "https:" && target.protocol !== "http:") {
    throw new ExchangeError(
      `the answer redirects to a "${target.protocol}" URL`,
      "redirect",
      false,
    );
  }
  // A user in the URL would be sent as a credential that nobody gave.
  target.username = "";
  target.password = "";
  target.hash = "";
  return target;
}
