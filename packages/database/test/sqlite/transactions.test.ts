import { afterAll, describe } from "vitest";
import { sqliteDriver } from "../../src/sqlite.js";
import { itRunsTransactions } from "../transaction/transaction-contract.js";

describe("runTransaction on SQLite", () => {
  const driver = sqliteDriver({ path: ":memory:" });
  afterAll(() => driver.close());
  itRunsTransactions(() => driver, ["end", "begin immediate"]);
});
