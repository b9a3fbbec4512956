import * as fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { Stripe } from "stripe";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { signWebhook } from "../../../src/runtime/webhook/sign-webhook.js";
import type { WebhookScheme } from "../../../src/runtime/webhook/webhook-scheme.js";
import { standardWebhooks, stripeWebhooks } from "../../../src/runtime/webhook/webhook-schemes.js";
import { WebhookVerifier } from "../../../src/runtime/webhook/webhook-verifier.js";
import { clockAt, outcome, sentAt } from "./deliveries.js";

const text = fc.json();
/** Milliseconds after the sending; around both ends of the tolerance above all. */
const delay = fc.oneof(
  fc.integer({ min: -303_000, max: -297_000 }),
  fc.integer({ min: 297_000, max: 303_000 }),
  fc.integer({ min: -1e6, max: 1e6 }),
);

const isAccepted = async (
  scheme: WebhookScheme,
  secrets: string | readonly string[],
  after: number,
  headers: Record<string, string>,
  body: string,
): Promise<boolean> => {
  const verifier = new WebhookVerifier({ scheme, secrets, clock: clockAt(after) });
  return (await outcome(verifier, { headers, body })) === "accepted";
};

function passes(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

describe("beside the library of Standard Webhooks", () => {
  const secret = fc
    .uint8Array({ minLength: 1, maxLength: 64 })
    .map((bytes) => `whsec_${Buffer.from(bytes).toString("base64")}`);
  const id = fc.stringMatching(/^[!-\-/-~]{1,40}$/);

  // The library reads the time itself.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("a delivery is signed with the same fields", async () => {
    await fc.assert(
      fc.asyncProperty(
        secret,
        id,
        text,
        fc.nat({ max: 1e12 }),
        async (key, name, body, timestamp) => {
          const options = { scheme: standardWebhooks, secrets: key, id: name, timestamp };
          expect(await signWebhook(body, options)).toEqual({
            "webhook-id": name,
            "webhook-timestamp": String(Math.floor(timestamp / 1_000)),
            "webhook-signature": new Webhook(key).sign(name, new Date(timestamp), body),
          });
        },
      ),
    );
  });

  it("what it signs is accepted for as long as it accepts it", async () => {
    await fc.assert(
      fc.asyncProperty(secret, id, text, delay, async (key, name, body, after) => {
        const peer = new Webhook(key);
        const headers = {
          "webhook-id": name,
          "webhook-timestamp": String(sentAt / 1_000),
          "webhook-signature": peer.sign(name, new Date(sentAt), body),
        };
        vi.setSystemTime(sentAt + after);
        const expected = passes(() => peer.verify(body, headers));
        expect(await isAccepted(standardWebhooks, key, after, headers, body)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("what it refuses is refused, whatever was changed", async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        secret,
        text,
        fc.constantFrom("webhook-id", "webhook-timestamp", "webhook-signature", "body"),
        fc.nat({ max: 60 }),
        fc.string({ maxLength: 3 }),
        async (key, body, field, index, insert) => {
          const peer = new Webhook(key);
          const signature = peer.sign("msg_1", new Date(sentAt), body);
          const parts: Record<string, string> = {
            "webhook-id": "msg_1",
            "webhook-timestamp": String(sentAt / 1_000),
            "webhook-signature": `v1,AAAA v1a,BBBB ${signature}`,
            body,
          };
          const original = parts[field] ?? "";
          parts[field] = original.slice(0, index) + insert + original.slice(index + 1);
          const { body: sent = "", ...headers } = parts;
          vi.setSystemTime(sentAt);
          if (passes(() => peer.verify(sent, headers, { jsonParse: false }))) return;
          refused += 1;
          expect(await isAccepted(standardWebhooks, key, 0, headers, sent)).toBe(false);
        },
      ),
      { numRuns: 1_000 },
    );
    expect(refused).toBeGreaterThan(300);
  });
});

describe("beside Stripe's library", () => {
  const { webhooks } = Stripe;
  const secret = fc.string({ minLength: 1, unit: "grapheme" }).filter((key) => key.trim() !== "");

  it("a delivery is signed with the same field", async () => {
    await fc.assert(
      fc.asyncProperty(
        secret,
        text,
        fc.integer({ min: 1, max: 1e9 }),
        async (key, body, seconds) => {
          const options = { scheme: stripeWebhooks, secrets: key, timestamp: seconds * 1_000 };
          const header = webhooks.generateTestHeaderString({
            payload: body,
            secret: key,
            timestamp: seconds,
          });
          expect(await signWebhook(body, options)).toEqual({ "stripe-signature": header });
        },
      ),
    );
  });

  it("what it signs is accepted for as long as it accepts it, and not when it comes from the future", async () => {
    await fc.assert(
      fc.asyncProperty(secret, secret, text, delay, async (key, other, body, after) => {
        const timestamp = sentAt / 1_000;
        const header = webhooks.generateTestHeaderString({ payload: body, secret: key, timestamp });
        const receivedAt = sentAt + after;
        const expected = passes(() =>
          webhooks.constructEvent(body, header, key, undefined, undefined, receivedAt),
        );
        const headers = { "stripe-signature": header };
        // Stripe's library has no bound there.
        const isAhead = Math.floor(after / 1_000) < -300;
        expect(await isAccepted(stripeWebhooks, [other, key], after, headers, body)).toBe(
          expected && !isAhead,
        );
      }),
      { numRuns: 500 },
    );
  });

  it("what is signed here is accepted there", async () => {
    await fc.assert(
      fc.asyncProperty(secret, secret, text, async (key, other, body) => {
        const options = { scheme: stripeWebhooks, secrets: [other, key], timestamp: sentAt };
        const { "stripe-signature": header = "" } = await signWebhook(body, options);
        const event = webhooks.constructEvent(body, header, key, undefined, undefined, sentAt);
        expect(event).toEqual(JSON.parse(body));
      }),
    );
  });
});
