import { expect, test } from "vitest";
import { integrationKey } from "../../src/lock/integration-key.js";

test("the key is the folder relative to the project", () => {
  expect(integrationKey("/project", "/project/integrations/github")).toBe("integrations/github");
});

test.each(["/project", "/elsewhere/github", "/project/../github", "/project/a\u0007b"])(
  "%j has no key",
  (directory) => {
    expect(integrationKey("/project", directory)).toBeUndefined();
  },
);
