import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";
import { patternSuite } from "../../src/pattern-suite.js";
import { helloPattern } from "./hello/hello-pattern.js";

patternSuite(helloPattern(), new URL("hello/package.json", import.meta.url), {
  greeting: {
    directory: new URL("hello/greeting/", import.meta.url),
    input: { name: "world" },
    documents: { "greeting.json": new URL("hello/greeting/document.json", import.meta.url) },
  },
});

const report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() }),
      ),
    }),
  ),
});

/** Runs suites on patterns that are wrong in one way each; the name of the case is what must fail. */
function failures(): ReadonlyMap<string, readonly string[]> {
  const output = join(mkdtempSync(join(tmpdir(), "pattern-suite-")), "report.json");
  spawnSync(
    process.execPath,
    [
      fileURLToPath(new URL("../vitest.mjs", import.meta.resolve("vitest"))),
      "run",
      "--reporter=json",
      `--outputFile=${output}`,
    ],
    { cwd: fileURLToPath(new URL("broken/", import.meta.url)), env: { ...process.env, CI: "1" } },
  );
  const results = report.parse(JSON.parse(readFileSync(output, "utf8"))).testResults;
  const failed = new Map<string, string[]>();
  for (const { ancestorTitles, title, status } of results.flatMap(
    (file) => file.assertionResults,
  )) {
    const name = ancestorTitles[0] ?? "";
    failed.set(name, [...(failed.get(name) ?? []), ...(status === "failed" ? [title] : [])]);
  }
  return failed;
}

test("each rule of the suite fails for a pattern that breaks it", { timeout: 60_000 }, () => {
  const found = failures();
  expect(Object.fromEntries(found)).toEqual({
    "pattern hello": [
      "the manifest has the pattern's id",
      "the input schema beside the manifest is the one of the pattern",
      "what its packages import are dependencies of the pattern's own, or optional peers",
    ],
    ...Object.fromEntries(
      [
        ["changed text", "every file matches its golden"],
        [
          "changing files",
          "decomposing twice gives the same files",
          "every file matches its golden",
        ],
        ["dropped file", "no golden is left without a file"],
        ["path outside", "every file has a path of its own inside the package"],
        ["path twice", "every file has a path of its own inside the package"],
        ["unknown dependency", "subtasks have ids of their own and wait only for each other"],
        ["id twice", "subtasks have ids of their own and wait only for each other"],
        ["trailing space", "output is clean without a formatter"],
        ["switched off check", "output hides nothing, escapes no check and runs no text as code"],
        ["difference of equal models", "a recorded model differs in nothing from the model itself"],
        ["changing comparison", "comparing changes neither model, and gives the same twice"],
        ["date in the model", "the model is plain JSON"],
      ].map(([name, ...titles]) => [`pattern hello: ${name}`, titles]),
    ),
  });
});
