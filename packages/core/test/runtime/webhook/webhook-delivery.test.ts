import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { WebhookDelivery } from "../../../src/runtime/webhook/webhook-delivery.js";
import { WebhookError } from "../../../src/runtime/webhook/webhook-error.js";

const deliveryOf = (body: string | Uint8Array): WebhookDelivery =>
  new WebhookDelivery({
    id: undefined,
    timestamp: undefined,
    body: Buffer.from(body),
    forget: () => Promise.resolve(),
  });

function failure(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe("WebhookDelivery.json", () => {
  it("gives what the body says", () => {
    expect(deliveryOf('{"name":"Grüße 🎉","list":[1,null]}').json()).toEqual({
      name: "Grüße 🎉",
      list: [1, null],
    });
  });

  it("changes no prototype", () => {
    const parsed = deliveryOf('{"__proto__":{"admin":true}}').json();
    expect(Reflect.get({}, "admin")).toBeUndefined();
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  });

  it.each<[string, string | Uint8Array]>([
    ["empty", ""],
    ["no JSON", "private=1"],
    ["cut off", '{"private":'],
    ["not UTF-8", Uint8Array.of(0x22, 0xff, 0x22)],
    ["very deep", `${"[".repeat(100_000)}"private"${"]".repeat(100_000)}`],
  ])("refuses a body that is %s, and shows nothing of it", (_fault, body) => {
    const error = failure(() => deliveryOf(body).json());
    expect(error).toBeInstanceOf(WebhookError);
    expect(error).toMatchObject({ reason: "malformed" });
    expect(inspect(error, { showHidden: true })).not.toContain("private");
  });
});
