import { rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { AgentFlowError, BuildFailedError, errorCodes } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { sampleReport } from "../sample-reports.js";
import { linesOf, replaceFile, until, watched } from "./watched.js";

const named = ["--name", "Pets", "--document", "api.json"];
const built = "✔ Pet Store  1,223 operations in 34 files, 12.9 MB  8.24 s";

function broken(): AgentFlowError {
  return new AgentFlowError(errorCodes.documentMalformed, '"api.json" ends in\nan object.', {
    help: "Mend it.",
    location: { source: "api.json", line: 3, column: 1 },
  });
}

describe("while it watches, the command", () => {
  test("prints a line for each build, and builds again when a file has changed", async () => {
    const { project, controller, written, start } = await watched({ "api.json": "{}" }, named);
    const ended = start();
    await until(() => written.stderr.includes("Following 1 file; Ctrl-C ends it.\n"));
    await replaceFile(join(project, "api.json"), '{"a":1}');
    await until(() => linesOf(written.stdout).length === 2);
    controller.abort();
    expect(await ended).toBe(130);
    expect(linesOf(written.stdout)).toEqual([built, built, "Stopped."]);
    expect(written.stderr).toBe("Following 1 file; Ctrl-C ends it.\n");
  });

  test("replaces what it has built, and not what stood there before it began", async () => {
    const { project, builder, written, start } = await watched({ "api.json": "{}" }, named);
    void start();
    await until(() => linesOf(written.stdout).length === 1);
    await replaceFile(join(project, "api.json"), '{"a":1}');
    await until(() => linesOf(written.stdout).length === 2);
    expect(builder.builds.map(({ options }) => options.force)).toEqual([false, true]);
  });

  test("does nothing when a file was touched and says the same", async () => {
    const { project, builder, written, start } = await watched(
      { "api.json": "{}", "pet.json": "{}" },
      named,
      ["api.json", "pet.json"],
    );
    void start();
    await until(() => written.stderr.includes("Following 2 files"));
    await utimes(join(project, "api.json"), 1, 1);
    await replaceFile(join(project, "pet.json"), '{"a":1}');
    await until(() => linesOf(written.stdout).length === 2);
    await utimes(join(project, "pet.json"), 1, 1);
    await replaceFile(join(project, "api.json"), '{"b":1}');
    await until(() => linesOf(written.stdout).length === 3);
    expect(builder.builds).toHaveLength(3);
  });

  test("goes on when a build fails, says why on one line, and builds the next change", async () => {
    const { project, builder, written, reads, start } = await watched({ "api.json": "{" }, named);
    builder.onBuild = async (options) => {
      await reads(options);
      if (builder.builds.length < 3) throw broken();
      return sampleReport;
    };
    void start();
    await until(() => linesOf(written.stdout).length === 1);
    await replaceFile(join(project, "api.json"), "{{");
    await until(() => linesOf(written.stdout).length === 2);
    await replaceFile(join(project, "api.json"), "{}");
    await until(() => linesOf(written.stdout).length === 3);
    const failed =
      '✘ Pets  AF_DOCUMENT_MALFORMED: "api.json" ends in an object. at api.json:3:1  what stood there before still stands';
    expect(linesOf(written.stdout)).toEqual([failed, failed, built]);
  });

  test("goes on when a build fails unexpectedly", async () => {
    const { builder, written, reads, start } = await watched({ "api.json": "{" }, named);
    builder.onBuild = async (options) => {
      await reads(options);
      throw new TypeError("a bug");
    };
    void start();
    await until(() => written.stderr.includes("Following"));
    expect(written.stdout).toContain("AF_INTERNAL: The build failed unexpectedly: a bug  what");
  });

  test("waits for a file that is missing, and builds also when it is removed", async () => {
    const { project, builder, written, start } = await watched({}, named);
    void start();
    await until(() => written.stderr.includes("Following"));
    await replaceFile(join(project, "api.json"), "{}");
    await until(() => linesOf(written.stdout).length === 2);
    await rm(join(project, "api.json"));
    await until(() => linesOf(written.stdout).length === 3);
    expect(builder.builds).toHaveLength(3);
  });

  test("follows what it followed when a build ends before it reads anything", async () => {
    const { project, builder, written, reads, start } = await watched({ "api.json": "1" }, named);
    builder.onBuild = async (options) => {
      if (builder.builds.length === 2) throw broken();
      await reads(options);
      return sampleReport;
    };
    void start();
    await until(() => linesOf(written.stdout).length === 1);
    await replaceFile(join(project, "api.json"), "2");
    await until(() => linesOf(written.stdout).length === 2);
    await replaceFile(join(project, "api.json"), "3");
    await until(() => linesOf(written.stdout).length === 3);
    expect(builder.builds.map(({ options }) => options.force)).toEqual([false, true, true]);
  });

  test("builds once for a file whose text cannot be read as text", async () => {
    const { builder, written, start, project } = await watched({ "api.json": "1" }, named);
    const path = join(project, "api.json");
    builder.onBuild = ({ onProgress }) => {
      onProgress?.({ type: "file", path, digest: undefined });
      throw broken();
    };
    void start();
    await until(() => linesOf(written.stdout).length === 2);
    await replaceFile(path, "2");
    await until(() => linesOf(written.stdout).length === 3);
    expect(builder.builds).toHaveLength(3);
  });

  test("counts warnings, and prints them when asked to", async () => {
    const { builder, written, reads, start } = await watched({ "api.json": "{}" }, [
      ...named,
      "--verbose",
      "--no-verify",
    ]);
    const warning = { severity: "warning", message: "Faulty.", help: "Mend it." } as const;
    builder.onBuild = async (options) => {
      await reads(options);
      return {
        ...sampleReport,
        diagnostics: [
          { ...warning, code: errorCodes.documentFaulty },
          { ...warning, code: errorCodes.notVerified },
        ],
      };
    };
    void start();
    await until(() => written.stderr.includes("Following"));
    expect(written.stdout).toBe(built.replace("  8.24", "  1 warning  8.24") + "\n");
    expect(written.stderr).toContain("warning AF_DOCUMENT_FAULTY: Faulty.\n");
  });

  test("prints what is wrong with a package that does not hold when asked to", async () => {
    const { builder, written, reads, start } = await watched({ "api.json": "{}" }, [
      ...named,
      "--verbose",
    ]);
    const wrong = { severity: "error", message: "A type is wrong.", help: "Mend it." } as const;
    const report = {
      ...sampleReport,
      diagnostics: [{ ...wrong, code: errorCodes.typecheckFailed }],
    };
    builder.onBuild = async (options) => {
      await reads(options);
      throw new BuildFailedError(errorCodes.typecheckFailed, "It does not hold.", {
        help: "",
        report,
      });
    };
    void start();
    await until(() => written.stderr.includes("Following"));
    expect(written.stdout).toContain("✘ Pets  AF_TYPECHECK_FAILED: It does not hold.  what stood");
    expect(written.stderr).toContain("error AF_TYPECHECK_FAILED: A type is wrong.\n");
  });
});

describe("the configuration file", () => {
  const config = (change: object = {}) =>
    JSON.stringify({ name: "Pets", document: "api.json", ...change });

  test("is followed too, and what it says is built", async () => {
    const { project, builder, written, start } = await watched(
      { "api.json": "{}", "pets.json": config() },
      ["--config", "pets.json"],
    );
    void start();
    await until(() => written.stderr.includes("Following 2 files"));
    await replaceFile(join(project, "pets.json"), config({ "exclude-deprecated": true }));
    await until(() => linesOf(written.stdout).length === 2);
    expect(builder.builds[1]?.requirements.options).toEqual({ exclude: { deprecated: true } });
  });

  test("may be broken for a while", async () => {
    const { project, builder, written, start } = await watched(
      { "api.json": "{}", "pets.json": config() },
      ["--config", "pets.json"],
    );
    void start();
    await until(() => written.stderr.includes("Following 2 files"));
    await replaceFile(join(project, "pets.json"), "{");
    await until(() => linesOf(written.stdout).length === 2);
    expect(linesOf(written.stdout)[1]).toContain("✘ Pets  AF_CONFIG_INVALID: ");
    await replaceFile(join(project, "pets.json"), config({ type: "api" }));
    await until(() => linesOf(written.stdout).length === 3);
    expect(builder.builds).toHaveLength(2);
  });

  test("that names another folder does not let it be replaced", async () => {
    const { project, builder, written, start } = await watched(
      { "api.json": "{}", "pets.json": config({ out: "a" }) },
      ["--config", "pets.json"],
    );
    void start();
    await until(() => written.stderr.includes("Following 2 files"));
    await replaceFile(join(project, "pets.json"), config({ out: "b" }));
    await until(() => linesOf(written.stdout).length === 2);
    await replaceFile(join(project, "pets.json"), config({ out: "c", force: true }));
    await until(() => linesOf(written.stdout).length === 3);
    expect(builder.builds.map(({ options }) => options.force)).toEqual([false, false, true]);
  });
});

describe("the command ends", () => {
  test("when the first build fails before it has read a file", async () => {
    const { builder, written, start } = await watched({}, named);
    builder.onBuild = () => {
      throw new AgentFlowError(errorCodes.outputExists, "It is there.", { help: "Use --force." });
    };
    expect(await start()).toBe(2);
    expect(written.stderr).toBe("error AF_OUTPUT_EXISTS: It is there.\n  → Use --force.\n");
  });

  test("when there is no file to follow", async () => {
    const { builder, written, start } = await watched({}, ["--name", "Pets"]);
    builder.onBuild = () => sampleReport;
    expect(await start()).toBe(2);
    expect(written.stdout).toBe(`${built}\n`);
    expect(written.stderr).toContain(
      'error AF_USAGE_INVALID: "Pets" is made from no file, so there is nothing to watch.',
    );
  });

  test("when it is interrupted while it builds", async () => {
    const { builder, controller, written, reads, start } = await watched({ "api.json": "" }, named);
    builder.onBuild = async (options) => {
      await reads(options);
      controller.abort();
      options.signal?.throwIfAborted();
      return sampleReport;
    };
    expect(await start()).toBe(130);
    expect(written).toEqual({ stdout: "Stopped.\n", stderr: "" });
  });

  test("with the fault when a pattern crashes", async () => {
    const { controller, written, start } = await watched({ "api.json": "" }, named);
    const ended = start();
    await until(() => written.stderr.includes("Following"));
    controller.abort(new Error("a pattern's timer threw"));
    expect(await ended).toBe(1);
    expect(written.stderr).toContain("AF_INTERNAL: The command failed unexpectedly: a pattern's");
  });

  test.each(["json", "dry-run"])("at once together with --%s", async (option) => {
    const { builder, start } = await watched({ "api.json": "" }, [...named, `--${option}`]);
    expect(await start()).toBe(2);
    expect(builder.builds).toEqual([]);
  });

  test("at no change of the configuration that makes no sense with it", async () => {
    const config = { name: "Pets", document: "api.json" };
    const { project, written, start } = await watched({ "api.json": "", "p.json": config }, [
      "--config",
      "p.json",
    ]);
    void start();
    await until(() => written.stderr.includes("Following"));
    await replaceFile(join(project, "p.json"), JSON.stringify({ ...config, "dry-run": true }));
    await until(() => linesOf(written.stdout).length === 2);
    expect(written.stdout).toContain("--watch cannot be used with --dry-run.");
  });
});
