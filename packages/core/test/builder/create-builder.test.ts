import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { AnyPattern } from "../../src/contract/pattern.js";
import { AgentFlowError } from "../../src/errors/error.js";
import { errorCodes } from "../../src/errors/error-codes.js";
import type { BuildProgress } from "../../src/builder/build-progress.js";
import { createBuilder } from "../../src/builder/create-builder.js";
import { systemError, unflushedFileSystem } from "./faulty-file-system.js";
import { patternOf, soundFiles, writeFiles } from "./project-fixture.js";
import { scene, siblings } from "./build-scene.js";

describe("interrupting a build", () => {
  test.each(["select", "inspect", "render", "write", "typecheck", "score"])(
    "during %s leaves nothing behind",
    async (stage) => {
      const { build, out } = scene();
      const controller = new AbortController();
      const onProgress = (progress: BuildProgress): void => {
        if (progress.type === "stage-started" && progress.stage === stage) controller.abort();
      };
      await expect(build({ signal: controller.signal, onProgress })).rejects.toMatchObject({
        code: "AF_INTERRUPTED",
      });
      expect(siblings(out)).toEqual([]);
    },
  );

  test("while the package takes its place comes too late", async () => {
    const { build, out } = scene();
    const controller = new AbortController();
    const onProgress = (progress: BuildProgress): void => {
      if (progress.type === "stage-started" && progress.stage === "swap") controller.abort();
    };
    await build({ signal: controller.signal, onProgress });
    expect(siblings(out)).toEqual(["status"]);
  });
});

describe("a build fails, and says of what", () => {
  test("when the input does not fit the pattern, with everything that is wrong", async () => {
    const { build } = scene();
    await expect(build({}, { options: { colour: "red", document: 5 } })).rejects.toMatchObject({
      code: "AF_INPUT_INVALID",
      message: expect.stringMatching(/document: .*; input: .*colour/) as unknown,
    });
  });

  test("when the service cannot be used, with what was found on the way", async () => {
    const pattern: AnyPattern = {
      ...patternOf(soundFiles),
      inspect(_input, context) {
        context.report({
          code: errorCodes.documentFaulty,
          severity: "warning",
          message: "It has no name.",
          help: "Give it one.",
        });
        throw new AgentFlowError(errorCodes.operationUnusable, "Nothing is left.", {
          help: "See the warnings.",
        });
      },
    };
    await expect(scene(pattern).build()).rejects.toMatchObject({
      code: "AF_OPERATION_UNUSABLE",
      message: "Nothing is left.",
      diagnostics: [{ code: "AF_DOCUMENT_FAULTY", message: "It has no name." }],
    });
  });

  test("when a secret is missing", async () => {
    const base = patternOf(soundFiles);
    const pattern: AnyPattern = {
      ...base,
      async inspect(input, context) {
        await context.secret("DATABASE_PASSWORD");
        return base.inspect(input, context);
      },
    };
    await expect(scene(pattern).build()).rejects.toMatchObject({
      code: "AF_SECRET_MISSING",
      message: 'The environment variable "DATABASE_PASSWORD" is not set.',
    });
  });

  test.each<[string, Partial<AnyPattern>, string]>([
    [
      "inspecting",
      {
        inspect: () => {
          throw new Error("boom");
        },
      },
      "failed while inspecting the service: boom",
    ],
    [
      "validating",
      {
        validate: () => {
          throw new Error("boom");
        },
      },
      "failed while validating its files",
    ],
  ])("when the pattern throws while %s", async (_, change, message) => {
    await expect(scene(patternOf(soundFiles, change)).build()).rejects.toMatchObject({
      code: "AF_INTERNAL",
      message: expect.stringContaining(message) as unknown,
    });
  });

  test("when a path of the plan is not safe", async () => {
    await expect(scene(patternOf({ "../x": "" })).build()).rejects.toMatchObject({
      code: "AF_PATH_UNSAFE",
    });
  });

  test("when the service is unknown", async () => {
    await expect(scene().build({}, { name: "Nobody" })).rejects.toMatchObject({
      code: "AF_SERVICE_UNKNOWN",
    });
  });

  test("when a tool is not where it is said to be", async () => {
    const { options } = scene();
    const tools = { ...options.tools, vitest: "/nowhere/vitest.mjs" };
    const builder = createBuilder({ ...options, tools });
    const outDirectory = join(options.projectDirectory, "out");
    await expect(builder.build({ name: "Status" }, { outDirectory })).rejects.toMatchObject({
      code: "AF_VERIFIER_UNAVAILABLE",
      message: '"/nowhere/vitest.mjs", which verifying a package needs, does not exist.',
    });
    expect(existsSync(outDirectory)).toBe(false);
  });
});

describe("a build is remembered", () => {
  test("with its durations, cost, score and reuse", async () => {
    const { builder, build } = scene();
    await build();
    expect((await builder.history()).entries).toMatchObject([
      {
        name: "Status",
        directory: "integrations/status",
        result: "built",
        pattern: { package: "pattern-status" },
        units: 2,
        files: 5,
        verified: true,
        score: 100,
        reuse: 0.75,
        cost: { usd: 0, tokens: 0 },
      },
    ]);
    expect((await builder.averages()).overall).toMatchObject({
      builds: 1,
      failed: 0,
      score: 100,
      reuse: 0.75,
    });
  });

  test("as failed when it failed, with the code", async () => {
    const { builder, build } = scene(patternOf({ ...soundFiles, "src/index.ts": "TYPE_ERROR" }));
    await expect(build()).rejects.toThrow("TS2322");
    expect((await builder.history()).entries).toMatchObject([
      { result: "failed", code: "AF_TYPECHECK_FAILED", score: 75 },
    ]);
  });

  test("as failed when it was interrupted while files were made", async () => {
    const { builder, build } = scene();
    const controller = new AbortController();
    const onProgress = (progress: BuildProgress): void => {
      if (progress.type === "stage-started" && progress.stage === "write") controller.abort();
    };
    await expect(build({ signal: controller.signal, onProgress })).rejects.toThrow("interrupted");
    expect((await builder.history()).entries).toMatchObject([
      { result: "failed", code: "AF_INTERRUPTED" },
    ]);
  });

  test("but not when its input was refused before anything was built", async () => {
    const { builder, options } = scene();
    const outDirectory = join(options.projectDirectory, "out");
    await expect(builder.build({ name: "Unheard of" }, { outDirectory })).rejects.toMatchObject({
      code: "AF_SERVICE_UNKNOWN",
    });
    expect(existsSync(join(options.projectDirectory, ".agentflow"))).toBe(false);
  });

  test("or the report says that it could not be", async () => {
    const fileSystem = {
      ...unflushedFileSystem,
      appendFile: () => Promise.reject(systemError("EROFS")),
    };
    const { build } = scene(undefined, { fileSystem });
    expect((await build()).diagnostics).toMatchObject([
      { code: "AF_WRITE_FAILED", severity: "warning" },
    ]);
  });
});

test("what is wrong with other patterns is a warning", async () => {
  const { options, build } = scene();
  writeFiles(options.projectDirectory, {
    "package.json": JSON.stringify({
      dependencies: { "pattern-status": "1", "agentflow-broken": "1" },
    }),
  });
  expect((await build()).diagnostics).toMatchObject([{ severity: "warning" }]);
});
