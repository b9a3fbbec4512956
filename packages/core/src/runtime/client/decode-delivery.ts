import { decodeAnswer } from "../http/decode-answer.js";
import type { WireAnswer } from "../http/exchange.js";
import type { Delivery } from "./attempt.js";
import type { CallContext } from "./call-context.js";
import type { Answer } from "./client.js";

/**
 * A successful answer as the caller gets it.
 * @throws {DecodeError} when its body is not what it should be
 */
export function decodeDelivery(
  { jsonOnly, filter, plan }: CallContext,
  { answer, url }: Delivery<WireAnswer>,
): Answer {
  const { status, headers, body } = answer;
  const { method, mayBeEmpty } = plan.description;
  const emptyIsFine = status !== 200 || method === "HEAD" || mayBeEmpty === true;
  return { data: decodeAnswer(body, headers, jsonOnly, filter, emptyIsFine), status, headers, url };
}
