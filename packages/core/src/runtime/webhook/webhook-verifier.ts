import { createHash } from "node:crypto";
import { type Clock, systemClock } from "../clock.js";
import { durationText } from "../failure/duration-text.js";
import type { SecretInput } from "../secrets/secret.js";
import { valueAt } from "../paging/page-values.js";
import { DeliveryMemory, type DeliveryMemoryOptions } from "./delivery-memory.js";
import { isIdSigned, readSignedFields, type SignedFields } from "./signed-fields.js";
import { bodyBytes, type WebhookBody } from "./webhook-body.js";
import { parsedBody, WebhookDelivery } from "./webhook-delivery.js";
import { WebhookError } from "./webhook-error.js";
import type { WebhookHeaders } from "./webhook-headers.js";
import { WebhookKeys } from "./webhook-keys.js";
import { checkScheme, type WebhookScheme } from "./webhook-scheme.js";
import { isOneOf, webhookSignature } from "./webhook-signature.js";

export interface WebhookVerifierOptions {
  /** How the service signs, such as `standardWebhooks`. */
  readonly scheme: WebhookScheme;
  /** The secret, or several while one replaces another: a signature by any of them will do. */
  readonly secrets: SecretInput | readonly SecretInput[];
  /**
   * Milliseconds that a delivery may be old, and that its time may be ahead of ours. Compared in whole seconds, as the
   * times are. Default: 300,000.
   */
  readonly tolerance?: number | undefined;
  /** Refuses what was accepted before. Default: nothing is remembered. */
  readonly remember?: DeliveryMemoryOptions | undefined;
  /** Default: the machine's own. */
  readonly clock?: Clock | undefined;
}

/** A request that says it is a delivery. */
export interface WebhookRequest {
  readonly headers: WebhookHeaders;
  /** As received, before any parsing. */
  readonly body: WebhookBody;
}

/** Tells whether a service has sent a delivery, by the service's signature in its headers. */
export class WebhookVerifier {
  readonly #scheme: WebhookScheme;
  readonly #keys: WebhookKeys;
  readonly #tolerance: number;
  readonly #memory: DeliveryMemory | undefined;
  readonly #clock: Clock;

  /**
   * @throws TypeError when there is no secret, or the scheme contradicts itself
   * @throws RangeError when `tolerance` is not positive and finite, or a number of `remember` is out of its range
   * @throws AF_SECRET_INVALID when a secret that is given as text is empty or not as the scheme has it
   */
  constructor({
    scheme,
    secrets,
    tolerance = 300_000,
    remember,
    clock = systemClock,
  }: WebhookVerifierOptions) {
    checkScheme(scheme);
    this.#scheme = scheme;
    this.#keys = new WebhookKeys(scheme, secrets);
    if (!(tolerance > 0 && tolerance < Infinity)) {
      throw new RangeError(`tolerance is ${tolerance}; it must be positive and finite.`);
    }
    this.#tolerance = tolerance;
    this.#memory = remember && new DeliveryMemory(remember, tolerance, clock);
    this.#clock = clock;
  }

  /**
   * The delivery, when it is signed with one of the secrets and its time is within the tolerance.
   * @throws {WebhookError} when it is refused; its `reason` says why
   * @throws TypeError when the body is neither text nor bytes
   * @throws AF_SECRET_INVALID, AF_SECRET_MISSING, or whatever else reading a secret throws
   */
  async verify({ headers, body }: WebhookRequest): Promise<WebhookDelivery> {
    const bytes = bodyBytes(body);
    const fields = readSignedFields(this.#scheme, headers);
    const keys = await this.#keys.read();
    const expected = keys.map((key) => webhookSignature(key, fields.head, bytes));
    if (!isOneOf(fields.signatures, expected)) {
      throw new WebhookError(
        "wrong-signature",
        "The signature is by none of the secrets, or not over this body.",
      );
    }
    // Only now: what somebody else has made up is forged, and not too old.
    if (fields.timestamp !== undefined) this.#checkAge(fields.timestamp);
    const { timestamp } = fields;
    const id = fields.id ?? idInBody(this.#scheme, bytes);
    const forget = await this.#remember({ ...fields, id }, bytes);
    return new WebhookDelivery({ id, timestamp, body: bytes, forget });
  }

  #checkAge(timestamp: number): void {
    const age = Math.floor(this.#clock.wallTime() / 1_000) * 1_000 - timestamp;
    const limit = durationText(this.#tolerance);
    if (age > this.#tolerance) {
      const message = `The delivery is ${durationText(age)} old; at most ${limit} are accepted.`;
      throw new WebhookError("too-old", message);
    }
    if (-age > this.#tolerance) {
      const message = `The delivery's time is ${durationText(-age)} ahead; at most ${limit} are accepted.`;
      throw new WebhookError("too-new", message);
    }
  }

  /** @returns forgets the delivery again */
  async #remember(fields: SignedFields, body: Uint8Array): Promise<() => Promise<void>> {
    const memory = this.#memory;
    if (memory === undefined) return nothingToForget;
    const key = this.#keyOf(fields, body);
    if (!(await memory.add(key))) {
      throw new WebhookError("replayed", "The delivery was accepted before.");
    }
    return () => memory.forget(key);
  }

  /**
   * A digest of what nobody but the service can change: of the id if it is signed, as one in the body is, else of all
   * that is signed. Not of the signature, as a delivery that is signed with two secrets has two.
   */
  #keyOf({ id, head }: SignedFields, body: Uint8Array): string {
    const isSigned = isIdSigned(this.#scheme) || this.#scheme.idHeader === undefined;
    const signedId = isSigned ? id : undefined;
    const hash = createHash("sha256").update(signedId ?? head);
    if (signedId === undefined) hash.update(body);
    return hash.digest("base64url");
  }
}

/** The id that a JSON body holds, where the scheme says so and it does. */
function idInBody({ idProperty }: WebhookScheme, body: Uint8Array): string | undefined {
  if (idProperty === undefined) return undefined;
  const id = valueAt(jsonIn(body), idProperty);
  return typeof id === "string" && id !== "" ? id : undefined;
}

/** `undefined` for what is no JSON: whoever reads the delivery is told. */
function jsonIn(body: Uint8Array): unknown {
  try {
    return parsedBody(body);
  } catch {
    return undefined;
  }
}

async function nothingToForget(): Promise<void> {
  // Nothing was remembered.
}
