import { describe, expect, it } from "vitest";
import { createRepeatingLightClient } from "../../../src/light.js";
import {
  type Caller,
  type ClientOptions,
  defineOperation,
  usualRequest,
} from "../../../src/runtime.js";
import { FakeClock } from "../../../src/testing.js";
import { hub, json, useFakeHub } from "../hub.js";

const fake = useFakeHub();
const keyed = { ...hub, auth: [], idempotencyKeys: ["POST"] };

interface Body {
  readonly body: object;
}

const add = defineOperation<Body, unknown>({
  id: "things/add",
  method: "POST",
  path: "/things",
  body: { contentType: "application/json" },
  write: usualRequest,
});
const change = defineOperation<Body, unknown>({
  ...add.definition,
  id: "things/change",
  method: "PATCH",
});

type Options = Pick<ClientOptions, "clock" | "newIdempotencyKey">;

const clients: readonly (readonly [string, (options?: Options) => Caller])[] = [
  ["the whole client", (options) => fake.client(options, keyed)],
  [
    "the light client",
    (options) => createRepeatingLightClient(keyed, { baseUrl: fake.service.url, ...options }),
  ],
];

const sentKeys = (): readonly unknown[] =>
  fake.service.requests.map(({ headers }) => headers["idempotency-key"]);

describe.each(clients)("%s of a service that takes a key with every POST", (_name, client) => {
  it("makes a key for each call, which all of its tries send", async () => {
    let made = 0;
    const clock = new FakeClock();
    const caller = client({ clock, newIdempotencyKey: () => `key-${(made += 1)}` });
    fake.service.reply({ status: 500 }, { fault: "drop-before-answer" }, json({}), json({}));
    await add(caller, { body: {} });
    await add(caller, { body: {} });
    expect(sentKeys()).toEqual(["key-1", "key-1", "key-1", "key-2"]);
  });

  it("makes keys that differ when it is not told how", async () => {
    fake.service.reply(json({}), json({}));
    const caller = client();
    await add(caller, { body: {} });
    await add(caller, { body: {} });
    const [first, second] = sentKeys();
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).not.toBe(first);
  });

  it("sends the key that the caller gives instead", async () => {
    fake.service.reply(json({}));
    await add(client(), { body: {} }, { idempotencyKey: "order-1" });
    expect(sentKeys()).toEqual(["order-1"]);
  });

  it("sends none with other methods, whose calls are not tried again", async () => {
    fake.service.reply({ status: 500 });
    await expect(change(client({ clock: new FakeClock() }), { body: {} })).rejects.toMatchObject({
      attempts: 1,
    });
    expect(sentKeys()).toEqual([undefined]);
  });
});

describe("a call whose credential is renewed", () => {
  it("keeps its key", async () => {
    let token = 0;
    const client = fake.client(
      { credentials: { token: () => `t0p-secret-${(token += 1)}` } },
      { ...keyed, auth: [[{ type: "bearer", option: "token" }]] },
    );
    fake.service.reply({ status: 401 }, json({}));
    await add(client, { body: {} });
    const [first, again] = sentKeys();
    expect(fake.service.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer t0p-secret-1",
      "Bearer t0p-secret-2",
    ]);
    expect(again).toBe(first);
  });
});
