import { requireService } from "@agentflow/services";
import { describe, expect, it } from "vitest";
import type { PgDriver } from "../../src/pg.js";
import { startDatabase } from "../start-database.js";
import { itIsADriver } from "./driver-contract.js";

describe.runIf(requireService("postgres"))("PgDriver", () => {
  const started = startDatabase();
  let driver: PgDriver | undefined;
  itIsADriver(() => (driver ??= started().driver({ pool: { max: 1 } })));

  it("reads times in ISO format from a database that is set to another", async () => {
    const database = started();
    const address = `postgres://postgres@127.0.0.1:${database.server.port}`;
    const first = database.driver();
    await first.run({ text: "create database german", values: [] });
    await first.run({ text: "alter database german set DateStyle = 'German'", values: [] });
    const text = "select date '2024-02-03', timestamptz '2024-02-03 04:05:06.123456Z'";
    const german = database.driver({
      connection: `${address}/german?options=-c%20TimeZone%3DAsia/Kolkata`,
    });
    const { rows } = await german.run({ text, values: [] });
    expect(rows).toEqual([["2024-02-03", "2024-02-03 09:35:06.123456+05:30"]]);
    const style = await german.run({ text: "show DateStyle", values: [] });
    expect(style.rows).toEqual([["ISO, DMY"]]);
  });
});
