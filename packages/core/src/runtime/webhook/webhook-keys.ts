import { createSecretKey, KeyObject } from "node:crypto";
import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";
import { isSecret } from "../secrets/is-secret.js";
import type { SecretInput } from "../secrets/secret.js";
import type { WebhookScheme } from "./webhook-scheme.js";

/** Base64 (RFC 4648 §4) of at least one byte, with or without the padding. */
const base64Form = /^(?:[A-Za-z0-9+/]{4})*[A-Za-z0-9+/]{2,4}={0,2}$/;

/** The keys of a webhook's secrets. */
export class WebhookKeys {
  readonly #scheme: WebhookScheme;
  readonly #secrets: readonly (KeyObject | Exclude<SecretInput, string>)[];

  /**
   * @throws TypeError when there is no secret
   * @throws AF_SECRET_INVALID when one that is given as text is empty or not as the scheme has it
   */
  constructor(scheme: WebhookScheme, secrets: SecretInput | readonly SecretInput[]) {
    this.#scheme = scheme;
    this.#secrets = [secrets]
      .flat()
      .map((input) => (typeof input === "string" ? webhookKey(scheme, input) : input));
    if (this.#secrets.length > 0) return;
    throw new TypeError("secrets is empty; without one nothing can be signed or verified.");
  }

  /**
   * The keys; functions are asked every time, so that secrets can change.
   * @throws AF_SECRET_INVALID when one is empty or not as the scheme has it; AF_SECRET_MISSING, or whatever else reading
   *   a secret throws
   */
  async read(): Promise<readonly KeyObject[]> {
    const keys: KeyObject[] = [];
    for (const input of this.#secrets) {
      if (input instanceof KeyObject) keys.push(input);
      else if (isSecret(input)) keys.push(webhookKey(this.#scheme, input.reveal()));
      // A forged delivery is no sign that the secret has changed: anybody could make a vault busy.
      else keys.push(webhookKey(this.#scheme, await input({ refused: false })));
    }
    return keys;
  }
}

/** @throws AF_SECRET_INVALID when the text is empty or not as the scheme has it */
function webhookKey({ secretEncoding, secretPrefix = "" }: WebhookScheme, text: string): KeyObject {
  // With an empty one anybody could sign.
  if (secretEncoding === "utf8" && text !== "") return createSecretKey(text, "utf8");
  const encoded = text.startsWith(secretPrefix) ? text.slice(secretPrefix.length) : text;
  if (secretEncoding === "base64" && base64Form.test(encoded))
    return createSecretKey(encoded, "base64");
  const form = secretEncoding === "utf8" ? "empty" : `not ${secretPrefix}<base64>`;
  throw new AgentFlowError(errorCodes.secretInvalid, `The webhook's secret is ${form}.`, {
    help: "Give the secret as the service shows it, without quotes and line breaks.",
  });
}
