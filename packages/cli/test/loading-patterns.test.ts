import { type DiscoveredPattern, loadPattern } from "@agentflow/core";
import { onTestFinished, expect, test } from "vitest";
import { earlyEndText, LoadingPatterns } from "../src/loading-patterns.js";
import { temporaryFolder } from "./temporary-folder.js";

const key = "agentflowTestEarlyEnd";

/** What is said of an early end before, while and after a pattern is imported. */
async function earlyEnds(loading: LoadingPatterns): Promise<readonly string[]> {
  const said = [loading.earlyEnd().message];
  Reflect.set(globalThis, key, () => void said.push(loading.earlyEnd().message));
  onTestFinished(() => void Reflect.deleteProperty(globalThis, key));
  const directory = await temporaryFolder({ "index.mjs": `globalThis.${key}(); throw 1;` });
  const pattern: DiscoveredPattern = {
    packageName: "pattern-bad",
    installedAs: "pattern-bad",
    source: "registry",
    version: "1.0.0",
    directory,
    manifest: {
      contract: 1,
      id: "bad",
      type: "api",
      title: "Bad",
      services: [],
      documents: [],
      packages: [],
      entry: "./index.mjs",
    },
  };
  await expect(loadPattern(pattern)).rejects.toThrow("failed while loading");
  return [...said, loading.earlyEnd().message];
}

const unknown = "The process ended before the command was done.";

test.each([false, true])(
  "a process that ends while a pattern is imported names it",
  async (json) => {
    const loading = new LoadingPatterns(json);
    expect(await earlyEnds(loading)).toEqual([
      unknown,
      "pattern-bad 1.0.0 ended the process while it was loading.",
      unknown,
    ]);
    loading.stop();
    expect(await earlyEnds(loading)).toEqual([unknown, unknown, unknown]);
  },
);

test("it is told in the form of every failure", () => {
  const end = { code: "AF_INTERNAL", message: "It ended.", help: "Look." } as const;
  expect(earlyEndText(end, false)).toBe("error AF_INTERNAL: It ended.\n  → Look.\n");
  expect(JSON.parse(earlyEndText(end, true))).toEqual({ error: end, diagnostics: [] });
});
