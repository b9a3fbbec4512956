import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pascalCase } from "@agentflow/core";
import { signWebhook, stripeWebhooks, type WebhookReceiver } from "@agentflow/core/runtime";
import { FakeClock } from "@agentflow/core/testing";
import type { ApiModel } from "@agentflow/pattern-api";
import * as fc from "fast-check";
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readStripe, renderStripe, writeAdapter } from "./generated-adapter.js";

/** What the generated module exports. */
interface Webhooks {
  readonly createStripeWebhooks: (handlers: object, options: object) => WebhookReceiver<string>;
}

const official = new Stripe("not-a-real-key");
const secret = fc.string({ minLength: 1, unit: "grapheme" }).map((text) => `whsec_${text}`);
const payload = fc.record({
  id: fc.uuid(),
  type: fc.constant("charge.succeeded"),
  text: fc.string(),
});
const minute = 60_000;

/** The generated receiver, beside Stripe's own. */
describe("webhooks", () => {
  let model: ApiModel;
  let adapter: ReturnType<typeof writeAdapter>;
  let webhooks: Webhooks;

  beforeAll(async () => {
    model = await readStripe(() => undefined);
    adapter = writeAdapter(renderStripe(model));
    const file = pathToFileURL(join(adapter.directory, "src/webhooks.ts")).href;
    webhooks = (await import(file)) as Webhooks;
  }, minute);

  afterAll(() => adapter?.remove());

  const received = async (body: string, header: string, options: object): Promise<unknown> => {
    const receiver = webhooks.createStripeWebhooks(
      { onChargeSucceeded: (event: unknown) => event },
      options,
    );
    const { result } = await receiver.receive({ headers: { "stripe-signature": header }, body });
    return result;
  };
  const seconds = Math.floor(new FakeClock().wallTime() / 1000);
  const sign = (body: string, key: string, timestamp = seconds): string =>
    official.webhooks.generateTestHeaderString({ payload: body, secret: key, timestamp });

  test("the official client's signatures are accepted", async () => {
    await fc.assert(
      fc.asyncProperty(secret, payload, async (key, event) => {
        const body = JSON.stringify(event);
        const options = { secrets: ["whsec_old", key], clock: new FakeClock() };
        expect(await received(body, sign(body, key), options)).toEqual(event);
      }),
    );
  });

  test("our signatures are accepted by the official client", async () => {
    await fc.assert(
      fc.asyncProperty(secret, payload, async (key, event) => {
        const body = JSON.stringify(event);
        const headers = await signWebhook(body, {
          scheme: stripeWebhooks,
          secrets: ["whsec_old", key],
          timestamp: seconds * 1000,
        });
        const header = headers["stripe-signature"] ?? "";
        const read = official.webhooks.constructEvent(
          body,
          header,
          key,
          undefined,
          undefined,
          seconds * 1000,
        );
        expect(read).toMatchObject(event);
      }),
    );
  });

  test("what the official client refuses is refused", async () => {
    await fc.assert(
      fc.asyncProperty(secret, secret, payload, async (key, other, event) => {
        fc.pre(key !== other);
        const body = JSON.stringify(event);
        const header = sign(body, other);
        expect(() => official.webhooks.constructEvent(body, header, key)).toThrow();
        await expect(
          received(body, header, { secrets: key, clock: new FakeClock() }),
        ).rejects.toMatchObject({ reason: "wrong-signature" });
      }),
    );
  });

  test.each<[string, number, boolean]>([
    ["300 seconds old", -300, true],
    ["301 seconds old", -301, false],
    ["300 seconds ahead", 300, true],
  ])("a delivery that is %s is accepted by both or by none", async (_case, offset, isAccepted) => {
    const body = '{"id":"evt_1","type":"charge.succeeded"}';
    const header = sign(body, "whsec_1", seconds + offset);
    const theirs = (): unknown =>
      official.webhooks.constructEvent(
        body,
        header,
        "whsec_1",
        undefined,
        undefined,
        seconds * 1000,
      );
    const ours = received(body, header, { secrets: "whsec_1", clock: new FakeClock() });
    if (isAccepted) {
      expect(theirs).not.toThrow();
      expect(await ours).toEqual(JSON.parse(body));
    } else {
      expect(theirs).toThrow("Timestamp outside the tolerance zone");
      await expect(ours).rejects.toMatchObject({ reason: "too-old" });
    }
  });

  test("one that is further ahead than that is accepted by the official client, and not by ours", async () => {
    const body = '{"id":"evt_1","type":"charge.succeeded"}';
    const header = sign(body, "whsec_1", seconds + 301);
    const options = { secrets: "whsec_1", clock: new FakeClock() };
    await expect(received(body, header, options)).rejects.toMatchObject({ reason: "too-new" });
    const theirs = official.webhooks.constructEvent(
      body,
      header,
      "whsec_1",
      undefined,
      undefined,
      seconds * 1000,
    );
    expect(theirs.id).toBe("evt_1");
  });

  test("an event that Stripe sends again, signed anew, is handled once", async () => {
    const clock = new FakeClock();
    const receiver = webhooks.createStripeWebhooks(
      { onChargeSucceeded: () => "handled" },
      { secrets: "whsec_1", remember: { ttl: 3 * 24 * 60 * minute }, clock },
    );
    const body = '{"id":"evt_1","type":"charge.succeeded","pending_webhooks":1}';
    const request = (text: string, timestamp: number) => ({
      headers: { "stripe-signature": sign(text, "whsec_1", timestamp) },
      body: text,
    });
    expect(await receiver.receive(request(body, seconds))).toMatchObject({ result: "handled" });
    clock.advance(60 * minute);
    const again = request(body.replace("1}", "2}"), seconds + 3600);
    await expect(receiver.receive(again)).rejects.toMatchObject({ reason: "replayed" });
  });

  test("every event that both know is about the same object, some of which have other names", () => {
    const theirs = officialEvents();
    const names = new Map(
      model.schemas.map(({ pointer, name }) => [`{"$ref":"${pointer}"}`, name]),
    );
    const compared = model.events.filter(({ key }) => theirs.has(key));
    const differing = compared.flatMap(({ key, payload: content }) => {
      const schema = JSON.stringify(content?.schema);
      const reference = /"object":(\{"\$ref":"[^"]*"\})/.exec(schema)?.[1] ?? "";
      const ours = names.get(reference) ?? "anything";
      return ours === theirs.get(key) ? [] : [`${key}: theirs ${theirs.get(key)}, ours ${ours}`];
    });
    expect(compared.length).toBeGreaterThanOrEqual(200);
    expect(differing).toMatchInlineSnapshot(`
      [
        "customer.source.created: theirs CustomerSource, ours PaymentSource",
        "customer.source.deleted: theirs CustomerSource, ours PaymentSource",
        "customer.source.expiring: theirs CustomerSource, ours PaymentSource",
        "customer.source.updated: theirs CustomerSource, ours PaymentSource",
        "file.created: theirs File, ours FileSchema",
        "invoiceitem.created: theirs InvoiceItem, ours Invoiceitem",
        "invoiceitem.deleted: theirs InvoiceItem, ours Invoiceitem",
        "sigma.scheduled_query_run.created: theirs SigmaScheduledQueryRun, ours ScheduledQueryRun",
      ]
    `);
  });

  test("only events about objects that are no more, or not in the description, have any object", () => {
    const untyped = model.events.filter(
      ({ payload: content }) => !JSON.stringify(content?.schema).includes('"object":{"$ref"'),
    );
    expect(untyped.map(({ key }) => key)).toMatchInlineSnapshot(`
      [
        "order.created",
        "recipient.created",
        "recipient.deleted",
        "recipient.updated",
        "sku.created",
        "sku.deleted",
        "sku.updated",
      ]
    `);
  });
});

/** The type of every event's object, by the event's type, as the official client declares it. */
function officialEvents(): ReadonlyMap<string, string> {
  const text = readFileSync(
    new URL("resources/Events.d.ts", import.meta.resolve("stripe")),
    "utf8",
  );
  const found = text.matchAll(
    /type: '([^']+)';\s*data: (\w+)\.Data;[\s\S]*?namespace \2 \{\s*interface Data extends Event\.Data \{\s*object: ([\w.]+);/g,
  );
  // Of `Billing.Session` the document's name is `BillingSession`.
  return new Map(
    [...found].map(([, type = "", , object = ""]) => [type, pascalCase(object.split("."))]),
  );
}
