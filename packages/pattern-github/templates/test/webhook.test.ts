import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createWebhookVerifier } from "../src/webhook.js";

const body = JSON.stringify({ action: "opened", issue: { title: "Grüße 🎉" } });
const sign = (text: string, secret: string): Record<string, string> => ({
  "X-GitHub-Delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
  "X-Hub-Signature-256": `sha256=${createHmac("sha256", secret).update(text).digest("hex")}`,
});

describe("a webhook delivery", () => {
  test("is accepted when it is the example of GitHub's own documentation", async () => {
    const verifier = createWebhookVerifier({ secrets: "It's a Secret to Everybody" });
    const headers = {
      "X-Hub-Signature-256":
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
    };
    const delivery = await verifier.verify({ headers, body: "Hello, World!" });
    expect(Buffer.from(delivery.body).toString()).toBe("Hello, World!");
  });

  test("tells its id and what was sent", async () => {
    const verifier = createWebhookVerifier({ secrets: "one" });
    const delivery = await verifier.verify({
      headers: new Headers(sign(body, "one")),
      body: Buffer.from(body),
    });
    expect(delivery.id).toBe("72d3162e-cc78-11e3-81ab-4c9367dc0958");
    expect(delivery.json()).toEqual({ action: "opened", issue: { title: "Grüße 🎉" } });
  });

  test.each(["old", "new"])(
    "is accepted with the %s secret while one replaces the other",
    async (secret) => {
      const verifier = createWebhookVerifier({ secrets: ["new", "old"] });
      const delivery = await verifier.verify({ headers: sign(body, secret), body });
      expect(Buffer.from(delivery.body).toString()).toBe(body);
    },
  );

  test.each<[string, Record<string, string>, string]>([
    ["no signature", {}, "missing-signature"],
    ["an empty signature", { "X-Hub-Signature-256": "" }, "missing-signature"],
    ["a signature by another secret", sign(body, "two"), "wrong-signature"],
    ["a signature of another body", sign(`${body} `, "one"), "wrong-signature"],
    ["another algorithm", { "X-Hub-Signature-256": `sha1=${"0".repeat(40)}` }, "malformed"],
    ["too few digits", { "X-Hub-Signature-256": "sha256=00" }, "malformed"],
  ])("is refused with %s", async (_case, headers, reason) => {
    const verifier = createWebhookVerifier({ secrets: "one" });
    await expect(verifier.verify({ headers, body })).rejects.toMatchObject({
      name: "WebhookError",
      reason,
    });
  });

  test("is refused when it was accepted before, whatever id it has now", async () => {
    const verifier = createWebhookVerifier({ secrets: "one", remember: {} });
    const headers = sign(body, "one");
    await verifier.verify({ headers, body });
    const again = { headers: { ...headers, "X-GitHub-Delivery": "another" }, body };
    await expect(verifier.verify(again)).rejects.toMatchObject({ reason: "replayed" });
  });

  test("cannot be verified without a secret", () => {
    expect(() => createWebhookVerifier({ secrets: [] })).toThrow(TypeError);
    expect(() => createWebhookVerifier({ secrets: "" })).toThrow("secret is empty");
  });
});
