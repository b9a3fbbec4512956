import { inspect } from "node:util";
import { expect, test, vi } from "vitest";
import { diagnosticOf } from "../../src/errors/diagnostic.js";
import { AgentFlowError, isAgentFlowError } from "../../src/errors/error.js";
import { systemErrorCode } from "../../src/errors/system-error.js";

const secret = "hunter2hunter2";

test("an error has a code, a message, help, a location and a cause", () => {
  const cause = new Error("cause");
  const location = { source: "api.json", pointer: "/paths", line: 1, column: 2 };
  const error = new AgentFlowError("AF_INTERNAL", "It broke.", {
    help: "Mend it.",
    location,
    cause,
  });
  expect(error).toMatchObject({
    name: "AgentFlowError",
    code: "AF_INTERNAL",
    message: "It broke.",
    help: "Mend it.",
    location,
    cause,
  });
});

test("without a cause there is none", () => {
  expect(new AgentFlowError("AF_INTERNAL", "It broke.", { help: "Mend it." })).not.toHaveProperty(
    "cause",
  );
});

test("no text of an error shows a secret", () => {
  const error = new AgentFlowError("AF_INTERNAL", `password=${secret}`, {
    help: `token=${secret}`,
    location: { source: `https://user:${secret}@host/` },
  });
  for (const text of [
    error.message,
    error.help,
    error.stack,
    inspect(error),
    JSON.stringify(error),
  ]) {
    expect(text).not.toContain(secret);
  }
});

test("an error of another copy of core is recognised", async () => {
  vi.resetModules();
  const copy = await import("../../src/errors/error.js");
  const error = new copy.AgentFlowError("AF_INTERNAL", "It broke.", { help: "Mend it." });
  expect(error).not.toBeInstanceOf(AgentFlowError);
  expect(isAgentFlowError(error)).toBe(true);
});

test.each([new Error("AF_INTERNAL"), { code: "AF_INTERNAL" }, null, undefined, "AF_INTERNAL"])(
  "%s is not one of ours",
  (error) => {
    expect(isAgentFlowError(error)).toBe(false);
  },
);

test("a diagnostic of an error says the same", () => {
  const location = { source: "api.json", line: 3 };
  const error = new AgentFlowError("AF_INTERNAL", "It broke.", { help: "Mend it.", location });
  expect(diagnosticOf(error)).toEqual({
    code: "AF_INTERNAL",
    severity: "error",
    message: "It broke.",
    help: "Mend it.",
    location,
  });
});

test("a diagnostic may be less severe than its error, and without a location", () => {
  const error = new AgentFlowError("AF_INTERNAL", "It broke.", { help: "Mend it." });
  expect(diagnosticOf(error, "warning")).toEqual({
    code: "AF_INTERNAL",
    severity: "warning",
    message: "It broke.",
    help: "Mend it.",
  });
});

test.each([
  [Object.assign(new Error("no"), { code: "ENOENT" }), "ENOENT"],
  [Object.assign(new Error("no"), { code: 42 }), undefined],
  [new Error("no"), undefined],
  [{ code: "ENOENT" }, undefined],
])("the system's code of %s is %s", (error, expected) => {
  expect(systemErrorCode(error)).toBe(expected);
});
