import { describe, expect, it } from "vitest";
import { signWebhook } from "../../../src/runtime/webhook/sign-webhook.js";
import type { WebhookScheme } from "../../../src/runtime/webhook/webhook-scheme.js";
import {
  githubWebhooks,
  standardWebhooks,
  stripeWebhooks,
} from "../../../src/runtime/webhook/webhook-schemes.js";
import { isOneOf } from "../../../src/runtime/webhook/webhook-signature.js";
import { WebhookVerifier } from "../../../src/runtime/webhook/webhook-verifier.js";
import { body, clockAt, otherSecretText, outcome, secretText, sentAt } from "./deliveries.js";

describe("signWebhook", () => {
  it("gives the example of the specification of Standard Webhooks", async () => {
    // github.com/standard-webhooks/standard-webhooks, javascript/src/webhook.test.ts
    const fields = await signWebhook('{"test": 2432232314}', {
      scheme: standardWebhooks,
      secrets: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      timestamp: 1_614_265_330_000,
    });
    expect(fields["webhook-signature"]).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });

  it("gives the example of GitHub's documentation", async () => {
    const secrets = "It's a Secret to Everybody";
    expect(await signWebhook("Hello, World!", { scheme: githubWebhooks, secrets })).toEqual({
      "x-hub-signature-256":
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
    });
  });

  it("gives a signature by each secret", async () => {
    const secrets = [secretText, otherSecretText];
    const options = { scheme: standardWebhooks, secrets, id: "msg_1", timestamp: sentAt };
    const { "webhook-signature": both = "" } = await signWebhook(body, options);
    expect(both).toMatch(/^v1,.{44} v1,.{44}$/);
  });

  it.each<[string, object]>([
    ["an id that is signed", { scheme: standardWebhooks, timestamp: sentAt }],
    ["an id without a full stop", { scheme: standardWebhooks, id: "msg.1", timestamp: sentAt }],
    ["a time that is signed", { scheme: standardWebhooks, id: "msg_1" }],
    ["a time after 1970", { scheme: stripeWebhooks, timestamp: -1 }],
    ["a finite time", { scheme: stripeWebhooks, timestamp: Infinity }],
    ["a secret", { scheme: githubWebhooks, secrets: [] }],
    ["room for both signatures", { scheme: githubWebhooks, secrets: ["one", "two"] }],
  ])("needs %s", async (_what, options) => {
    const all = { scheme: githubWebhooks, secrets: secretText, ...options };
    await expect(signWebhook(body, all)).rejects.toThrow(TypeError);
  });

  it("refuses a secret without characters", async () => {
    const options = { scheme: githubWebhooks, secrets: "" };
    await expect(signWebhook(body, options)).rejects.toMatchObject({ code: "AF_SECRET_INVALID" });
  });
});

describe("a scheme of one's own", () => {
  /** As docs.slack.dev, "Verifying requests from Slack", has it. */
  const slack: WebhookScheme = {
    signatureHeader: "X-Slack-Signature",
    prefix: "v0=",
    encoding: "hex",
    timestamp: { header: "X-Slack-Request-Timestamp" },
    signedContent: "v0:{timestamp}:{body}",
    secretEncoding: "utf8",
  };

  it("verifies the example of its documentation", async () => {
    const sent =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=" +
      "foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2F" +
      "hooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015." +
      "47445629121.803a0bc887a14d10d2c447fce8b6703c";
    const secrets = ["8f742231b10e8888", "abcd99yyyzzz85a5"].join("");
    const verifier = new WebhookVerifier({
      scheme: slack,
      secrets,
      clock: clockAt(1_531_420_618_000 - sentAt),
    });
    const headers = {
      "x-slack-request-timestamp": "1531420618",
      "x-slack-signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    };
    expect([await outcome(verifier, { headers, body: sent }), headers]).toEqual([
      "accepted",
      headers,
    ]);
  });

  it("can have its items parted by anything", async () => {
    const scheme: WebhookScheme = {
      signatureHeader: "x-signature",
      separator: ";",
      prefix: "h1=",
      encoding: "hex",
      timestamp: { prefix: "ts=" },
      signedContent: "{timestamp}:{body}",
      secretEncoding: "utf8",
    };
    const headers = await signWebhook(body, { scheme, secrets: "key", timestamp: sentAt });
    expect(headers["x-signature"]).toMatch(/^ts=1767225600;h1=[0-9a-f]{64}$/);
    const verifier = new WebhookVerifier({ scheme, secrets: "key", clock: clockAt(0) });
    expect(await outcome(verifier, { headers, body })).toBe("accepted");
  });

  it("takes nothing of an id for a placeholder", async () => {
    const scheme = { ...standardWebhooks };
    const id = "{timestamp}{body}$&";
    const headers = await signWebhook(body, { scheme, secrets: secretText, id, timestamp: sentAt });
    const verifier = new WebhookVerifier({ scheme, secrets: secretText, clock: clockAt(0) });
    expect(await outcome(verifier, { headers, body })).toBe("accepted");
    const other = { ...headers, "webhook-id": "1767225600{body}$&" };
    expect(await outcome(verifier, { headers: other, body })).toBe("wrong-signature");
  });

  it.each<[string, Partial<WebhookScheme>]>([
    ["the body twice", { signedContent: "{body}.{timestamp}.{body}" }],
    ["something after the body", { signedContent: "{timestamp}.{body}." as "{body}" }],
    ["no body", { signedContent: "{timestamp}" as "{body}" }],
    ["a part that is unknown", { signedContent: "{timestamp}.{url}.{body}" }],
    ["an id that nothing ends", { signedContent: "{id}{timestamp}.{body}", idHeader: "x-id" }],
    ["an id that is nowhere", { signedContent: "{id}.{timestamp}.{body}" }],
    ["a time that is not signed", { signedContent: "{body}" }],
    ["a time that is nowhere", { timestamp: undefined }],
    ["a time among items that nothing parts", { separator: undefined }],
    ["an empty separator", { separator: "" }],
  ])("is refused with %s", async (_fault, change) => {
    const scheme = { ...stripeWebhooks, ...change };
    expect(() => new WebhookVerifier({ scheme, secrets: secretText })).toThrow(TypeError);
    await expect(signWebhook(body, { scheme, secrets: secretText })).rejects.toThrow("of no use");
  });
});

describe("the comparison of signatures", () => {
  const right = Buffer.alloc(32, 1);
  const wrong = Buffer.alloc(32, 2);
  const other = Buffer.alloc(32, 3);

  it("finds a match at every place", () => {
    const places = [[right], [right, wrong], [wrong, right], [wrong, right, wrong]];
    expect(places.map((place) => isOneOf(place, [other, right]))).toEqual(Array(4).fill(true));
    expect(isOneOf([wrong], [other, right])).toBe(false);
    expect(isOneOf([], [right])).toBe(false);
  });

  it("goes on after a match", () => {
    // What would not be looked at could not fail.
    const short = Buffer.alloc(1);
    expect(() => isOneOf([right, short], [right])).toThrow(RangeError);
    expect(() => isOneOf([right], [right, short])).toThrow(RangeError);
  });
});
