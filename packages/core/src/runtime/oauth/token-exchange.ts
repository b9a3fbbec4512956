import { chooseTransport } from "../client/choose-transport.js";
import type { ClientOptions } from "../client/client-options.js";
import { type Clock, systemClock } from "../clock.js";
import { ExchangeError, type WireAnswer, type WireRequest } from "../http/exchange.js";
import { isDeeperThan } from "../http/json-depth.js";

/** How the requests for tokens are sent. */
export type TokenExchangeOptions = Pick<ClientOptions, "fetch" | "dispatcher" | "clock">;

/** Milliseconds for one request. */
const timeout = 30_000;
/** Bytes of an answer. */
const maxBytes = 1024 * 1024;
/** Levels of an answer. */
const maxDepth = 20;

/** The members of a JSON object. */
export type JsonMembers = Readonly<Record<string, unknown>>;

/** Sends a request that no call waits for alone, over a connection of its own: there is one an hour. */
export async function tokenExchange(
  request: WireRequest,
  options: TokenExchangeOptions,
): Promise<WireAnswer> {
  const clock: Clock = options.clock ?? systemClock;
  const transport = await chooseTransport(options);
  try {
    return await transport.exchange(request, { timeout, maxBytes, clock, signal: undefined });
  } finally {
    await transport.close();
  }
}

/**
 * The members of an answer that has to be a JSON object.
 * @throws {ExchangeError} when it is none; holds nothing of the answer, which may repeat a secret
 */
export function jsonMembers({ body }: WireAnswer, what: string): JsonMembers {
  const fault = (): ExchangeError =>
    new ExchangeError(`${what} answered with something else than a JSON object`, "response", false);
  if (isDeeperThan(body, maxDepth)) throw fault();
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw fault();
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw fault();
  return value as JsonMembers; // an object, as checked
}

/** A member that is a text with something in it. */
export function textMember(members: JsonMembers, name: string): string | undefined {
  const value = Object.hasOwn(members, name) ? members[name] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}
