import { FakeService } from "@agentflow/core/testing";
import { expect, test } from "vitest";
import * as adapter from "../src/index.js";

test.each([
  ["forecasts", adapter.forecasts],
  ["stations", adapter.stations],
] as const)("%s is tried again after its connection was cut", async (_name, read) => {
  const service = await FakeService.start();
  service.reply({ fault: "drop-before-answer" });
  service.reply({ headers: { "content-type": "application/json" }, body: "[]" });
  const client = adapter.connect({ baseUrl: service.url, random: () => 0 });
  expect(await read(client)).toEqual([]);
  await client.close();
  await service.close();
});
