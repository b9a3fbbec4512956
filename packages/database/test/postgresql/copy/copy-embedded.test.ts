import { describe, expect, it } from "vitest";
import { copyFrom } from "../../../src/postgresql.js";
import { failureOf } from "../../failure-of.js";
import { openDatabase } from "../table/open-database.js";
import { type NewCustomer, shopSchema, shopTables } from "../table/shop.js";
import { itCopies } from "./copy-contract.js";

describe("COPY on an embedded database", { timeout: 60_000 }, () => {
  const { database } = openDatabase(shopSchema, shopTables);
  itCopies(() => database);

  it("ends when its signal aborts while the rows hang, and adds nothing", async () => {
    const abort = new AbortController();
    async function* hanging(): AsyncGenerator<NewCustomer> {
      yield { email: "a@b", name: "A" };
      abort.abort(new Error("changed my mind"));
      await new Promise(() => undefined);
    }
    const copying = copyFrom(database.customers, hanging(), { signal: abort.signal });
    expect(await failureOf(copying)).toMatchObject({ kind: "cancelled" });
    expect(await database.customers.count()).toBe(0);
  });
});
