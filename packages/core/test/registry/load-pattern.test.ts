import { describe, expect, test } from "vitest";
import type { DiscoveredPattern } from "../../src/registry/discovered-pattern.js";
import { loadPattern } from "../../src/registry/load-pattern.js";
import { onPatternLoading } from "../../src/registry/pattern-loading.js";
import { SteppedClock } from "../orchestrator/stepped-clock.js";
import { temporaryDirectory } from "../documents/temporary-directory.js";
import { discovered } from "./installed-packages.js";

/** What another copy of core would make of definePattern({ id: "acme" }). */
const branded = 'export default { [Symbol.for("agentflow.pattern")]: 1, id: "acme" };';

/** An installed pattern whose entry holds this code. */
function installed(
  code: string,
  manifest: Partial<DiscoveredPattern["manifest"]> = {},
): DiscoveredPattern {
  const directory = temporaryDirectory({ "index.mjs": code });
  return { ...discovered("pattern-acme", { entry: "./index.mjs", ...manifest }), directory };
}

test("the default export of the entry is the pattern", async () => {
  expect(await loadPattern(installed(branded))).toMatchObject({ id: "acme" });
});

test("an entry that is missing is called not built", async () => {
  const found = installed(branded, { entry: "./dist/index.mjs" });
  await expect(loadPattern(found)).rejects.toMatchObject({
    code: "AF_PATTERN_UNLOADABLE",
    message:
      'pattern-acme 1.0.0 has no file "./dist/index.mjs", which its manifest names as its entry.',
    help: expect.stringContaining("build it first"),
  });
});

test.each([
  ['throw new Error("boom\\n\\u001b[31m");', "boom\\u000a\\u001b[31m"],
  ['throw "text";', "text"],
  ["syntax error", ""],
  ['import "package-that-is-not-there";', "Cannot find"],
])("the entry %j is named with its reason", async (code, reason) => {
  await expect(loadPattern(installed(code))).rejects.toMatchObject({
    code: "AF_PATTERN_UNLOADABLE",
    message: expect.stringContaining(`pattern-acme 1.0.0 failed while loading: ${reason}`),
  });
});

test("the reason is kept as the cause", async () => {
  const loading = loadPattern(installed('throw new RangeError("boom");'));
  await expect(loading).rejects.toMatchObject({
    cause: expect.objectContaining({ name: "RangeError" }),
  });
});

test("an entry that never settles is given up after 10 seconds", async () => {
  const clock = new SteppedClock();
  const loading = loadPattern(installed("await new Promise(() => {});"), { clock });
  const settled = loading.catch((error: unknown) => ({ error, at: clock.now() }));
  await clock.untilAwaited();
  await clock.run();
  expect(await settled).toMatchObject({
    at: 10_000,
    error: {
      code: "AF_PATTERN_UNLOADABLE",
      message: "pattern-acme 1.0.0 did not finish loading within 10000 ms.",
    },
  });
});

test("the caller may set another limit", async () => {
  const clock = new SteppedClock();
  const loading = loadPattern(installed("await new Promise(() => {});"), { clock, timeout: 5 });
  const settled = loading.catch(() => clock.now());
  await clock.untilAwaited();
  await clock.run();
  expect(await settled).toBe(5);
});

test.each([
  ["export const pattern = 1;", "its default export is not a pattern"],
  ['export default { id: "acme" };', "its default export is not a pattern"],
  ["export default 1;", "its default export is not a pattern"],
  [branded.replace("acme", "other"), 'exports "other"'],
  [branded.replace(', id: "acme"', ""), 'exports "undefined"'],
])("the entry %j is not what the manifest announces", async (code, reason) => {
  await expect(loadPattern(installed(code))).rejects.toMatchObject({
    code: "AF_PATTERN_MISMATCHED",
    message: expect.stringContaining(reason),
  });
});

test("a pattern for another contract is refused before it is imported", async () => {
  await expect(
    loadPattern(installed("globalThis.imported = true;", { contract: 2 })),
  ).rejects.toMatchObject({
    code: "AF_CONTRACT_UNSUPPORTED",
    message: "pattern-acme 1.0.0 is made for contract 2; this is contract 1.",
  });
  expect(globalThis).not.toHaveProperty("imported");
});

describe("what all values inherit from", () => {
  test.each([
    ["Object.prototype.isAdmin = true;", "Object.prototype.isAdmin"],
    ["Array.prototype.map = () => [];", "Array.prototype.map"],
    ["delete String.prototype.trim;", "String.prototype.trim"],
    [
      "Object.defineProperty(Object.prototype, 'secret', { get: () => 1, configurable: true });",
      "Object.prototype.secret",
    ],
    [
      "Promise.prototype.then = Promise.prototype.then.bind(0); Map.prototype.x = 1;",
      "Map.prototype.x, Promise.prototype.then",
    ],
    ["Object.prototype.x = 1; throw new Error('boom');", "Object.prototype.x"],
  ])("is as it was after the entry %j, which is refused for it", async (code, changes) => {
    const { map } = Array.prototype;
    await expect(loadPattern(installed(`${code}\n${branded}`))).rejects.toMatchObject({
      code: "AF_PATTERN_UNLOADABLE",
      message: `pattern-acme 1.0.0 changed what all values of the process inherit from while loading: ${changes}.`,
    });
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.has({}, "secret")).toBe(false);
    expect(Array.prototype.map).toBe(map);
    expect(" x ".trim()).toBe("x");
    await expect(loadPattern(installed(branded))).resolves.toMatchObject({ id: "acme" });
  });
});

describe("who owns the process", () => {
  test.each([branded, "throw 1;"])(
    "is told before the entry %j is imported, and after",
    async (code) => {
      const heard: string[] = [];
      const stop = onPatternLoading((name, timeout) => {
        heard.push(`${name} begins, ${timeout} ms`);
        return () => void heard.push(`${name} ended`);
      });
      await Promise.allSettled([loadPattern(installed(code), { timeout: 7000 })]);
      stop();
      await Promise.allSettled([loadPattern(installed(code))]);
      expect(heard).toEqual(["pattern-acme 1.0.0 begins, 7000 ms", "pattern-acme 1.0.0 ended"]);
    },
  );
});
