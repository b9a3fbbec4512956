import type { Circuit } from "../breaker/circuit.js";
import type { Transport } from "../http/transport.js";
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
 * Sends a request when everything that may hold it back lets it go: the circuit breaker, the service's own limit, the
 * user's, and the bound on requests at once, which is last so that nobody waits in a place that others need.
 */
export async function send<Received extends MiddlewareAnswer>(
  sending: Sending<Received>,
): Promise<Delivery<Received>> {
  const { context, reception, request, signal } = sending;
  const { breaker, gate, concurrency } = context.settings;
  const circuit = breaker?.circuit(request.origin);
  // Throws before anybody waits for a request that will not be sent. Who may go asks once more when it goes.
  if (circuit !== undefined && circuit.state !== "closed") circuit.release(circuit.admit());
  const opening = gate.enter(context.operation, waitOptions(sending));
  const turn = opening === undefined ? ownTurn(sending) : undefined;
  if (opening !== undefined || turn !== undefined) await waitForTurn(sending, opening, turn);
  const { attempts } = context;
  try {
    const delivery = await sendThrough(sending, circuit);
    learn(context, delivery.answer);
    if (concurrency === undefined) return delivery;
    // The place is kept until nothing more of the answer comes.
    const leave = (): void => {
      concurrency.leave();
    };
    return { ...delivery, answer: reception.whenRead(delivery.answer, leave, signal) };
  } catch (error) {
    if (context.attempts === attempts) gate.withdraw(context.operation);
    else gate.leave(context.operation);
    concurrency?.leave();
    throw error;
  }
}

/** What those that hold a request back have to know of it. */
type Waiting = Pick<Sending<MiddlewareAnswer>, "context" | "signal">;

/** Waits for the limits that the user has set; `undefined` when they let the request go at once. */
function ownTurn(sending: Waiting): Promise<void> | undefined {
  const { rateLimiter, concurrency } = sending.context.settings;
  const turn = rateLimiter?.enter(waitOptions(sending));
  if (turn === undefined) return concurrency?.enter(waitOptions(sending));
  return concurrency === undefined
    ? turn
    : turn.then(() => concurrency.enter(waitOptions(sending)));
}

/**
 * Waits until nothing holds the request back any more. While it waited for the user's limits, answers may have told
 * that the service takes no more: then it gives its place to others, and waits for the service first.
 * @param opening the service's own limit, when it is waited for
 * @param turn the user's limits, when only these are
 */
async function waitForTurn(
  sending: Waiting,
  opening: Promise<void> | undefined,
  turn: Promise<void> | undefined,
): Promise<void> {
  const { operation, settings } = sending.context;
  const { gate, concurrency } = settings;
  let [opens, comes] = [opening, turn];
  for (;;) {
    if (opens !== undefined) {
      await opens;
      comes = ownTurn(sending);
    }
    if (comes === undefined) return;
    // Who waits is not in flight.
    gate.withdraw(operation);
    await comes;
    opens = gate.enter(operation, waitOptions(sending));
    if (opens === undefined) return;
    concurrency?.leave();
  }
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
  return attempt(context, transport(), reception, request, signal);
}

/** Learns what the header fields of an answer say. */
function learn(context: CallContext, { status, headers }: MiddlewareAnswer): void {
  const { settings, operation } = context;
  context.answered(headers);
  context.reading = settings.gate.read(operation, status, headers);
}

function waitOptions({ context, signal }: Waiting): WaitOptions {
  return { signal, maxWait: context.remaining };
}
