import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";
import { isSecret, type SecretInput } from "../secrets/secret.js";
import type { WebhookScheme } from "./webhook-scheme.js";

/** Base64 (RFC 4648 §4) of at least one byte, with or without the padding. */
const base64Form = /^(?:[A-Za-z0-9+/]{4})*[A-Za-z0-9+/]{2,4}={0,2}$/;

/** @throws TypeError when there is none */
export function secretList(secrets: SecretInput | readonly SecretInput[]): readonly SecretInput[] {
  const list = [secrets].flat();
  if (list.length > 0) return list;
  throw new TypeError("secrets is empty; without one nothing can be signed or verified.");
}

/**
 * The keys of all secrets, asked for at every delivery so that they can change.
 * @throws AF_SECRET_INVALID when one is empty or not as the scheme has it; AF_SECRET_MISSING, or whatever else reading
 *   a secret throws
 */
export function readKeys(
  scheme: WebhookScheme,
  secrets: readonly SecretInput[],
): Promise<readonly Uint8Array[]> {
  return Promise.all(secrets.map(async (input) => webhookKey(scheme, await textOf(input))));
}

function textOf(input: SecretInput): string | Promise<string> {
  // A forged delivery is no sign that the secret has changed: anybody could make a vault busy.
  if (typeof input === "function") return input({ refused: false });
  return isSecret(input) ? input.reveal() : input;
}

/** @throws AF_SECRET_INVALID when the text is empty or not as the scheme has it */
export function webhookKey(
  { secretEncoding, secretPrefix = "" }: WebhookScheme,
  text: string,
): Uint8Array {
  // With an empty one anybody could sign.
  if (secretEncoding === "utf8" && text !== "") return Buffer.from(text);
  const encoded = text.startsWith(secretPrefix) ? text.slice(secretPrefix.length) : text;
  if (secretEncoding === "base64" && base64Form.test(encoded))
    return Buffer.from(encoded, "base64");
  const form = secretEncoding === "utf8" ? "empty" : `not ${secretPrefix}<base64>`;
  throw new AgentFlowError(errorCodes.secretInvalid, `The webhook's secret is ${form}.`, {
    help: "Give the secret as the service shows it, without quotes and line breaks.",
  });
}
