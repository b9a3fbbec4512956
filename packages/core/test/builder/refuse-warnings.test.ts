import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isBuildFailedError } from "../../src/builder/build-failed-error.js";
import type { AnyPattern } from "../../src/contract/pattern.js";
import type { Severity } from "../../src/errors/diagnostic.js";
import { scene, siblings, unverified } from "./build-scene.js";
import { patternOf, snapshot, soundFiles } from "./project-fixture.js";

/** A pattern whose inspection finds something of each severity that is named. */
function finding(...severities: readonly Severity[]): AnyPattern {
  return patternOf(soundFiles, {
    inspect: (_input, context) => {
      for (const severity of severities) {
        context.report({ code: "AF_DOCUMENT_FAULTY", severity, message: "Faulty.", help: "" });
      }
      return {
        unit: { singular: "operation", plural: "operations", count: 2, ids: ["get", "put"] },
        documentDigest: "sha256-none",
      };
    },
  });
}

const strict = { failOnWarnings: true } as const;

describe("a build that allows no warnings", () => {
  test.each([
    ["verified", {}, "a warning"],
    ["not verified", unverified, "a warning"],
    ["as a dry run", { dryRun: true }, "a warning"],
  ])("%s, writes nothing when it has one", async (_, options, count) => {
    const { build, out } = scene(finding("warning"));
    const error = await build({ ...options, ...strict }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "AF_WARNINGS_REFUSED",
      message: `The build has ${count}, and none is allowed.`,
    });
    expect(isBuildFailedError(error) && error.report.diagnostics[0]).toMatchObject({
      code: "AF_DOCUMENT_FAULTY",
    });
    expect(siblings(out)).toEqual([]);
  });

  test("leaves what stood there before", async () => {
    const severities: Severity[] = [];
    const pattern: AnyPattern = {
      ...finding(),
      inspect: (input, context) => finding(...severities).inspect(input, context),
    };
    const { build, out } = scene(pattern);
    await build(strict);
    const before = snapshot(out);
    severities.push("warning", "warning");
    await expect(build({ ...strict, force: true })).rejects.toThrow("The build has 2 warnings,");
    expect(snapshot(out)).toEqual(before);
  });

  test("does not replace a file that somebody has edited", async () => {
    const { build, out } = scene();
    await build(unverified);
    writeFileSync(join(out, "src/index.ts"), "mine");
    await expect(build({ ...unverified, ...strict, force: true })).rejects.toMatchObject({
      code: "AF_WARNINGS_REFUSED",
      report: {
        diagnostics: [
          { code: "AF_NOT_VERIFIED" },
          { code: "AF_FILE_EDITED", message: expect.stringContaining("src/index.ts") as string },
        ],
      },
    });
    expect(snapshot(out)["src/index.ts"]).toBe("mine");
  });

  test.each([
    ["remarks", finding("info"), {}],
    ["that it was not verified, as was asked", finding(), unverified],
    ["that nothing was written, as was asked", finding(), { dryRun: true }],
  ])("allows %s", async (_, pattern, options) => {
    expect(await scene(pattern).build({ ...options, ...strict })).toMatchObject({ name: "Status" });
  });
});

test("warnings are allowed unless they are refused", async () => {
  const { diagnostics } = await scene(finding("warning")).build();
  expect(diagnostics.map(({ code }) => code)).toEqual(["AF_DOCUMENT_FAULTY"]);
});
