import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { Secret, type SecretInput } from "../../../src/runtime/secrets/secret.js";
import type { WebhookBody } from "../../../src/runtime/webhook/webhook-body.js";
import {
  githubWebhooks,
  standardWebhooks,
  stripeWebhooks,
} from "../../../src/runtime/webhook/webhook-schemes.js";
import { WebhookVerifier } from "../../../src/runtime/webhook/webhook-verifier.js";
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

const clock = clockAt(0);

describe.each(schemes)("WebhookVerifier with the signatures of %s", (_name, scheme) => {
  const verifier = new WebhookVerifier({ scheme, secrets: secretText, clock });

  it("accepts what was signed", async () => {
    const accepted = await verifier.verify(await delivery(scheme));
    expect(Buffer.from(accepted.body).toString()).toBe(body);
    expect(accepted.json()).toEqual({ type: "contact.created", name: "Grüße 🎉" });
  });

  it.each<[string, (text: string) => WebhookBody]>([
    ["bytes", (text) => new TextEncoder().encode(text)],
    ["a Buffer", (text) => Buffer.from(text)],
    ["an ArrayBuffer", (text) => Uint8Array.from(Buffer.from(text)).buffer],
    ["a part of a larger buffer", (text) => Buffer.from(`..${text}..`).subarray(2, -2)],
  ])("accepts a body given as %s", async (_kind, give) => {
    const { headers } = await delivery(scheme);
    const accepted = await verifier.verify({ headers, body: give(body) });
    expect(Buffer.from(accepted.body).toString()).toBe(body);
  });

  it.each<[string, string]>([
    ["a character more", `${body} `],
    ["a character less", body.slice(0, -1)],
    ["another character", body.replace("contact", "Contact")],
    ["nothing", ""],
  ])("refuses a body with %s", async (_change, changed) => {
    const { headers } = await delivery(scheme);
    expect(await outcome(verifier, { headers, body: changed })).toBe("wrong-signature");
  });

  it("refuses what was signed with another secret", async () => {
    const forged = await delivery(scheme, { secrets: otherSecretText });
    expect(await outcome(verifier, forged)).toBe("wrong-signature");
  });

  it.each([
    [[otherSecretText, secretText], secretText],
    [[secretText, otherSecretText], secretText],
  ])("accepts either secret while one replaces another", async (secrets, signedWith) => {
    const rotating = new WebhookVerifier({ scheme, secrets, clock });
    expect(await outcome(rotating, await delivery(scheme, { secrets: signedWith }))).toBe(
      "accepted",
    );
  });

  it.each<[string, SecretInput]>([
    ["a Secret", new Secret(secretText)],
    ["a function", () => secretText],
    ["a function that has to fetch it", async () => secretText],
  ])("takes the secret from %s", async (_kind, secrets) => {
    const asking = new WebhookVerifier({ scheme, secrets, clock });
    expect(await outcome(asking, await delivery(scheme))).toBe("accepted");
    expect(await outcome(asking, await delivery(scheme, { secrets: otherSecretText }))).toBe(
      "wrong-signature",
    );
  });

  it.each<[string, unknown]>([
    ["an object that was parsed", JSON.parse(body)],
    ["an array", [1, 2]],
    ["nothing", undefined],
    ["null", null],
  ])("refuses %s as body and says why", async (_kind, parsed) => {
    const { headers } = await delivery(scheme);
    // What JavaScript lets anybody do.
    const request = { headers, body: parsed as string };
    await expect(verifier.verify(request)).rejects.toThrow(TypeError);
    await expect(verifier.verify(request)).rejects.toThrow("must be the raw bytes");
  });

  it("says nothing of the secret, the signature and the body in any error", async () => {
    const { headers } = await delivery(scheme);
    const signature = headers[scheme.signatureHeader] ?? "";
    const requests = [
      { headers, body: `${body}.` },
      { headers: {}, body },
      { headers: { ...headers, [scheme.signatureHeader]: signature.slice(0, -4) }, body },
    ];
    const errors = await Promise.all(
      requests.map((request) => verifier.verify(request).catch((error: unknown) => error)),
    );
    const shown = errors.map((error) => inspect(error, { depth: 10, showHidden: true })).join();
    expect(errors.map((error) => error instanceof Error)).toEqual([true, true, true]);
    for (const hidden of [secretText.slice(6), signature.slice(-40, -8), "contact.created"]) {
      expect(shown).not.toContain(hidden);
    }
  });
});

describe.each([
  ["Standard Webhooks", standardWebhooks],
  ["Stripe", stripeWebhooks],
])("the tolerance with the times of %s", (_name, scheme) => {
  it.each([
    [-301_000, "too-new"],
    [-300_000, "accepted"],
    [-299_000, "accepted"],
    [299_000, "accepted"],
    [300_000, "accepted"],
    [300_999, "accepted"],
    [301_000, "too-old"],
    [3_600_000, "too-old"],
  ])(
    "is 300 s both ways by default: %i ms after it was sent, a delivery is %s",
    async (ms, result) => {
      const verifier = new WebhookVerifier({ scheme, secrets: secretText, clock: clockAt(ms) });
      expect(await outcome(verifier, await delivery(scheme))).toBe(result);
    },
  );

  it.each([
    [-11_000, "too-new"],
    [-10_000, "accepted"],
    [10_000, "accepted"],
    [11_000, "too-old"],
  ])("can be 10 s: %i ms after it was sent, a delivery is %s", async (ms, result) => {
    const options = { scheme, secrets: secretText, tolerance: 10_000, clock: clockAt(ms) };
    const verifier = new WebhookVerifier(options);
    expect(await outcome(verifier, await delivery(scheme))).toBe(result);
  });

  it("calls an old forgery forged, not old", async () => {
    const verifier = new WebhookVerifier({ scheme, secrets: secretText, clock: clockAt(1e9) });
    const forged = await delivery(scheme, { secrets: otherSecretText });
    expect(await outcome(verifier, forged)).toBe("wrong-signature");
  });

  it("refuses a time that somebody else put there", async () => {
    const verifier = new WebhookVerifier({ scheme, secrets: secretText, clock: clockAt(1e9) });
    const { headers } = await delivery(scheme);
    const later = String((sentAt + 1e9) / 1_000);
    const changed = Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [
        name,
        text.replace(String(sentAt / 1_000), later),
      ]),
    );
    expect(changed).not.toEqual(headers);
    expect(await outcome(verifier, { headers: changed, body })).toBe("wrong-signature");
  });

  it("gives the time of sending in milliseconds", async () => {
    const verifier = new WebhookVerifier({ scheme, secrets: secretText, clock });
    const accepted = await verifier.verify(await delivery(scheme, { timestamp: sentAt + 1_999 }));
    expect(accepted.timestamp).toBe(sentAt + 1_000);
  });

  it("uses the machine's clock by default", async () => {
    const verifier = new WebhookVerifier({ scheme, secrets: secretText });
    expect(await outcome(verifier, await delivery(scheme, { timestamp: Date.now() }))).toBe(
      "accepted",
    );
    expect(await outcome(verifier, await delivery(scheme, { timestamp: 1e12 }))).toBe("too-old");
  });
});

describe("WebhookVerifier", () => {
  it.each([0, -1, NaN, Infinity])(
    "cannot be told to accept every time: tolerance %d",
    (tolerance) => {
      const options = { scheme: standardWebhooks, secrets: secretText, tolerance };
      expect(() => new WebhookVerifier(options)).toThrow(RangeError);
    },
  );

  it("gives the id of the delivery", async () => {
    const standard = new WebhookVerifier({ scheme: standardWebhooks, secrets: secretText, clock });
    expect(await standard.verify(await delivery(standardWebhooks, { id: "msg_7" }))).toMatchObject({
      id: "msg_7",
    });
    const github = new WebhookVerifier({ scheme: githubWebhooks, secrets: secretText });
    const { headers } = await delivery(githubWebhooks, { id: "72d3162e-cc78" });
    const accepted = await github.verify({ headers, body });
    expect([accepted.id, accepted.timestamp]).toEqual(["72d3162e-cc78", undefined]);
    const { "x-github-delivery": _id, ...without } = headers;
    expect((await github.verify({ headers: without, body })).id).toBeUndefined();
  });

  it("cannot be made without a secret", () => {
    expect(() => new WebhookVerifier({ scheme: githubWebhooks, secrets: [] })).toThrow(TypeError);
  });

  it.each<[string, typeof standardWebhooks, string]>([
    ["is empty", githubWebhooks, ""],
    ["is empty", standardWebhooks, ""],
    ["has no bytes", standardWebhooks, "whsec_"],
    ["is not base64", standardWebhooks, "whsec_a-b"],
    ["has half a byte", standardWebhooks, "whsec_AAAAA"],
    ["ends with a line break", standardWebhooks, `${secretText}\n`],
    ["is a public key", standardWebhooks, "whpk_AAAAAAAA"],
  ])("cannot be used with a secret that %s", async (_fault, scheme, text) => {
    const wrong = expect.objectContaining({ code: "AF_SECRET_INVALID" });
    expect(() => new WebhookVerifier({ scheme, secrets: text })).toThrow(wrong);
    const late = new WebhookVerifier({ scheme, secrets: () => text, clock });
    await expect(late.verify(await delivery(scheme))).rejects.toThrow(wrong);
  });

  it("takes a secret of Standard Webhooks without its prefix and its padding", async () => {
    const bare = secretText.slice("whsec_".length).replaceAll("=", "");
    const verifier = new WebhookVerifier({ scheme: standardWebhooks, secrets: bare, clock });
    expect(await outcome(verifier, await delivery(standardWebhooks))).toBe("accepted");
  });

  it("asks for the secret at every delivery, and never tells a forgery as a refusal", async () => {
    const ask = vi.fn<(request: object) => string>().mockReturnValue(secretText);
    const verifier = new WebhookVerifier({ scheme: githubWebhooks, secrets: ask });
    await verifier.verify(await delivery(githubWebhooks));
    await outcome(verifier, await delivery(githubWebhooks, { secrets: otherSecretText }));
    expect(ask.mock.calls).toEqual([[{ refused: false }], [{ refused: false }]]);
  });

  it("rejects with what reading the secret throws", async () => {
    const secrets = (): string => {
      throw new Error("vault is sealed");
    };
    const verifier = new WebhookVerifier({ scheme: githubWebhooks, secrets });
    await expect(verifier.verify(await delivery(githubWebhooks))).rejects.toThrow(
      "vault is sealed",
    );
  });
});
