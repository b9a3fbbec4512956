import { sign, verify } from "@octokit/webhooks-methods";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSignedByGitHub } from "../templates/src/webhook.js";

const secret = fc.string({ minLength: 1, unit: "grapheme" });
const body = fc.string({ minLength: 1, unit: "grapheme" });

/** The signature check that the pattern ships, beside GitHub's own. */
describe("webhook signatures", () => {
  test("the official library's signatures are accepted", async () => {
    await fc.assert(
      fc.asyncProperty(secret, body, async (key, text) => {
        expect(isSignedByGitHub(text, await sign(key, text), key)).toBe(true);
      }),
    );
  });

  test("what the official library refuses is refused", async () => {
    await fc.assert(
      fc.asyncProperty(secret, body, body, async (key, text, other) => {
        const signature = await sign(key, other);
        expect(isSignedByGitHub(text, signature, key)).toBe(await verify(key, text, signature));
      }),
    );
  });
});
