import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WebhookError } from "../../../src/runtime/webhook/webhook-error.js";
import type { WebhookHeaders } from "../../../src/runtime/webhook/webhook-headers.js";
import { githubWebhooks } from "../../../src/runtime/webhook/webhook-schemes.js";
import { WebhookVerifier } from "../../../src/runtime/webhook/webhook-verifier.js";
import { body, clockAt, delivery, outcome, schemes, secretText } from "./deliveries.js";

const clock = clockAt(0);

describe("fuzzed header fields", () => {
  it("never throw anything but WebhookError, and never let a body in that was not signed", async () => {
    const valid = await Promise.all(schemes.map(([, scheme]) => delivery(scheme)));
    const texts = valid.flatMap(({ headers }) => Object.values(headers));
    const piece = fc.oneof(
      fc.constantFrom(...texts, "v1,", "v1=", "t=", "sha256=", ",", " ", ".", "=", "\0", "\n"),
      fc.string({ unit: "binary", maxLength: 80 }),
      fc.nat({ max: 1e13 }).map(String),
    );
    const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
    const cut = fc.tuple(fc.constantFrom(...texts), fc.nat(90), fc.nat(90));
    const value = fc.oneof(
      text,
      cut.map(([whole, start, length]) => whole.slice(start, start + length)),
      fc.array(text, { maxLength: 3 }),
      fc.anything(),
    );
    const name = fc.constantFrom(
      ...valid.flatMap(({ headers }) => Object.keys(headers)),
      "Webhook-Id",
      "STRIPE-SIGNATURE",
      "__proto__",
      "get",
    );
    const verifiers = schemes.map(
      ([, scheme]) => new WebhookVerifier({ scheme, secrets: secretText, clock, remember: {} }),
    );
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, value), { maxLength: 6 }),
        fc.constantFrom(...verifiers),
        async (fields, verifier) => {
          // What JavaScript lets anybody do.
          const headers = Object.fromEntries(fields) as WebhookHeaders;
          const error: unknown = await verifier
            .verify({ headers, body: `${body} changed` })
            .catch((thrown: unknown) => thrown);
          expect(error).toBeInstanceOf(WebhookError);
          refused += 1;
        },
      ),
      { numRuns: 10_000 },
    );
    expect(refused).toBe(10_000);
  }, 60_000);

  it("are refused whichever single character of a delivery is changed", async () => {
    for (const [, scheme] of schemes) {
      const verifier = new WebhookVerifier({ scheme, secrets: secretText, clock });
      const { headers } = await delivery(scheme);
      // GitHub's id is not signed.
      const signed = Object.entries(headers).filter(([name]) => name !== githubWebhooks.idHeader);
      for (const [name, text] of signed) {
        for (let index = 0; index < text.length; index += 1) {
          const other = text[index] === "1" ? "2" : "1";
          const changed = text.slice(0, index) + other + text.slice(index + 1);
          const request = { headers: { ...headers, [name]: changed }, body };
          expect(await outcome(verifier, request), `${name}: ${changed}`).not.toBe("accepted");
        }
      }
    }
  });
});
