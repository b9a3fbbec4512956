import { expect, test } from "vitest";
import { serviceKey } from "../../src/contract/requirements.js";

test.each([
  ["GitHub", "github"],
  ["git-hub", "github"],
  ["Git Hub!", "github"],
  ["S3", "s3"],
  ["Ａcme", "acme"],
  ["Übersicht", "übersicht"],
  ["東京", "東京"],
])("%j is the service %j", (name, key) => {
  expect(serviceKey(name)).toBe(key);
});
