import { FakeService } from "@agentflow/core/testing";
import { expect, test } from "vitest";
import * as adapter from "../src/index.js";

test.each([
  ["forecasts", "/forecasts/daily", adapter.forecasts],
  ["stations", "/stations", adapter.stations],
] as const)("%s is read from its path", async (_name, path, read) => {
  const service = await FakeService.start();
  service.reply({ headers: { "content-type": "application/json" }, body: '{"ok":true}' });
  const client = adapter.connect({ baseUrl: service.url });
  expect(await read(client)).toEqual({ ok: true });
  expect(service.requests.map((request) => request.path)).toEqual([path]);
  await client.close();
  await service.close();
});
