import { describe, expect, it, vi } from "vitest";
import {
  githubWebhooks,
  standardWebhooks,
  stripeWebhooks,
} from "../../../src/runtime/webhook/webhook-schemes.js";
import { WebhookVerifier } from "../../../src/runtime/webhook/webhook-verifier.js";
import type { FakeClock } from "../../../src/testing.js";
import {
  body,
  clockAt,
  delivery,
  otherSecretText,
  outcome,
  schemes,
  secretText,
  sentAt,
} from "./deliveries.js";
import { FakeDeliveryStore } from "./fake-delivery-store.js";

describe.each(schemes)("a verifier that remembers deliveries of %s", (_name, scheme) => {
  const remembering = (clock: FakeClock): WebhookVerifier =>
    new WebhookVerifier({ scheme, secrets: secretText, remember: {}, clock });

  it("reports the second of the same", async () => {
    const verifier = remembering(clockAt(0));
    const sent = await delivery(scheme);
    expect([await outcome(verifier, sent), await outcome(verifier, sent)]).toEqual([
      "accepted",
      "replayed",
    ]);
  });

  it("accepts one of a hundred that come at once", async () => {
    const verifier = remembering(clockAt(0));
    const sent = await delivery(scheme);
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => outcome(verifier, sent)));
    expect(outcomes.filter((result) => result === "accepted")).toHaveLength(1);
    expect(outcomes.filter((result) => result === "replayed")).toHaveLength(99);
  });

  it("remembers nothing of what it refused", async () => {
    const verifier = remembering(clockAt(0));
    await outcome(verifier, await delivery(scheme, { secrets: otherSecretText }));
    expect(await outcome(verifier, await delivery(scheme))).toBe("accepted");
  });

  it("accepts a delivery once more that it was told to forget", async () => {
    const verifier = remembering(clockAt(0));
    const sent = await delivery(scheme);
    const accepted = await verifier.verify(sent);
    await accepted.forget();
    expect(await outcome(verifier, sent)).toBe("accepted");
    expect(await outcome(verifier, sent)).toBe("replayed");
  });

  it("remembers nothing by default, and forgets it without a failure", async () => {
    const verifier = new WebhookVerifier({ scheme, secrets: secretText, clock: clockAt(0) });
    const sent = await delivery(scheme);
    await (await verifier.verify(sent)).forget();
    expect(await outcome(verifier, sent)).toBe("accepted");
    expect(await outcome(verifier, sent)).toBe("accepted");
  });
});

describe.each([
  ["Standard Webhooks", standardWebhooks],
  ["Stripe", stripeWebhooks],
])("the memory for deliveries of %s", (_name, scheme) => {
  it("lasts until the delivery is too old, also when its time was ahead", async () => {
    const clock = clockAt(0);
    const options = { scheme, secrets: secretText, remember: {}, clock };
    const verifier = new WebhookVerifier(options);
    const ahead = await delivery(scheme, { timestamp: sentAt + 300_000 });
    expect(await outcome(verifier, ahead)).toBe("accepted");
    const outcomes: string[] = [];
    for (let second = 0; second <= 700; second += 1) {
      outcomes.push(await outcome(verifier, ahead));
      clock.advance(1_000);
    }
    expect(outcomes.indexOf("too-old")).toBe(601);
    expect(new Set(outcomes)).toEqual(new Set(["replayed", "too-old"]));
  });

  it.each([
    [{ ttl: 599_999 }, RangeError],
    [{ ttl: Infinity }, RangeError],
    [{ ttl: NaN }, RangeError],
    [{ max: 0 }, RangeError],
    [{ max: 1.5 }, RangeError],
    [{ store: new FakeDeliveryStore(clockAt(0)) }, TypeError],
    [{ storeTimeout: 0 }, RangeError],
  ])("cannot be %j", (remember, error) => {
    expect(() => new WebhookVerifier({ scheme, secrets: secretText, remember })).toThrow(error);
  });
});

describe("what makes a delivery the same", () => {
  it("is the id where it is signed, also when it was sent again with another time", async () => {
    const options = { scheme: standardWebhooks, secrets: secretText, remember: {} };
    const verifier = new WebhookVerifier({ ...options, clock: clockAt(0) });
    expect(await outcome(verifier, await delivery(standardWebhooks))).toBe("accepted");
    const again = await delivery(standardWebhooks, { timestamp: sentAt + 5_000 });
    expect(await outcome(verifier, again)).toBe("replayed");
    const other = await delivery(standardWebhooks, { id: "msg_2" });
    expect(await outcome(verifier, other)).toBe("accepted");
  });

  it("is not an id that anybody can change", async () => {
    const options = { scheme: githubWebhooks, secrets: secretText, remember: {} };
    const verifier = new WebhookVerifier(options);
    expect(await outcome(verifier, await delivery(githubWebhooks))).toBe("accepted");
    const renamed = await delivery(githubWebhooks, { id: "another" });
    expect(await outcome(verifier, renamed)).toBe("replayed");
  });

  it("is not the signature, of which a delivery can have several", async () => {
    const secrets = [secretText, otherSecretText];
    const options = { scheme: stripeWebhooks, secrets, remember: {}, clock: clockAt(0) };
    const verifier = new WebhookVerifier(options);
    expect(await outcome(verifier, await delivery(stripeWebhooks, { secrets }))).toBe("accepted");
    for (const one of secrets) {
      const stripped = await delivery(stripeWebhooks, { secrets: one });
      expect(await outcome(verifier, stripped)).toBe("replayed");
    }
  });

  it("is the time too where no id is signed, so that another attempt is another delivery", async () => {
    const options = { scheme: stripeWebhooks, secrets: secretText, remember: {} };
    const verifier = new WebhookVerifier({ ...options, clock: clockAt(0) });
    expect(await outcome(verifier, await delivery(stripeWebhooks))).toBe("accepted");
    const again = await delivery(stripeWebhooks, { timestamp: sentAt + 5_000 });
    expect(await outcome(verifier, again)).toBe("accepted");
  });
});

describe("the memory of a process", () => {
  it("forgets the oldest beyond its bound", async () => {
    const options = { scheme: standardWebhooks, secrets: secretText, remember: { max: 2 } };
    const verifier = new WebhookVerifier({ ...options, clock: clockAt(0) });
    const send = async (id: string): Promise<string> =>
      outcome(verifier, await delivery(standardWebhooks, { id }));
    expect([await send("1"), await send("2"), await send("3")]).toEqual(Array(3).fill("accepted"));
    expect([await send("3"), await send("2"), await send("1")]).toEqual([
      "replayed",
      "replayed",
      "accepted",
    ]);
  });

  it("forgets after its time", async () => {
    const clock = clockAt(0);
    const options = { scheme: githubWebhooks, secrets: secretText, remember: { ttl: 3_600_000 } };
    const verifier = new WebhookVerifier({ ...options, clock });
    const sent = await delivery(githubWebhooks);
    expect(await outcome(verifier, sent)).toBe("accepted");
    clock.advance(3_600_000);
    expect(await outcome(verifier, sent)).toBe("replayed");
    clock.advance(1_000);
    expect(await outcome(verifier, sent)).toBe("accepted");
  });
});

describe("a memory that processes share", () => {
  const sharing = (
    store: FakeDeliveryStore,
    clock: FakeClock,
    more: { name?: string; onStoreError?: (error: unknown) => void } = {},
  ): WebhookVerifier =>
    new WebhookVerifier({
      scheme: standardWebhooks,
      secrets: secretText,
      remember: { store, name: "billing", ...more },
      clock,
    });

  it("lets a delivery in once, also when two get it at once", async () => {
    const clock = clockAt(0);
    const store = new FakeDeliveryStore(clock);
    const sent = await delivery(standardWebhooks);
    const outcomes = await Promise.all([
      outcome(sharing(store, clock), sent),
      outcome(sharing(store, clock), sent),
    ]);
    expect(outcomes.toSorted()).toEqual(["accepted", "replayed"]);
  });

  it("is told a digest, for as long as the delivery is valid", async () => {
    const clock = clockAt(0);
    const store = new FakeDeliveryStore(clock);
    const accepted = await sharing(store, clock).verify(await delivery(standardWebhooks));
    await accepted.forget();
    const key = expect.stringMatching(/^add billing:[\w-]{43} for 601000$/);
    expect(store.questions).toEqual([key, expect.stringMatching(/^delete billing:[\w-]{43}$/)]);
  });

  it("forgets for all", async () => {
    const clock = clockAt(0);
    const store = new FakeDeliveryStore(clock);
    const sent = await delivery(standardWebhooks);
    const [one, another] = [sharing(store, clock), sharing(store, clock)];
    const accepted = await one.verify(sent);
    expect(await outcome(another, sent)).toBe("replayed");
    await accepted.forget();
    expect(await outcome(another, sent)).toBe("accepted");
    expect(await outcome(one, sent)).toBe("replayed");
  });

  it("is one for each name", async () => {
    const clock = clockAt(0);
    const store = new FakeDeliveryStore(clock);
    const sent = await delivery(standardWebhooks);
    expect(await outcome(sharing(store, clock), sent)).toBe("accepted");
    expect(await outcome(sharing(store, clock, { name: "shop" }), sent)).toBe("accepted");
  });

  it.each(["rejects", "throws", "hangs"] as const)(
    "is each process's own while the store %s",
    async (mode) => {
      const clock = clockAt(0);
      const store = new FakeDeliveryStore(clock);
      store.mode = mode;
      const onStoreError = vi.fn<(error: unknown) => void>();
      const verifier = sharing(store, clock, { onStoreError });
      const sent = await delivery(standardWebhooks);
      const first = verifier.verify(sent);
      // All that can be done without time passing: the store was asked.
      await new Promise((resolve) => setImmediate(resolve));
      expect(store.questions).toHaveLength(1);
      clock.advance(100);
      const accepted = await first;
      expect(onStoreError).toHaveBeenCalledOnce();
      expect(await outcome(verifier, sent)).toBe("replayed");
      await accepted.forget();
      expect(await outcome(verifier, sent)).toBe("accepted");
      expect(clock.pending).toBe(0);
    },
  );

  it("holds nothing of the body", async () => {
    const clock = clockAt(0);
    const store = new FakeDeliveryStore(clock);
    await sharing(store, clock).verify(await delivery(standardWebhooks));
    expect(store.questions.join()).not.toContain(body.slice(2, 10));
  });
});
