import { describe, expect, it } from "vitest";
import { create, get, hub, json, rejection, useFakeHub } from "../hub.js";

const fake = useFakeHub();
const sent = (): unknown[] => fake.service.requests.map(({ headers }) => headers["authorization"]);

describe("a credential that the service refuses", () => {
  it("is replaced once by what its function gives then, whatever the method", async () => {
    const asked: boolean[] = [];
    const token = ({ refused }: { readonly refused: boolean }): string => {
      asked.push(refused);
      return refused ? "new" : "old";
    };
    fake.service.reply({ status: 401 }, json({ id: 1 }));
    const client = fake.client({ credentials: { token } });
    expect(await create(client, { body: {} })).toEqual({ id: 1 });
    expect(asked).toEqual([false, true]);
    expect(sent()).toEqual(["Bearer old", "Bearer new"]);
  });

  it("is not sent again when there is no other", async () => {
    fake.service.reply({ status: 401 });
    const client = fake.client({ credentials: { token: () => "same" } });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      kind: "auth",
      attempts: 1,
    });
  });

  it("is not asked for a third time", async () => {
    let number = 0;
    fake.service.reply({ status: 401 }, { status: 401 });
    const client = fake.client({ credentials: { token: () => `token-${(number += 1)}` } });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      kind: "auth",
      attempts: 2,
    });
    expect(sent()).toEqual(["Bearer token-1", "Bearer token-2"]);
  });

  it("stays refused when its function fails then", async () => {
    fake.service.reply({ status: 401, body: "who are you?" });
    const token = ({ refused }: { readonly refused: boolean }): string => {
      if (refused) throw new Error("the vault is closed");
      return "old";
    };
    expect(
      await rejection(get(fake.client({ credentials: { token } }), { owner: "x" })),
    ).toMatchObject({ kind: "auth", status: 401, body: "who are you?" });
  });

  it("that cannot change is not asked for again", async () => {
    fake.service.reply({ status: 401 });
    const client = fake.client({ credentials: { token: "fixed" } });
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({ attempts: 1 });
  });
});

describe("a credential's function", () => {
  it("may fail after the call was cancelled", async () => {
    const controller = new AbortController();
    const token = (): Promise<string> => {
      controller.abort(new Error("enough"));
      return Promise.reject(new Error("the vault is closed"));
    };
    const call = get(fake.client({ credentials: { token } }), { owner: "x" }, controller);
    expect(await rejection(call)).toMatchObject({ kind: "cancelled" });
  });

  it("may fail when the other of a pair has failed before", async () => {
    const client = fake.client(
      {
        credentials: {
          user: () => Promise.reject(new Error("no user")),
          password: () => {
            throw new Error("no password");
          },
        },
      },
      { ...hub, auth: [[{ type: "basic", username: "user", password: "password" }]] },
    );
    expect(await rejection(get(client, { owner: "x" }))).toMatchObject({
      message: "Hub repos/get: no user",
    });
  });
});
