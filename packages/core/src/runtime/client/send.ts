import type { Circuit } from "../breaker/circuit.js";
import type { Transport } from "../http/transport.js";
import type { ConcurrencyLimiter } from "../rate-limit/concurrency-limiter.js";
import type { WaitOptions } from "../rate-limit/wait-queue.js";
import { attempt, type Delivery } from "./attempt.js";
import type { CallContext } from "./call-context.js";
import type { MiddlewareAnswer } from "./middleware.js";
import type { PreparedRequest } from "./prepare-request.js";
import type { Reception } from "./reception.js";

/** What a request of a call is sent with. */
export interface Sending<Received extends MiddlewareAnswer> {
  readonly context: CallContext;
  /** Throws when the client is closed. */
  readonly transport: () => Transport;
  readonly reception: Reception<Received>;
  readonly request: PreparedRequest;
  /** Ends the sending; not always the call's own, because others may wait for the same answer. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends a request when everything that may hold it back lets it go: the circuit breaker, the user's limit, the
 * service's own, and the bound on requests at once, which is last so that nobody waits in a place that others need.
 */
export async function send<Received extends MiddlewareAnswer>(
  sending: Sending<Received>,
): Promise<Delivery<Received>> {
  const { context, request } = sending;
  const { breaker, rateLimiter, gate } = context.settings;
  const circuit = breaker?.circuit(request.origin);
  // Throws before anybody waits for a request that will not be sent; if it does not, the time has come just now.
  if (circuit?.state === "open") circuit.release(circuit.admit());
  const turn = rateLimiter?.enter(waitOptions(sending));
  if (turn !== undefined) await turn;
  const opening = gate.enter(context.operation, waitOptions(sending));
  if (opening !== undefined) await opening;
  let answered = false;
  try {
    const delivery = await sendInPlace(sending, circuit);
    answered = true;
    learn(context, delivery.answer);
    return delivery;
  } finally {
    if (!answered) gate.leave(context.operation);
  }
}

function sendInPlace<Received extends MiddlewareAnswer>(
  sending: Sending<Received>,
  circuit: Circuit | undefined,
): Promise<Delivery<Received>> {
  const { concurrency } = sending.context.settings;
  if (concurrency === undefined) return sendThrough(sending, circuit);
  return sendInTurn(sending, circuit, concurrency);
}

/** Keeps the place until nothing more of the answer comes. */
async function sendInTurn<Received extends MiddlewareAnswer>(
  sending: Sending<Received>,
  circuit: Circuit | undefined,
  concurrency: ConcurrencyLimiter,
): Promise<Delivery<Received>> {
  const turn = concurrency.enter(waitOptions(sending));
  if (turn !== undefined) await turn;
  const leave = (): void => {
    concurrency.leave();
  };
  let delivery: Delivery<Received>;
  try {
    delivery = await sendThrough(sending, circuit);
  } catch (error) {
    leave();
    throw error;
  }
  const { reception, signal } = sending;
  return { ...delivery, answer: reception.whenRead(delivery.answer, leave, signal) };
}

function sendThrough<Received extends MiddlewareAnswer>(
  sending: Sending<Received>,
  circuit: Circuit | undefined,
): Promise<Delivery<Received>> {
  return circuit === undefined ? sendOnce(sending) : sendAdmitted(sending, circuit);
}

/** Tells the circuit how the service did. */
async function sendAdmitted<Received extends MiddlewareAnswer>(
  sending: Sending<Received>,
  circuit: Circuit,
): Promise<Delivery<Received>> {
  const pass = circuit.admit();
  try {
    const delivery = await sendOnce(sending);
    if (delivery.answer.status >= 500) circuit.fail(pass);
    else circuit.succeed(pass);
    return delivery;
  } catch (error) {
    circuit.settle(pass, sending.context.failure(error, sending.signal));
    throw error;
  }
}

function sendOnce<Received extends MiddlewareAnswer>({
  context,
  transport,
  reception,
  request,
  signal,
}: Sending<Received>): Promise<Delivery<Received>> {
  const opened = transport();
  context.attempts += 1;
  context.requestId = undefined;
  return attempt(context, opened, reception, request, signal);
}

/** Learns what the header fields of an answer say. */
function learn(context: CallContext, { status, headers }: MiddlewareAnswer): void {
  const { settings, operation } = context;
  context.answered(headers);
  context.reading = settings.gate.read(operation, status, headers);
}

function waitOptions({ context, signal }: Pick<Sending<never>, "context" | "signal">): WaitOptions {
  return { signal, maxWait: context.remaining };
}
