import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * True when GitHub signed these bytes with one of the secrets.
 *
 * GitHub sends `sha256=` and the HMAC-SHA256 of the raw body in hexadecimal
 * (docs.github.com, "Validating webhook deliveries"). The comparison takes the same time
 * wherever a forged signature differs.
 *
 * @param body the raw bytes as received, before any JSON parsing
 * @param signature value of the `X-Hub-Signature-256` header; without it the answer is `false`
 * @param secrets the webhook's secret, or several while one replaces another
 * @throws TypeError when no secret is given or one is empty: anybody could sign with that
 */
export function isSignedByGitHub(
  body: string | Uint8Array,
  signature: string | null | undefined,
  secrets: string | readonly string[],
): boolean {
  const candidates = typeof secrets === "string" ? [secrets] : secrets;
  if (candidates.length === 0 || candidates.includes("")) {
    throw new TypeError("A webhook signature cannot be checked without a secret.");
  }
  const digits = /^sha256=([0-9a-f]{64})$/.exec(signature ?? "")?.[1];
  if (digits === undefined) return false;
  const actual = Buffer.from(digits, "hex");
  // Every candidate is compared, so that the time does not tell which secret matched.
  return candidates
    .map((secret) => timingSafeEqual(createHmac("sha256", secret).update(body).digest(), actual))
    .includes(true);
}
