import { inspect } from "node:util";
import {
  type CallOptions,
  type Client,
  createClient,
  isServiceError,
  type PagingDescription,
  type ServiceDescription,
  type ServiceError,
} from "@agentflow/core/runtime";
import { FakeClock, type FakeReply, FakeService } from "@agentflow/core/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { comparable } from "./comparable.js";
import { twoPages } from "./two-pages.js";
import {
  readWire,
  readWireService,
  repliesTo,
  testCredential,
  testCredentials,
  valueOf,
  type WireAnswer,
} from "./wire-data.js";

/** An operation that faults are tried on. */
export interface FaultSubject<Result> {
  readonly id: string;
  /** Group and key of the case in `test/wire` whose answer is given. */
  readonly wire: readonly [group: string, key: string];
  call(client: Client, options: CallOptions): Result;
}

/** What of a service the faults are tried on. Where the document has no such operation, it is left out. */
export interface FaultSubjects {
  /** Any operation. */
  readonly simplest?: FaultSubject<Promise<unknown>>;
  /** May be repeated, and answers with a JSON object or list. */
  readonly read?: FaultSubject<Promise<unknown>>;
  /** May not be repeated, unless the service takes an idempotency key with it. */
  readonly write?: FaultSubject<Promise<unknown>>;
  /** Sends credentials. */
  readonly authenticated?: FaultSubject<Promise<unknown>>;
  /** One of each kind of paging. */
  readonly paged?: readonly PagedSubject[];
}

/** Gives its pages; the answer of the case is the last one. */
export interface PagedSubject extends FaultSubject<AsyncIterable<unknown>> {
  readonly paging: PagingDescription;
}

let fake: FakeService;
let clock: FakeClock;
let clients: Client[] = [];

/** Declares what the adapter must do when the service or the network fails. No test waits: time is the clock's. */
export function faultSuite(
  service: ServiceDescription,
  { simplest, read, write, authenticated, paged = [] }: FaultSubjects,
): void {
  beforeEach(async () => {
    fake = await FakeService.start();
    clock = new FakeClock();
  });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
    await fake.close();
  });
  const connect = (): Client => {
    const client = createClient(service, {
      baseUrl: fake.url,
      credentials: testCredentials(),
      clock,
      random: () => 0.5,
    });
    clients.push(client);
    return client;
  };
  if (simplest) describe(simplest.id, () => callFaults(simplest, connect));
  if (authenticated) {
    describe(`${authenticated.id}, with a credential`, () =>
      credentialFaults(authenticated, connect));
  }
  if (read) describe(`${read.id}, which reads`, () => readFaults(read, connect));
  const header = service.retry?.header;
  if (read && header !== undefined) {
    describe(`${read.id}, which the service decides on`, () =>
      decidedFaults(read, header, connect));
  }
  if (write) {
    const isKeyed = service.idempotencyKeys?.includes("POST") === true;
    describe(`${write.id}, which writes`, () =>
      (isKeyed ? keyedFaults : writeFaults)(write, connect));
  }
  for (const each of paged) {
    describe(`${each.id}, which comes in pages`, () => pagingFaults(each, connect));
  }
}

type Connect = () => Client;

function callFaults(subject: FaultSubject<Promise<unknown>>, connect: Connect): void {
  test("ends with a timeout when no answer comes in time", async () => {
    fake.reply(() => {
      clock.advance(1000);
      return { fault: "hang" };
    });
    expect(await failure(subject.call(connect(), { timeout: 1000 }))).toMatchObject({
      kind: "timeout",
    });
  });

  test("ends at once when the caller aborts it", async () => {
    const controller = new AbortController();
    fake.reply(() => {
      controller.abort();
      return { fault: "hang" };
    });
    expect(await failure(subject.call(connect(), { signal: controller.signal }))).toMatchObject({
      kind: "cancelled",
    });
    expect(fake.requests).toHaveLength(1);
  });
}

function readFaults(subject: FaultSubject<Promise<unknown>>, connect: Connect): void {
  const answer = answerOf(subject);
  const result = valueOf(answer.body);
  const call = (): Promise<unknown> => subject.call(connect(), {});

  test("waits as long as Retry-After says after a 429, and succeeds then", async () => {
    fake.reply({ status: 429, headers: { "retry-after": "7" } }, ...repliesTo(answer));
    expect(comparable(await call(), result)).toEqual(result);
    expect(clock.sleeps).toEqual([7000]);
  });

  test.each([
    ["a 500", { status: 500 }],
    ["a connection that breaks before the answer", { fault: "drop-before-answer" }],
    [
      "a connection that breaks within the answer",
      { ...repliesTo(answer)[0], fault: "drop-in-body" },
    ],
  ] as const satisfies readonly (readonly [string, FakeReply])[])(
    "is repeated after %s",
    async (_, fault) => {
      fake.reply(fault, ...repliesTo(answer));
      expect(comparable(await call(), result)).toEqual(result);
      const [first, ...others] = fake.requests.map(({ method, path }) => `${method} ${path}`);
      expect(others).toEqual([first]);
    },
  );

  test("is given up after three tries", async () => {
    fake.reply({ status: 503 }, { status: 503 }, { status: 503 });
    expect(await failure(call())).toMatchObject({ kind: "server", status: 503, attempts: 3 });
  });

  test("refuses JSON that is cut off", async () => {
    fake.reply({
      headers: { "content-type": "application/json" },
      body: JSON.stringify(result).slice(0, -1),
    });
    expect(await failure(call())).toMatchObject({ kind: "response", attempts: 1 });
  });

  test("refuses a page of HTML where JSON was asked for", async () => {
    fake.reply({
      headers: { "content-type": "text/html" },
      body: "<!doctype html><title>Maintenance</title>",
    });
    expect(await failure(call())).toMatchObject({ kind: "response", attempts: 1 });
  });
}

function credentialFaults(subject: FaultSubject<Promise<unknown>>, connect: Connect): void {
  // A service can repeat only what it was sent.
  const [group, key] = subject.wire;
  const sent = readWire(group)(key).request.auth ?? readWireService().auth;
  const values = sent.flatMap(({ options }) => options).map(testCredential);

  test("is not repeated when the credential has expired", async () => {
    fake.reply({ status: 401 });
    expect(await failure(subject.call(connect(), {}))).toMatchObject({ kind: "auth", attempts: 1 });
  });

  test("shows the credential in no form of an error, even when the service repeats it", async () => {
    const body = JSON.stringify({ message: `Bad credentials: ${values.join(" ")}` });
    fake.reply({
      status: 401,
      headers: { "content-type": "application/json", "x-echo": values.join(" ") },
      body,
    });
    const error = await failure(subject.call(connect(), {}));
    const shown = [
      inspect(error, { depth: null, showHidden: true }),
      String(error),
      error.stack,
      JSON.stringify(error),
    ];
    expect(values.filter((value) => shown.some((text) => text?.includes(value)))).toEqual([]);
  });
}

function writeFaults(subject: FaultSubject<Promise<unknown>>, connect: Connect): void {
  test("is not repeated after a 500, because it may have been done", async () => {
    fake.reply({ status: 500 });
    expect(await failure(subject.call(connect(), {}))).toMatchObject({
      kind: "server",
      attempts: 1,
    });
  });

  test("is repeated with the same key when it is given an idempotency key", async () => {
    const answer = answerOf(subject);
    fake.reply({ status: 500 }, ...repliesTo(answer));
    const result = await subject.call(connect(), { idempotencyKey: "order-1" });
    const expected = valueOf(answer.body);
    expect(comparable(result, expected)).toEqual(expected);
    expect(fake.requests.map(({ headers }) => headers["idempotency-key"])).toEqual([
      "order-1",
      "order-1",
    ]);
  });
}

/** Of a service that takes a key with every call that writes. */
function keyedFaults(subject: FaultSubject<Promise<unknown>>, connect: Connect): void {
  test("is repeated after a 500, with a key of its own that stays the same", async () => {
    const replies = repliesTo(answerOf(subject));
    fake.reply({ status: 500 }, ...replies, ...replies);
    const client = connect();
    await subject.call(client, {});
    await subject.call(client, {});
    const [first, again, other] = fake.requests.map(({ headers }) => headers["idempotency-key"]);
    expect(first).toMatch(/./);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test("sends the key that it is given instead", async () => {
    fake.reply({ status: 500 }, ...repliesTo(answerOf(subject)));
    await subject.call(connect(), { idempotencyKey: "order-1" });
    expect(fake.requests.map(({ headers }) => headers["idempotency-key"])).toEqual([
      "order-1",
      "order-1",
    ]);
  });
}

/** Of a service that says in a header whether a call should come again. */
function decidedFaults(
  subject: FaultSubject<Promise<unknown>>,
  header: string,
  connect: Connect,
): void {
  test("is not repeated after a 503 when the service says that it should not be", async () => {
    fake.reply({ status: 503, headers: { [header]: "false" } });
    expect(await failure(subject.call(connect(), {}))).toMatchObject({ status: 503, attempts: 1 });
  });

  test("is repeated after a 400 when the service says that it should be", async () => {
    const answer = answerOf(subject);
    fake.reply({ status: 400, headers: { [header]: "true" } }, ...repliesTo(answer));
    const expected = valueOf(answer.body);
    expect(comparable(await subject.call(connect(), {}), expected)).toEqual(expected);
  });
}

function pagingFaults(subject: PagedSubject, connect: Connect): void {
  const { paging } = subject;
  const answer = answerOf(subject);
  const reply = (body: unknown, link?: string): readonly FakeReply[] =>
    repliesTo(
      { ...answer, body: { json: body } },
      link === undefined ? {} : { link: `<${link}>; rel="next"` },
    );

  test("follows one page with the next until there is none", async () => {
    const { first, last, next } = twoPages(paging, valueOf(answer.body), fake.url);
    fake.reply(...reply(first, paging.style === "link" ? next : undefined), ...reply(last));
    const pages = await collect(subject.call(connect(), {}));
    expect(comparable(pages, [first, last])).toEqual([first, last]);
    const [, request] = fake.requests;
    if (!("parameter" in paging)) expect(fake.url + request?.path).toBe(next);
    else expect(request?.query.map(([, value]) => value)).toContain(next);
  });

  test("ends with an error when a page is its own next page", async () => {
    const { first, next } = twoPages(paging, valueOf(answer.body), fake.url);
    const again = reply(first, paging.style === "link" ? next : undefined);
    fake.reply(...again, ...again);
    expect(await failure(collect(subject.call(connect(), {})))).toMatchObject({
      kind: "response",
    });
    expect(fake.requests).toHaveLength(2);
  });
}

function answerOf({ wire: [group, key] }: FaultSubject<unknown>): WireAnswer {
  return readWire(group)(key).answer;
}

async function collect(pages: AsyncIterable<unknown>): Promise<readonly unknown[]> {
  const collected: unknown[] = [];
  for await (const page of pages) collected.push(page);
  return collected;
}

/** The error that a call is rejected with. */
async function failure(call: Promise<unknown>): Promise<ServiceError> {
  const [outcome] = await Promise.allSettled([call]);
  if (outcome.status === "rejected" && isServiceError(outcome.reason)) return outcome.reason;
  throw new Error("The call was not rejected with a ServiceError.", { cause: outcome });
}
