import { describe, expect, it } from "vitest";
import { signWebhook } from "../../../src/runtime/webhook/sign-webhook.js";
import { standardWebhooks, stripeWebhooks } from "../../../src/runtime/webhook/webhook-schemes.js";
import { WebhookVerifier } from "../../../src/runtime/webhook/webhook-verifier.js";
import { body, clockAt, delivery, otherSecretText, outcome, secretText } from "./deliveries.js";

const clock = clockAt(0);

describe("signatures of Standard Webhooks", () => {
  const verifier = new WebhookVerifier({ scheme: standardWebhooks, secrets: secretText, clock });

  it.each<[string, (signature: string) => string, string]>([
    ["one by another secret before", (right) => `v1,${"A".repeat(43)}= ${right}`, "accepted"],
    ["one by another secret after", (right) => `${right} v1,${"A".repeat(43)}=`, "accepted"],
    ["one by a public key", (right) => `v1a,${"A".repeat(86)}== ${right}`, "accepted"],
    ["one that is cut off", (right) => `v1,AAAA ${right}`, "accepted"],
    ["too many spaces", (right) => `  ${right}  `, "accepted"],
    ["another version only", (right) => right.replace("v1,", "v1a,"), "malformed"],
    ["no version", (right) => right.replace("v1,", ""), "malformed"],
    ["a comma between two", (right) => `${right},${right}`, "malformed"],
    ["base64url", (right) => right.replaceAll(/.=$/g, "_="), "malformed"],
  ])("with %s are judged by the rest", async (_case, change, result) => {
    const { headers } = await delivery(standardWebhooks);
    const changed = change(headers["webhook-signature"] ?? "");
    const request = { headers: { ...headers, "webhook-signature": changed }, body };
    expect(await outcome(verifier, request)).toBe(result);
  });

  it.each<[string, Record<string, string | undefined>, string]>([
    ["no id", { "webhook-id": undefined }, "malformed"],
    ["an empty id", { "webhook-id": "" }, "malformed"],
    ["another id", { "webhook-id": "msg_2" }, "wrong-signature"],
    ["a full stop in the id", { "webhook-id": "msg.1" }, "malformed"],
    ["a space in the id", { "webhook-id": "msg 1" }, "malformed"],
    ["no time", { "webhook-timestamp": undefined }, "malformed"],
    ["a time with a sign", { "webhook-timestamp": "-1" }, "malformed"],
    ["a fraction of a second", { "webhook-timestamp": "1767225600.5" }, "malformed"],
    ["a date", { "webhook-timestamp": "2026-01-01T00:00:00Z" }, "malformed"],
    ["a time in another notation", { "webhook-timestamp": "1767225600e0" }, "malformed"],
    ["a time of many digits", { "webhook-timestamp": "1".repeat(13) }, "malformed"],
    ["a time with zeros before", { "webhook-timestamp": "001767225600" }, "wrong-signature"],
  ])("are refused with %s", async (_case, change, result) => {
    const { headers } = await delivery(standardWebhooks);
    expect(await outcome(verifier, { headers: { ...headers, ...change }, body })).toBe(result);
  });

  it("cannot be moved to another id and time by a body that begins like a time", async () => {
    const laterBody = "1767312000.rest";
    const options = { scheme: standardWebhooks, secrets: secretText, id: "msg_1", timestamp: 1e12 };
    const signed = await signWebhook(laterBody, options);
    // The same signed text: `msg_1.1000000000` + `.1767312000.` + `rest`.
    const headers = {
      ...signed,
      "webhook-id": "msg_1.1000000000",
      "webhook-timestamp": "1767312000",
    };
    const later = new WebhookVerifier({
      scheme: standardWebhooks,
      secrets: secretText,
      clock: clockAt(86_400_000),
    });
    expect(await outcome(later, { headers, body: "rest" })).toBe("malformed");
  });
});

describe("signatures of Stripe", () => {
  const verifier = new WebhookVerifier({ scheme: stripeWebhooks, secrets: secretText, clock });

  it.each<[string, (field: string) => string, string]>([
    ["one of the test scheme", (right) => `${right},v0=${"0".repeat(64)}`, "accepted"],
    [
      "one by another secret",
      (right) => right.replace("v1=", `v1=${"0".repeat(64)},v1=`),
      "accepted",
    ],
    ["the time at the end", (right) => right.split(",").toReversed().join(","), "accepted"],
    [
      "hexadecimal in capitals",
      (right) => right.replaceAll(/[a-f]/g, (x) => x.toUpperCase()),
      "accepted",
    ],
    ["two times", (right) => `${right},t=1`, "malformed"],
    ["no time", (right) => right.replace(/t=\d+,/, ""), "malformed"],
    ["the test scheme only", (right) => right.replace("v1=", "v0="), "malformed"],
    ["a character that is no digit", (right) => right.replace(/.$/, "g"), "malformed"],
  ])("with %s are judged by the rest", async (_case, change, result) => {
    const { headers } = await delivery(stripeWebhooks);
    const changed = { "stripe-signature": change(headers["stripe-signature"] ?? "") };
    expect(await outcome(verifier, { headers: changed, body })).toBe(result);
  });

  it("by two secrets are accepted by whoever has one", async () => {
    const signed = await delivery(stripeWebhooks, { secrets: [otherSecretText, secretText] });
    expect(await outcome(verifier, signed)).toBe("accepted");
  });
});
