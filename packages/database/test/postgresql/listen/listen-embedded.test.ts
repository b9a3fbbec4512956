import { afterAll, describe, expect, it } from "vitest";
import { pgliteDriver } from "../../../src/pglite.js";
import { listen, notifications } from "../../../src/postgresql.js";
import { failureOf } from "../../failure-of.js";
import { itListens } from "./listen-contract.js";

describe("LISTEN on an embedded database", { timeout: 60_000 }, () => {
  const driver = pgliteDriver();
  afterAll(() => driver.close());
  itListens(() => driver);

  it("ends with the driver", async () => {
    const closing = pgliteDriver();
    const stream = await notifications(closing, "x");
    await closing.close();
    for await (const event of stream) throw new Error(`It goes on with ${event.type}.`);
    expect(await failureOf(listen(closing, "x", Date.now))).toMatchObject({ kind: "closed" });
  });
});
