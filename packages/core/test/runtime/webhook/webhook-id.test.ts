import { describe, expect, it } from "vitest";
import {
  githubWebhooks,
  signWebhook,
  stripeWebhooks,
  WebhookVerifier,
} from "../../../src/runtime.js";
import { clockAt, outcome, secretText, sentAt } from "./deliveries.js";

/** A delivery of Stripe's form with this body, sent this many milliseconds after `sentAt`. */
async function sent(body: string, after = 0) {
  const timestamp = sentAt + after;
  const headers = await signWebhook(body, {
    scheme: stripeWebhooks,
    secrets: secretText,
    timestamp,
  });
  return { headers, body };
}

const remembering = (): WebhookVerifier =>
  new WebhookVerifier({
    scheme: stripeWebhooks,
    secrets: secretText,
    remember: {},
    clock: clockAt(60_000),
  });

describe("a scheme whose bodies hold the id", () => {
  it("gives it with the delivery", async () => {
    const delivery = await remembering().verify(await sent('{"id":"evt_1"}'));
    expect(delivery.id).toBe("evt_1");
  });

  it("knows what is sent again with another time and another body", async () => {
    const verifier = remembering();
    expect(await outcome(verifier, await sent('{"id":"evt_1","pending":2}'))).toBe("accepted");
    expect(await outcome(verifier, await sent('{"id":"evt_1","pending":1}', 60_000))).toBe(
      "replayed",
    );
    expect(await outcome(verifier, await sent('{"id":"evt_2","pending":1}', 60_000))).toBe(
      "accepted",
    );
  });

  it("lets in once more what could not be handled", async () => {
    const verifier = remembering();
    await (await verifier.verify(await sent('{"id":"evt_1"}'))).forget();
    expect(await outcome(verifier, await sent('{"id":"evt_1"}', 1_000))).toBe("accepted");
  });

  it.each([
    ["is no text", '{"id":1}'],
    ["is empty", '{"id":""}'],
    ["is missing", '{"type":"a"}'],
    ["could only be inherited", "[]"],
    ["stands in no JSON", "{"],
    ["stands too deep", `${'{"id":'.repeat(1001)}1${"}".repeat(1001)}`],
  ])("knows a delivery by all that is signed when the id %s", async (_case, body) => {
    const verifier = remembering();
    const delivery = await verifier.verify(await sent(body));
    expect(delivery.id).toBeUndefined();
    expect(await outcome(verifier, await sent(body))).toBe("replayed");
    expect(await outcome(verifier, await sent(body, 1_000))).toBe("accepted");
  });

  it("does not believe an id in a header that nobody signed", async () => {
    const scheme = githubWebhooks;
    const verifier = new WebhookVerifier({ scheme, secrets: secretText, remember: {} });
    const body = "{}";
    const deliver = async (id: string) => ({
      headers: await signWebhook(body, { scheme, secrets: secretText, id }),
      body,
    });
    expect(await outcome(verifier, await deliver("1"))).toBe("accepted");
    expect(await outcome(verifier, await deliver("2"))).toBe("replayed");
  });
});
