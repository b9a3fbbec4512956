import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";

/** HMAC-SHA256 (RFC 2104) of what is signed: 32 bytes. The body is not copied. */
export function webhookSignature(key: KeyObject, head: string, body: Uint8Array): Buffer {
  return createHmac("sha256", key).update(head).update(body).digest();
}

/**
 * True when one of the signatures is one of those expected. All are compared in constant time, whether or not one has
 * matched, so that the time tells neither which did nor how much of it was right.
 */
export function isOneOf(
  signatures: readonly Uint8Array[],
  expected: readonly Uint8Array[],
): boolean {
  let found = false;
  for (const right of expected) {
    for (const signature of signatures) {
      const equal = timingSafeEqual(right, signature);
      found = found || equal;
    }
  }
  return found;
}
