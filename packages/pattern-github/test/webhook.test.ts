import { sign, verify } from "@octokit/webhooks-methods";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createWebhookVerifier } from "../templates/src/webhook.js";

const secret = fc.string({ minLength: 1, unit: "grapheme" });
const text = fc.string({ minLength: 1, unit: "grapheme" });

const isAccepted = (body: string, signature: string, secrets: string): Promise<boolean> =>
  createWebhookVerifier({ secrets })
    .verify({ headers: { "x-hub-signature-256": signature }, body })
    .then(
      () => true,
      () => false,
    );

/** The signature check that the pattern ships, beside GitHub's own. */
describe("webhook signatures", () => {
  test("the official library's signatures are accepted", async () => {
    await fc.assert(
      fc.asyncProperty(secret, text, async (key, body) => {
        expect(await isAccepted(body, await sign(key, body), key)).toBe(true);
      }),
    );
  });

  test("what the official library refuses is refused", async () => {
    await fc.assert(
      fc.asyncProperty(secret, text, text, async (key, body, other) => {
        const signature = await sign(key, other);
        expect(await isAccepted(body, signature, key)).toBe(await verify(key, body, signature));
      }),
    );
  });
});
