import { WebhookError } from "./webhook-error.js";
import { type WebhookHeaders, webhookHeader } from "./webhook-headers.js";
import { placeholder, type WebhookScheme } from "./webhook-scheme.js";

/** What the headers of a delivery say. None of it is known to be true yet. */
export interface SignedFields {
  readonly id: string | undefined;
  /** Milliseconds since the Unix epoch. */
  readonly timestamp: number | undefined;
  /** What is signed before the body. */
  readonly head: string;
  /** Each of 32 bytes. */
  readonly signatures: readonly Uint8Array[];
}

/** An HMAC-SHA256, in full. */
const signatureForms = { hex: /^[0-9a-f]{64}$/i, base64: /^[A-Za-z0-9+/]{43}=$/ };
/** Seconds; more digits would be no safe number of milliseconds. */
const timestampForm = /^\d{1,12}$/;
/** ASCII that can be seen. */
const signedIdForm = /^[!-~]+$/;

/**
 * Reads what the scheme says is there.
 * @throws {WebhookError} `missing-signature`, or `malformed` when a field is missing or has another form
 */
export function readSignedFields(scheme: WebhookScheme, headers: WebhookHeaders): SignedFields {
  const name = scheme.signatureHeader.toLowerCase();
  const field = webhookHeader(headers, name);
  if (field === undefined) {
    throw new WebhookError("missing-signature", `The header ${name} is missing.`);
  }
  const items = scheme.separator === undefined ? [field] : field.split(scheme.separator);
  const id = idOf(scheme, headers);
  const seconds = secondsOf(scheme, headers, items);
  return {
    id,
    timestamp: seconds === undefined ? undefined : Number(seconds) * 1_000,
    head: headOf(scheme, id, seconds),
    signatures: signaturesIn(scheme, items),
  };
}

/** What is signed before the body; of the time its own digits, as they were sent. */
export function headOf(
  { signedContent }: WebhookScheme,
  id: string | undefined,
  seconds: string | undefined,
): string {
  const values = new Map([
    ["id", id],
    ["timestamp", seconds],
  ]);
  // At once, so that nothing in a value is taken for a placeholder.
  return signedContent.replaceAll(placeholder, (_all, part: string) => values.get(part) ?? "");
}

/** True when ids are signed, so that nobody else can change one. */
export function isIdSigned({ signedContent }: WebhookScheme): boolean {
  return signedContent.includes("{id}");
}

function idOf(scheme: WebhookScheme, headers: WebhookHeaders): string | undefined {
  const name = scheme.idHeader?.toLowerCase();
  if (name === undefined) return undefined;
  const id = webhookHeader(headers, name);
  if (isIdSigned(scheme) && !isSignableId(scheme, id)) {
    throw new WebhookError("malformed", `The header ${name} does not hold an id.`);
  }
  return id;
}

/** True for digits that are whole seconds since the Unix epoch. */
export function isTimestamp(text: string): boolean {
  return timestampForm.test(text);
}

/**
 * True for an id that can stand in signed content. With the character in it that ends it there, such as the full stop,
 * the same signed text could be read as another id with another time (Standard Webhooks, "Signature scheme").
 */
export function isSignableId({ signedContent }: WebhookScheme, id: string | undefined): boolean {
  const end = signedContent.charAt(signedContent.indexOf("{id}") + "{id}".length);
  return id !== undefined && signedIdForm.test(id) && !id.includes(end);
}

function secondsOf(
  { timestamp }: WebhookScheme,
  headers: WebhookHeaders,
  items: readonly string[],
): string | undefined {
  if (timestamp === undefined) return undefined;
  const texts =
    "header" in timestamp
      ? [webhookHeader(headers, timestamp.header.toLowerCase())]
      : withPrefix(items, timestamp.prefix);
  const [seconds] = texts;
  if (texts.length !== 1 || seconds === undefined || !isTimestamp(seconds)) {
    throw new WebhookError("malformed", "The delivery does not hold one time, in whole seconds.");
  }
  return seconds;
}

function signaturesIn(
  { prefix, encoding }: WebhookScheme,
  items: readonly string[],
): readonly Uint8Array[] {
  const signatures = withPrefix(items, prefix)
    .filter((text) => signatureForms[encoding].test(text))
    .map((text) => Buffer.from(text, encoding));
  if (signatures.length > 0) return signatures;
  throw new WebhookError(
    "malformed",
    `The delivery holds no signature of the form ${prefix}<${encoding}>.`,
  );
}

/** What stands behind the prefix in the items that begin with it. */
function withPrefix(items: readonly string[], prefix: string): readonly string[] {
  return items.filter((item) => item.startsWith(prefix)).map((item) => item.slice(prefix.length));
}
