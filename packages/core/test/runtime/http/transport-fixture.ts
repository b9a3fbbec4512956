import { getEventListeners } from "node:events";
import { afterEach, beforeEach, expect } from "vitest";
import {
  ExchangeError,
  type WireAnswer,
  type WireRequest,
} from "../../../src/runtime/http/exchange.js";
import type { OpenAnswer, OpenLimits, Transport } from "../../../src/runtime/http/transport.js";
import { FakeClock } from "../../../src/testing.js";
import { RawServer } from "./raw-server.js";

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (content: Uint8Array): string => new TextDecoder().decode(content);

/** A transport of one test, whose requests go to a server of the test with limits of the test. */
export class TransportFixture {
  readonly clock = new FakeClock({ manual: true });
  readonly abort = new AbortController();
  readonly server: RawServer;
  readonly transport: Transport;

  constructor(server: RawServer, transport: Transport) {
    this.server = server;
    this.transport = transport;
  }

  exchange(request?: Partial<WireRequest>, limits?: Partial<OpenLimits>): Promise<WireAnswer> {
    return this.transport.exchange(this.request(request), this.limits(limits));
  }

  open(request?: Partial<WireRequest>, limits?: Partial<OpenLimits>): Promise<OpenAnswer> {
    return this.transport.open(this.request(request), this.limits(limits));
  }

  request(own?: Partial<WireRequest>): WireRequest {
    const { origin } = this.server;
    return { method: "GET", origin, path: "/", headers: {}, body: undefined, ...own };
  }

  limits(own?: Partial<OpenLimits>): OpenLimits {
    const { clock, abort } = this;
    const limits = { timeout: 1_000, idleTimeout: 500, maxBytes: 1_000_000 };
    return { ...limits, clock, signal: abort.signal, ...own };
  }
}

/** Whatever happened: nothing is left behind, and the next request is answered. */
async function leavesNothing(fixture: TransportFixture): Promise<void> {
  const { abort, clock, server, transport } = fixture;
  expect(clock.pending).toBe(0);
  expect(getEventListeners(abort.signal, "abort")).toEqual([]);
  const after = fixture.exchange({ path: "/after" }, { signal: undefined });
  // A request that failed while it was sent may have come all the same.
  let { response, message } = await server.next();
  if (message.url !== "/after") ({ response, message } = await server.next());
  expect(message.url).toBe("/after");
  response.end("still usable");
  expect(text((await after).body)).toBe("still usable");
  expect(clock.pending).toBe(0);
  await transport.close();
  await server.close();
}

/** The fixture of the test that runs. */
export function useTransport(makeTransport: () => Transport): () => TransportFixture {
  let fixture: TransportFixture | undefined;
  const running = (): TransportFixture => {
    if (fixture === undefined) throw new Error("The transport is there only inside of tests.");
    return fixture;
  };
  beforeEach(async () => {
    fixture = new TransportFixture(await RawServer.start(), makeTransport());
  });
  afterEach(() => leavesNothing(running()));
  return running;
}

type Get = (
  fixture: TransportFixture,
  request?: Partial<WireRequest>,
  limits?: Partial<OpenLimits>,
) => Promise<WireAnswer>;

const exchange: Get = (fixture, request, limits) => fixture.exchange(request, limits);

const open: Get = async (fixture, request, limits) => {
  const { status, headers, body } = await fixture.open(request, limits);
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return { status, headers, body: Buffer.concat(pieces) };
};

/** Ways to get a whole answer: what holds for one holds for the other. */
export const ways = [
  { way: "exchange", get: exchange },
  { way: "open", get: open },
] as const;

/** What a promise rejects with, which has to be the one documented error. */
export async function failure(promise: Promise<unknown>): Promise<ExchangeError> {
  const error: unknown = await promise.then(
    (value) => new Error("It did not reject.", { cause: value }),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ExchangeError);
  return error as ExchangeError; // as checked
}

/** The kind and transience of what a promise rejects with. */
export async function failed(
  promise: Promise<unknown>,
): Promise<Pick<ExchangeError, "kind" | "transient">> {
  const { kind, transient } = await failure(promise);
  return { kind, transient };
}
