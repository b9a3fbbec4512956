import { describe, expect, it } from "vitest";
import {
  defineValues,
  signWebhook,
  standardWebhooks,
  WebhookReceiver,
  type WebhookReceiverOptions,
  WebhookVerifier,
} from "../../../src/runtime.js";
import { FakeClock } from "../../../src/testing.js";

type Names = "created" | "removed" | "note" | "file";

const events = {
  created: {
    handler: "onCreated",
    payload: "json",
    mark: { in: "body", name: "type", value: "c" },
  },
  removed: {
    handler: "onRemoved",
    payload: "json",
    mark: { in: "header", name: "X-Event", value: "r" },
  },
  note: { handler: "onNote", payload: "text" },
  file: { handler: "onFile", payload: "bytes" },
} as const;

const all = {
  onCreated: (payload: unknown) => ({ created: payload }),
  onRemoved: async (payload: unknown) => ({ removed: payload }),
  onNote: (payload: unknown) => payload,
  onFile: (payload: unknown) => payload,
};

const receiver = (
  handlers: object = all,
  options: Partial<WebhookReceiverOptions<Names>> = {},
): WebhookReceiver<Names> =>
  new WebhookReceiver<Names>(events, handlers, { verification: "none", ...options });

describe("a delivery", () => {
  it.each<[string, Parameters<WebhookReceiver<Names>["receive"]>, unknown]>([
    [
      "what the body says",
      [{ headers: {}, body: '{"type":"c"}' }],
      { event: "created", handled: true, result: { created: { type: "c" } } },
    ],
    [
      "what a header says",
      [{ headers: { "x-event": "r" }, body: "{}" }],
      { event: "removed", handled: true, result: { removed: {} } },
    ],
    [
      "what its receiver says",
      [{ headers: {}, body: "Hé" }, "note"],
      { event: "note", handled: true, result: "Hé" },
    ],
  ])("is the event that is known by %s", async (_, parameters, expected) => {
    expect(await receiver().receive(...parameters)).toEqual(expected);
  });

  it("is the event that the program says", async () => {
    const eventOf = (): Names => "file";
    const { result } = await receiver(all, { eventOf }).receive({ headers: {}, body: "ab" });
    expect(result).toEqual(Buffer.from("ab"));
  });

  it("is the only event where there is one", async () => {
    const { created } = events;
    const one = new WebhookReceiver({ created }, all, { verification: "none" });
    expect(await one.receive({ headers: {}, body: "{}" })).toMatchObject({ event: "created" });
  });

  it.each([{}, { onCreated: undefined }, Object.create(all) as object])(
    "without a handler is not handled",
    async (handlers) => {
      const request = { headers: {}, body: '{"type":"c"}' };
      expect(await receiver(handlers).receive(request)).toEqual({
        event: "created",
        handled: false,
        result: undefined,
      });
    },
  );

  it.each([
    ["of an unknown event", { headers: {}, body: '{"type":"x"}' }, undefined, "unknown-event"],
    [
      "that inherits its mark",
      { headers: {}, body: '{"__proto__":{"type":"c"}}' },
      undefined,
      "unknown-event",
    ],
    ["of an event that objects inherit", { headers: {}, body: "{}" }, "toString", "unknown-event"],
    ["whose body is not JSON", { headers: {}, body: "x" }, "created", "malformed"],
  ])("%s is refused", async (_, request, event, reason) => {
    await expect(receiver().receive(request, event as Names | undefined)).rejects.toMatchObject({
      name: "WebhookError",
      reason,
    });
  });

  it("that is signed is handled, one that is not is refused, and one whose handler failed comes again", async () => {
    const clock = new FakeClock();
    const secrets = "whsec_c2VjcmV0LW9mLXRlc3RzLXRoYXQtaXMtbG9uZw==";
    const verification = new WebhookVerifier({
      scheme: standardWebhooks,
      secrets,
      remember: {},
      clock,
    });
    const body = '{"type":"c"}';
    const headers = await signWebhook(body, {
      scheme: standardWebhooks,
      secrets,
      id: "1",
      timestamp: clock.wallTime(),
    });
    let calls = 0;
    const onCreated = (): number => {
      calls += 1;
      if (calls === 1) throw new Error("busy");
      return calls;
    };
    const signed = receiver({ onCreated }, { verification });
    await expect(signed.receive({ headers: {}, body })).rejects.toMatchObject({
      reason: "missing-signature",
    });
    await expect(signed.receive({ headers, body })).rejects.toThrow("busy");
    expect(await signed.receive({ headers, body })).toMatchObject({ result: 2 });
    await expect(signed.receive({ headers, body })).rejects.toMatchObject({ reason: "replayed" });
  });
});

describe("a payload whose values are converted", () => {
  const values = defineValues(
    { dates: "date" },
    {},
  )({ items: { "*": { members: { at: "date" } } } });
  const received = (body: string): Promise<unknown> =>
    new WebhookReceiver(
      { dated: { handler: "onDated", payload: "json", values } },
      { onDated: (payload: unknown) => payload },
      { verification: "none" },
    ).receive({ headers: {}, body });

  it("reaches its handler so", async () => {
    const result = { at: new Date("2024-02-29") };
    expect(await received('{"at":"2024-02-29"}')).toMatchObject({ result });
  });

  it.each([
    ['{"at":"soon"}', "The body is not as described: there is no date at $.at."],
    ["at", "The body is not JSON in UTF-8."],
  ])("is refused when it is %s", async (body, message) => {
    await expect(received(body)).rejects.toMatchObject({ reason: "malformed", message });
  });

  it("tells of a platform without Temporal", async () => {
    const temporal = defineValues({ dates: "temporal" }, {}, {})({ items: { "*": "date" } });
    const dated = new WebhookReceiver(
      { dated: { handler: "onDated", payload: "json", values: temporal } },
      { onDated: (payload: unknown) => payload },
      { verification: "none" },
    );
    const body = '"2024-02-29"';
    await expect(dated.receive({ headers: {}, body })).rejects.toMatchObject({
      code: "AF_CONFIG_INVALID",
    });
  });
});
