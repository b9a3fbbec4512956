import type { SecretInput } from "../secrets/secret.js";
import { headOf, isIdSigned, isSignableId, isTimestamp } from "./signed-fields.js";
import { bodyBytes, type WebhookBody } from "./webhook-body.js";
import { WebhookKeys } from "./webhook-keys.js";
import { checkScheme, type WebhookScheme } from "./webhook-scheme.js";
import { webhookSignature } from "./webhook-signature.js";

export interface SignWebhookOptions {
  readonly scheme: WebhookScheme;
  /** The secret, or several: a signature by each. */
  readonly secrets: SecretInput | readonly SecretInput[];
  /** Required where the scheme signs it. */
  readonly id?: string | undefined;
  /** Milliseconds since the Unix epoch; sent in whole seconds. Required where the scheme signs it. */
  readonly timestamp?: number | undefined;
}

/**
 * The header fields that a service would send with a body: for tests of what receives it.
 * @returns fields by lower-case name
 * @throws TypeError when `id` or `timestamp` is missing or cannot be sent, the body is neither text nor bytes, or the
 *   scheme contradicts itself or has no place for a second signature
 * @throws AF_SECRET_INVALID, AF_SECRET_MISSING, or whatever else reading a secret throws
 */
export async function signWebhook(
  body: WebhookBody,
  { scheme, secrets, id, timestamp }: SignWebhookOptions,
): Promise<Record<string, string>> {
  checkScheme(scheme);
  const keys = await new WebhookKeys(scheme, secrets).read();
  if (keys.length > 1 && scheme.separator === undefined) {
    throw new TypeError(
      "The webhook scheme has room for one signature, but there are several secrets.",
    );
  }
  const seconds = secondsFor(scheme, timestamp);
  if (isIdSigned(scheme) && !isSignableId(scheme, id)) {
    throw new TypeError(
      "id is missing, or is not visible ASCII without the character that follows it in signedContent.",
    );
  }
  const bytes = bodyBytes(body);
  const head = headOf(scheme, id, seconds);
  const items = keys.map(
    (key) => scheme.prefix + webhookSignature(key, head, bytes).toString(scheme.encoding),
  );
  const place = scheme.timestamp;
  if (place && "prefix" in place) items.unshift(place.prefix + seconds);
  return {
    ...(scheme.idHeader !== undefined &&
      id !== undefined && { [scheme.idHeader.toLowerCase()]: id }),
    ...(place && "header" in place && { [place.header.toLowerCase()]: seconds }),
    [scheme.signatureHeader.toLowerCase()]: items.join(scheme.separator),
  };
}

/** Digits of the time; empty where the scheme has none. */
function secondsFor(scheme: WebhookScheme, timestamp: number | undefined): string {
  if (scheme.timestamp === undefined) return "";
  const seconds = String(Math.floor((timestamp ?? NaN) / 1_000));
  if (isTimestamp(seconds)) return seconds;
  throw new TypeError(`timestamp is ${timestamp}; it must be milliseconds since the Unix epoch.`);
}
