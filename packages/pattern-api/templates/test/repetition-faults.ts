import type { Client } from "@agentflow/core/runtime";
import type { FakeService } from "@agentflow/core/testing";
import { expect, test } from "vitest";
import { comparable } from "./comparable.js";
import { answerOf, failure, type FaultSubject } from "./fault-subject.js";
import { repliesTo, valueOf } from "./wire-data.js";

/** Where calls are made: a client, and the service of the test that runs. */
export interface RepetitionSetting {
  readonly connect: () => Client;
  readonly service: () => FakeService;
}

/** Of a service that may do twice what it is sent twice. */
export function writeFaults(
  subject: FaultSubject<Promise<unknown>>,
  { connect, service }: RepetitionSetting,
): void {
  test("is not repeated after a 500, because it may have been done", async () => {
    service().reply({ status: 500 });
    expect(await failure(subject.call(connect(), {}))).toMatchObject({
      kind: "server",
      attempts: 1,
    });
  });

  test("is repeated with the same key when it is given an idempotency key", async () => {
    const answer = answerOf(subject);
    service().reply({ status: 500 }, ...repliesTo(answer));
    const result = await subject.call(connect(), { idempotencyKey: "order-1" });
    const expected = valueOf(answer.body);
    expect(comparable(result, expected)).toEqual(expected);
    expect(service().requests.map(({ headers }) => headers["idempotency-key"])).toEqual([
      "order-1",
      "order-1",
    ]);
  });
}

/** Of a service that takes a key with every call that writes. */
export function keyedFaults(
  subject: FaultSubject<Promise<unknown>>,
  { connect, service }: RepetitionSetting,
): void {
  test("is repeated after a 500, with a key of its own that stays the same", async () => {
    const replies = repliesTo(answerOf(subject));
    service().reply({ status: 500 }, ...replies, ...replies);
    const client = connect();
    await subject.call(client, {});
    await subject.call(client, {});
    const [first, again, other] = service().requests.map(
      ({ headers }) => headers["idempotency-key"],
    );
    expect(first).toMatch(/./);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test("sends the key that it is given instead", async () => {
    service().reply({ status: 500 }, ...repliesTo(answerOf(subject)));
    await subject.call(connect(), { idempotencyKey: "order-1" });
    expect(service().requests.map(({ headers }) => headers["idempotency-key"])).toEqual([
      "order-1",
      "order-1",
    ]);
  });
}

/** Of a service that says in a header whether a call should come again. */
export function decidedFaults(
  subject: FaultSubject<Promise<unknown>>,
  header: string,
  { connect, service }: RepetitionSetting,
): void {
  test("is not repeated after a 503 when the service says that it should not be", async () => {
    service().reply({ status: 503, headers: { [header]: "false" } });
    expect(await failure(subject.call(connect(), {}))).toMatchObject({ status: 503, attempts: 1 });
  });

  test("is repeated after a 400 when the service says that it should be", async () => {
    const answer = answerOf(subject);
    service().reply({ status: 400, headers: { [header]: "true" } }, ...repliesTo(answer));
    const expected = valueOf(answer.body);
    expect(comparable(await subject.call(connect(), {}), expected)).toEqual(expected);
  });
}
