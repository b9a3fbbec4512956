import { describe, expect, it } from "vitest";
import { defineOperation, type HttpMethod } from "../../../src/runtime.js";
import { type FakeAnswer, FakeClock } from "../../../src/testing.js";
import { create, json, useFakeHub } from "../hub.js";
import { seededRandom } from "../seeded-random.js";

const fake = useFakeHub();

/** Answers of a service of which every other one is a failure, of whatever kind. */
function flaky(random: () => number): () => FakeAnswer {
  const failures: readonly FakeAnswer[] = [
    { status: 503 },
    { status: 429 },
    { status: 500, headers: { "retry-after": "1" } },
    { status: 401 },
    { fault: "drop-before-answer" },
    json({ id: 1 }, { fault: "drop-in-body" }),
  ];
  return () =>
    (random() < 0.5 ? failures[Math.floor(random() * failures.length)] : undefined) ??
    json({ id: 1 });
}

describe("1,000 calls of a flaky service", () => {
  /** What the service saw: the keys that came with the body of each call. */
  async function keysByCall(keyOf: (call: number) => string | undefined) {
    const clock = new FakeClock();
    const random = seededRandom(4);
    const answer = flaky(random);
    fake.service.reply(...Array.from({ length: 6_000 }, () => answer));
    let asked = 0;
    const client = fake.client({
      clock,
      random,
      timeout: Infinity,
      retry: { attempts: 5, baseDelay: 1 },
      retryBudget: false,
      credentials: { token: () => `token-${(asked += 1)}` },
    });
    let next = 0;
    const work = async (): Promise<void> => {
      for (let call = next++; call < 1_000; call = next++) {
        const idempotencyKey = keyOf(call);
        await create(client, { body: { call } }, { idempotencyKey }).catch(() => undefined);
      }
    };
    await Promise.all(Array.from({ length: 50 }, work));
    const keys = new Map<string, unknown[]>();
    for (const { body, headers } of fake.service.requests) {
      const call = body.toString();
      keys.set(call, [...(keys.get(call) ?? []), headers["idempotency-key"]]);
    }
    return keys;
  }

  it("sends the key of a call with all of its requests, and with no other's", async () => {
    const keys = await keysByCall((call) => `key-${call}`);
    expect(keys.size).toBe(1_000);
    for (const [body, sent] of keys) {
      const { call } = JSON.parse(body) as { call: number };
      expect(new Set(sent)).toEqual(new Set([`key-${call}`]));
    }
    expect(Array.from(keys.values()).filter((sent) => sent.length > 2).length).toBeGreaterThan(200);
  });

  it("makes up no key for a call that was given none", async () => {
    const keys = await keysByCall((call) => (call % 2 === 0 ? undefined : `key-${call}`));
    for (const [body, sent] of keys) {
      const { call } = JSON.parse(body) as { call: number };
      expect(new Set(sent)).toEqual(new Set([call % 2 === 0 ? undefined : `key-${call}`]));
    }
  });
});

describe("a call that fails", () => {
  const failures: readonly FakeAnswer[] = [
    ...[408, 500, 502, 503, 504].map((status) => ({ status })),
    { fault: "drop-before-answer" },
    { fault: "drop-in-body", body: "half" },
  ];

  /** How often a call is sent when nothing but this is answered. */
  async function requestsOf(
    method: HttpMethod,
    answer: FakeAnswer,
    idempotencyKey?: string,
  ): Promise<number> {
    fake.service.reset();
    fake.service.reply(answer, answer, answer, answer);
    const call = defineOperation({ id: "x", method, path: "/" });
    const client = fake.client({ clock: new FakeClock() });
    await call(client, {}, { idempotencyKey }).catch(() => undefined);
    return fake.service.requests.length;
  }

  it.each(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"] as const)(
    "is sent three times when its method is %s, in which twice is the same as once",
    async (method) => {
      for (const answer of failures) expect(await requestsOf(method, answer)).toBe(3);
    },
  );

  it.each(["POST", "PATCH"] as const)(
    "is sent once when its method is %s, unless it has an idempotency key",
    async (method) => {
      for (const answer of failures) {
        expect([await requestsOf(method, answer), await requestsOf(method, answer, "k")]).toEqual([
          1, 3,
        ]);
      }
    },
  );
});
