import { type AnswerHead, ExchangeError, type WireRequest } from "../http/exchange.js";
import { redirectLimit, redirectTarget } from "../http/redirect.js";
import { withoutCredentials } from "../http/request-headers.js";
import type { Transport } from "../http/transport.js";
import type { CallContext } from "./call-context.js";
import { exchangeOnce } from "./exchange-once.js";
import type { MiddlewareAnswer } from "./middleware.js";
import { isSuccess } from "./operation-rules.js";
import { type PreparedRequest, withQueryKeys } from "./prepare-request.js";
import type { Reception } from "./reception.js";
import { type RequestLimits, withinLimits } from "./request-limits.js";

/** An answer, and where it came from after redirects. */
export interface Delivery<Received extends MiddlewareAnswer> {
  readonly answer: Received;
  /** May hold a key, so it is not shown to anybody. */
  readonly url: string;
}

/**
 * Sends a call's request once, and follows redirects.
 * @param signal ends it; not always the call's own, because others may wait for the same answer
 * @throws {ExchangeError} when there is no answer, or too many redirects
 */
export async function attempt<Received extends MiddlewareAnswer>(
  context: CallContext,
  transport: Transport,
  reception: Reception<Received>,
  first: PreparedRequest,
  signal: AbortSignal | undefined,
): Promise<Delivery<Received>> {
  const { clock, attemptTimeout, maxResponseBytes, idleTimeout } = context.settings;
  const end = Math.min(context.deadline, clock.now() + attemptTimeout);
  let request: WireRequest = first;
  for (let redirects = 0; ; redirects += 1) {
    const timeout = end - clock.now();
    if (timeout <= 0) throw new ExchangeError("no time is left for a request", "timeout", true);
    if (redirects === 0) context.sending();
    const limits: RequestLimits = {
      timeout,
      end,
      maxBytes: maxResponseBytes,
      idleTimeout: context.options.idleTimeout ?? idleTimeout,
      clock,
      signal,
    };
    const answer = await exchangeOnce(context, transport, reception, request, limits);
    try {
      const next = following(context, first, request, answer, redirects);
      if (next === undefined) {
        const url = request.origin + request.path;
        if (isSuccess(context.plan.description, answer.status)) return { answer, url };
        const complete = reception.complete(answer, maxResponseBytes);
        if (!(complete instanceof Promise)) return { answer: complete, url };
        return { answer: await withinLimits(limits, () => complete), url };
      }
      request = next;
    } catch (error) {
      reception.discard(answer);
      throw error;
    }
    reception.discard(answer);
  }
}

/** The request that an answer redirects to. */
function following(
  context: CallContext,
  first: PreparedRequest,
  request: WireRequest,
  answer: AnswerHead,
  redirects: number,
): WireRequest | undefined {
  const target = redirectTarget(request, answer, first.resendable);
  if (target === undefined) return undefined;
  if (redirects < redirectLimit) return redirected(context, first, target);
  throw new ExchangeError(`redirected more than ${redirectLimit} times`, "redirect", false);
}

/** Credentials stay behind when the request leaves the origins that may have them. */
function redirected(
  { settings, auth, credential }: CallContext,
  first: PreparedRequest,
  target: URL,
): WireRequest {
  const trusted = settings.maySendCredentials(target.origin);
  const path = target.pathname + target.search;
  return {
    ...first,
    origin: target.origin,
    path: credential ? withQueryKeys(path, credential, trusted) : path,
    headers: trusted
      ? first.headers
      : withoutCredentials(first.headers, settings.apiKeyFields(auth)),
  };
}
