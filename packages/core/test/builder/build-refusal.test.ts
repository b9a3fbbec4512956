import { describe, expect, test } from "vitest";
import type { AnyPattern } from "../../src/contract/pattern.js";
import { isBuildFailedError } from "../../src/builder/build-failed-error.js";
import { patternOf, snapshot, soundFiles } from "./project-fixture.js";
import { scene, siblings, unverified } from "./build-scene.js";

describe("a package that does not hold is not written:", () => {
  test.each<[string, AnyPattern, string, string]>([
    [
      "a type error",
      patternOf({ ...soundFiles, "src/index.ts": "TYPE_ERROR" }),
      "AF_TYPECHECK_FAILED",
      "src/index.ts:1: TS2322",
    ],
    [
      "a failing test",
      patternOf({ ...soundFiles, "test/units.test.ts": 'test("get FAIL");\ntest("put");\n' }),
      "AF_TESTS_FAILED",
      "test/units.test.ts:1: get FAIL",
    ],
    [
      "a unit without a test",
      patternOf({ ...soundFiles, "test/units.test.ts": 'test("get");\n' }),
      "AF_OPERATION_UNCOVERED",
      "The operation put has no passing test that names it.",
    ],
    [
      "a type escape",
      patternOf({ ...soundFiles, "src/index.ts": "let x: any;" }),
      "AF_TYPE_ESCAPE",
      "src/index.ts:1: `any`",
    ],
    [
      "a rule of the pattern's own",
      patternOf(soundFiles, {
        validate: () => [
          { code: "AF_PLAN_INVALID", severity: "error", message: "Not so.", help: "" },
        ],
      }),
      "AF_PLAN_INVALID",
      "Not so.",
    ],
    [
      "a missing fault suite",
      patternOf({ ...soundFiles, "test/faults.test.ts": "" }),
      "AF_SCORE_TOO_LOW",
      "The package scores 90 of 100, and 95 are needed: no test ran.",
    ],
  ])("%s", async (_, pattern, code, message) => {
    const { build, out } = scene(pattern);
    const error = await build().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, help: expect.stringContaining("--no-verify") as unknown });
    expect((error as Error).message).toContain(message);
    expect(isBuildFailedError(error) && error.report).toMatchObject({ name: "Status", files: 5 });
    expect(siblings(out)).toEqual([]);
  });

  test("one that comes out differently the second time", async () => {
    let renders = 0;
    const files = () => ({ ...soundFiles, [`docs/${(renders += 1)}.md`]: "" });
    const error = await scene(patternOf(files))
      .build()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "AF_SCORE_TOO_LOW" });
    expect((error as Error).message).toContain(
      "docs/1.md is not reproducible; docs/2.md is not reproducible",
    );
  });

  test("one with a hundred units without a test names fifty of them", async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `unit-${index}`);
    const pattern = patternOf(soundFiles, {
      inspect: () => ({
        unit: { singular: "table", plural: "tables", count: 100, ids },
        documentDigest: "",
      }),
    });
    const error = await scene(pattern)
      .build()
      .catch((thrown: unknown) => thrown);
    expect(isBuildFailedError(error) && error.report.diagnostics.length).toBe(51);
  });

  test("and what stood there before still stands there", async () => {
    let files = soundFiles;
    const { build, out } = scene(patternOf(() => files));
    await build();
    const before = snapshot(out);
    files = { ...soundFiles, "src/index.ts": "TYPE_ERROR" };
    await expect(build({ force: true })).rejects.toMatchObject({ code: "AF_TYPECHECK_FAILED" });
    expect(snapshot(out)).toEqual(before);
    expect(siblings(out)).toEqual(["status"]);
  });

  test("a secret that was used is not even written for inspection", async () => {
    const base = patternOf({ ...soundFiles, "docs/how.md": "connect as admin-password-1" });
    const pattern: AnyPattern = {
      ...base,
      async inspect(input, context) {
        await context.secret("DATABASE_PASSWORD");
        return base.inspect(input, context);
      },
    };
    const { build, out } = scene(pattern, {
      environment: { DATABASE_PASSWORD: "admin-password-1" },
    });
    await expect(build(unverified)).rejects.toMatchObject({ code: "AF_SECRET_IN_SOURCE" });
    expect(siblings(out)).toEqual([]);
  });
});
