import { decodeAnswer } from "../http/decode-answer.js";
import type { WireAnswer } from "../http/exchange.js";
import type { Delivery } from "./attempt.js";
import type { CallContext } from "./call-context.js";
import type { Answer } from "./caller.js";

/**
 * A successful answer as the caller gets it.
 * @throws {DecodeError} when its body is not what it should be
 */
export function decodeDelivery(
  { jsonOnly, filter, plan }: CallContext,
  { answer, url }: Delivery<WireAnswer>,
): Answer {
  const { status, headers, body } = answer;
  const { method, mayBeEmpty, values } = plan.description;
  const emptyIsFine = status !== 200 || method === "HEAD" || mayBeEmpty === true;
  const parse = values && ((text: string) => values.fromWire(status, text));
  const data = decodeAnswer(body, headers, jsonOnly, filter, emptyIsFine, parse);
  return { data, status, headers, url };
}
