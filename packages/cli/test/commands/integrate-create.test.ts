import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { AgentFlowError, BuildFailedError, errorCodes } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { FakeBuilder } from "../fake-builder.js";
import { runCommand } from "../run-command.js";
import { fullScore, sampleCandidate, sampleReport } from "../sample-reports.js";
import { temporaryFolder } from "../temporary-folder.js";

const create = ["integrate", "create"];

async function builderAndProject(files: Readonly<Record<string, string | object>> = {}) {
  const project = await temporaryFolder({ "package.json": {}, ...files });
  const builder = new FakeBuilder();
  builder.onBuild = ({ onProgress, outDirectory }) => {
    onProgress?.({
      type: "selected",
      selection: { chosen: sampleCandidate.pattern, candidates: [sampleCandidate] },
    });
    onProgress?.({ type: "rendered", files: [{ path: "README.md", bytes: 1500 }] });
    return { ...sampleReport, directory: outDirectory };
  };
  return { builder, project, io: { createBuilder: builder.create, workingDirectory: project } };
}

describe("what the builder is asked", () => {
  test("the options of the command line become requirements", async () => {
    const { builder, project, io } = await builderAndProject();
    const flags =
      "--type api --document pets.json --out adapters/pets --include-tag birds --include-operation a,b " +
      "--include-path /pets --include-method get --pattern @agentflow/pattern-api --no-verify --force " +
      "--overlay a.yaml,b.yaml --overlay https://a.example/c.yaml --exclude-tag old --exclude-operation c " +
      "--exclude-path /x,/y --exclude-method delete --exclude-deprecated --fail-on-warnings --validate zod";
    await runCommand(
      [...create, "--name", "Pet Store", "--include-tag", "cats, dogs", ...flags.split(" ")],
      io,
    );
    expect(builder.projectDirectory).toBe(project);
    expect(builder.builds).toMatchObject([
      {
        requirements: {
          name: "Pet Store",
          type: "api",
          document: "pets.json",
          pattern: "@agentflow/pattern-api",
          options: {
            overlay: ["a.yaml", "b.yaml", "https://a.example/c.yaml"],
            validate: "zod",
            include: {
              tags: ["cats", "dogs", "birds"],
              operations: ["a", "b"],
              paths: ["/pets"],
              methods: ["get"],
            },
            exclude: {
              tags: ["old"],
              operations: ["c"],
              paths: ["/x", "/y"],
              methods: ["delete"],
              deprecated: true,
            },
          },
        },
        options: {
          outDirectory: join(project, "adapters/pets"),
          documentDirectory: project,
          verify: false,
          dryRun: false,
          force: true,
          frozen: false,
          accept: false,
          failOnWarnings: true,
        },
      },
    ]);
  });

  test("an overlay's path starts where it was written, whatever the description's starts from", async () => {
    const { builder, io } = await builderAndProject({
      "config/pets.json": { name: "Pets", document: "api/pets.json", overlay: ["fix.yaml"] },
    });
    const file = ["--config", "config/pets.json"];
    await runCommand([...create, ...file, "--overlay", "own.yaml,npm:x@1.0.0#a.yaml"], io);
    await runCommand([...create, ...file, "--document", "other.json"], io);
    await runCommand([...create, ...file], io);
    expect(builder.builds.map(({ requirements }) => requirements.options)).toEqual([
      { overlay: [join("..", "own.yaml"), "npm:x@1.0.0#a.yaml"] },
      { overlay: [join("config", "fix.yaml")] },
      { overlay: ["fix.yaml"] },
    ]);
  });

  test("what a file excludes is kept beside what the command line excludes", async () => {
    const { builder, io } = await builderAndProject({
      "pets.json": {
        name: "Pets",
        "exclude-deprecated": true,
        options: { exclude: { tags: ["old"], methods: ["put"] }, include: { paths: ["/a"] } },
      },
    });
    await runCommand([...create, "--config", "pets.json", "--exclude-method", "get"], io);
    expect(builder.builds[0]?.requirements.options).toEqual({
      exclude: { tags: ["old"], methods: ["get"], deprecated: true },
      include: { paths: ["/a"] },
    });
  });

  test("the options for databases become the pattern's own, and go before those of a file", async () => {
    const { builder, project, io } = await builderAndProject({
      "config/shop.json": {
        name: "Shop",
        type: "database",
        ddl: "shop.sql",
        "include-table": ["a"],
        options: { schema: ["a"], typing: { bigints: "number" } },
      },
    });
    await runCommand(
      [...create, "--name", "Shop", "--type", "database", "--connection", "env:DATABASE_URL"],
      io,
    );
    const flags =
      "--schema shop,public --include-table shop.* --exclude-table *_old --exclude-table x";
    await runCommand([...create, "--config", "config/shop.json", ...flags.split(" ")], io);
    await runCommand(
      [...create, "--config", "config/shop.json", "--ddl", "b.sql", "--dialect", "sqlite"],
      io,
    );
    expect(builder.builds).toMatchObject([
      { requirements: { name: "Shop", options: { connection: "env:DATABASE_URL" } } },
      {
        requirements: {
          options: {
            ddl: "shop.sql",
            schema: ["shop", "public"],
            includeTable: ["shop.*"],
            excludeTable: ["*_old", "x"],
            typing: { bigints: "number" },
          },
        },
        options: { documentDirectory: join(project, "config") },
      },
      {
        requirements: { options: { ddl: "b.sql", dialect: "sqlite" } },
        options: { documentDirectory: project },
      },
    ]);
  });

  test("a relative path of a database starts where it was given", async () => {
    const { builder, project, io } = await builderAndProject({
      "config/shop.json": { name: "Shop", connection: "sqlite:shop.db" },
    });
    await runCommand([...create, "--config", "config/shop.json"], io);
    await runCommand([...create, "--config", "config/shop.json", "--connection", "sqlite:b"], io);
    expect(builder.builds).toMatchObject([
      { options: { documentDirectory: join(project, "config") } },
      { options: { documentDirectory: project } },
    ]);
  });

  test("by default it verifies, replaces nothing, and goes to integrations/<name> of the project", async () => {
    const { builder, project } = await builderAndProject({ "src/deep/x.txt": "" });
    await runCommand([...create, "--name", "Pet Store"], {
      createBuilder: builder.create,
      workingDirectory: join(project, "src/deep"),
    });
    expect(builder.builds).toMatchObject([
      {
        requirements: { name: "Pet Store", options: {} },
        options: {
          outDirectory: join(project, "integrations", "pet-store"),
          documentDirectory: join(project, "src/deep"),
          verify: true,
          force: false,
        },
      },
    ]);
    expect(Object.keys(builder.builds[0]?.requirements ?? {})).toEqual(["name", "options"]);
  });

  test("a configuration file gives the same options, and its paths start from the file", async () => {
    const { builder, project, io } = await builderAndProject({
      "config/pets.json": {
        name: "Pets",
        document: "pets.openapi.json",
        out: "../adapters/pets",
        "include-tag": ["a,b"],
        "no-verify": true,
        options: { include: { paths: ["/x"] }, other: 1 },
      },
    });
    await runCommand([...create, "--config", "config/pets.json"], io);
    expect(builder.builds).toMatchObject([
      {
        requirements: {
          name: "Pets",
          document: "pets.openapi.json",
          options: { include: { paths: ["/x"], tags: ["a,b"] }, other: 1 },
        },
        options: {
          outDirectory: join(project, "adapters/pets"),
          documentDirectory: join(project, "config"),
          verify: false,
        },
      },
    ]);
  });

  test("the command line goes before the configuration file, and its paths start from the working directory", async () => {
    const { builder, project, io } = await builderAndProject({
      "config/pets.json": { name: "Pets", document: "a.json", out: "a", type: "database" },
    });
    const flags = ["--name", "Cats", "--document", "b.json", "--out", "b"];
    await runCommand([...create, "--config", "config/pets.json", ...flags], io);
    expect(builder.builds).toMatchObject([
      {
        requirements: { name: "Cats", document: "b.json", type: "database" },
        options: { outDirectory: join(project, "b"), documentDirectory: project },
      },
    ]);
  });
});

describe("what it prints", () => {
  test("--json prints exactly the report, as one document", async () => {
    const { project, io } = await builderAndProject();
    const { exitCode, stdout } = await runCommand([...create, "--name", "Pet Store", "--json"], io);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      ...sampleReport,
      directory: join(project, "integrations/pet-store"),
    });
  });

  test("the configuration file may ask for JSON", async () => {
    const { io } = await builderAndProject({ "c.json": { name: "Pets", json: true } });
    const { stdout } = await runCommand([...create, "--config", "c.json"], io);
    expect(JSON.parse(stdout)).toMatchObject({ name: "Pet Store" });
  });

  test("a person reads what was built, how good it is, and where to look next", async () => {
    const { io } = await builderAndProject({
      "integrations/pet-store/README.md":
        '# Pets\n\n```ts\nimport { createPetStore } from "pet-store-adapter";\n```\n',
    });
    const { exitCode, stdout } = await runCommand([...create, "--name", "Pet Store"], io);
    expect(exitCode).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "Pet Store  ✔ verified and written

        Pattern   @agentflow/pattern-api 0.1.0, which serves type api and serves every service of its type
        Contents  1,223 operations in 34 files, 12.9 MB
        Folder    integrations/pet-store
        Pinned    as agentflow.lock has it
        Time      8.24 s (inspect 0.41 s · render 0.20 s · write 0.09 s · type check 3.02 s · tests 7.10 s)
        Tests     2,446 passed
        Cost      0 USD, 0 tokens
        Reuse     93.4 % of the code behind it is shared with other integrations
        Score     100 of 100
                 60/60  It type-checks
                 40/40  Its tests pass

      Next
        Read    integrations/pet-store/README.md
        Import  import { createPetStore } from "pet-store-adapter";
        Check   agentflow integrate validate integrations/pet-store
      "
    `);
  });

  test("what was not verified is never shown as verified", async () => {
    const { builder, io } = await builderAndProject();
    builder.onBuild = () => ({
      ...sampleReport,
      tests: { passed: 0, failed: 0 },
      score: {
        total: 25,
        measured: 30,
        parts: [
          { id: "rules", title: "The rules hold", weight: 30, score: 25, findings: ["a.ts: any"] },
          {
            id: "tests",
            title: "Its tests pass",
            weight: 70,
            score: null,
            findings: ["not measured: --no-verify"],
          },
        ],
      },
    });
    const { stdout } = await runCommand([...create, "--name", "Pet Store", "--no-verify"], io);
    expect(stdout).toContain("Pet Store  written, not verified");
    expect(stdout).toContain("Tests     not run");
    expect(stdout).toContain("25 of 100 (30 measured)");
    expect(stdout).toContain("   –/70  Its tests pass (not measured)");
    expect(stdout).toContain("  25/30  The rules hold\n                    a.ts: any");
    expect(stdout).not.toContain("✔");
  });

  test("--dry-run prints the files with their sizes, and no next steps", async () => {
    const { builder, io } = await builderAndProject();
    const { stdout } = await runCommand([...create, "--name", "Pet Store", "--dry-run"], io);
    expect(builder.builds).toMatchObject([{ options: { dryRun: true } }]);
    expect(stdout).toContain("Pet Store  nothing was written");
    expect(stdout).toContain("  1.5 kB  README.md");
    expect(stdout).not.toContain("Next");
  });

  test("--dry-run --json lists the files too", async () => {
    const { io } = await builderAndProject();
    const { stdout } = await runCommand([...create, "--name", "X", "--dry-run", "--json"], io);
    expect(JSON.parse(stdout)).toMatchObject({ planned: [{ path: "README.md", bytes: 1500 }] });
  });

  test("--explain prints each candidate with its score and reasons", async () => {
    const { io } = await builderAndProject();
    const { stderr } = await runCommand([...create, "--name", "X", "--explain", "--quiet"], io);
    expect(stderr).toBe(
      [
        "Patterns",
        "  0.50  @agentflow/pattern-api 0.1.0",
        "        serves type api",
        "        serves every service of its type",
        "",
        "",
      ].join("\n"),
    );
  });

  test("--explain --json adds the candidates to the one document", async () => {
    const { io } = await builderAndProject();
    const { stdout, stderr } = await runCommand(
      [...create, "--name", "X", "--explain", "--json", "--quiet"],
      io,
    );
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({
      name: "Pet Store",
      candidates: [{ package: "@agentflow/pattern-api", version: "0.1.0", id: "api", score: 0.5 }],
    });
  });

  test("without a terminal each stage is a plain line on stderr", async () => {
    const { builder, io } = await builderAndProject();
    builder.onBuild = ({ onProgress }) => {
      onProgress?.({ type: "stage-started", stage: "inspect" });
      onProgress?.({ type: "stage-finished", stage: "inspect", duration: 412 });
      return sampleReport;
    };
    const { stderr } = await runCommand([...create, "--name", "X"], io);
    expect(stderr).toBe("Reading the description 0.41 s\n");
  });

  test("warnings are printed in full, remarks are counted", async () => {
    const { builder, io } = await builderAndProject();
    const remark = {
      code: errorCodes.bodyEncodedByCaller,
      severity: "info",
      message: "m",
      help: "h",
    } as const;
    builder.onBuild = () => ({
      ...sampleReport,
      diagnostics: [
        remark,
        remark,
        {
          code: errorCodes.operationUnusable,
          severity: "warning",
          message: "The operation a is left out.",
          help: "Correct it.",
          location: { source: "pets.json", pointer: "/paths/~1a/get", line: 3, column: 5 },
        },
      ],
    });
    const { stdout } = await runCommand([...create, "--name", "X"], io);
    expect(stdout).toContain(
      "warning AF_OPERATION_UNUSABLE: The operation a is left out.\n" +
        "  at pets.json:3:5 (/paths/~1a/get)\n" +
        "  → Correct it.\n" +
        "And 2 remarks (AF_BODY_ENCODED_BY_CALLER): see them all with --verbose or --json.\n",
    );
  });

  test("a service name with escape sequences does not reach the terminal", async () => {
    const { builder, io } = await builderAndProject();
    builder.onBuild = () => ({ ...sampleReport, name: "\u001B[31mPets\u001B[2J" });
    const { stdout } = await runCommand([...create, "--name", "X"], io);
    expect(stdout.startsWith("Pets  ✔")).toBe(true);
  });
});

describe("wrong input", () => {
  test("without a service it says how to name one", async () => {
    const { builder, io } = await builderAndProject();
    const { exitCode, stderr } = await runCommand(create, io);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "error AF_USAGE_INVALID: The command names no service.\n  → Name it with --name",
    );
    expect(builder.builds).toEqual([]);
  });

  test("refusing and taking what differs from the lock file is refused", async () => {
    const { io, builder } = await builderAndProject();
    const flags = ["--name", "Pets", "--frozen", "--accept"];
    const { exitCode, stderr } = await runCommand([...create, ...flags], io);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error AF_USAGE_INVALID: --frozen refuses what differs");
    expect(builder.builds).toEqual([]);
  });

  test("a configuration file cannot take what differs from the lock file", async () => {
    const { io, builder } = await builderAndProject({ "c.json": { name: "Pets", accept: true } });
    const { exitCode, stderr } = await runCommand([...create, "--config", "c.json"], io);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error AF_CONFIG_INVALID");
    expect(builder.builds).toEqual([]);
  });

  test("what the lock file pins is frozen, or replaced", async () => {
    const { io, builder } = await builderAndProject();
    await runCommand([...create, "--name", "Pets", "--frozen"], io);
    await runCommand([...create, "--name", "Pets", "--accept"], io);
    expect(builder.builds.map(({ options }) => [options.frozen, options.accept])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test("a name without a letter or digit is refused", async () => {
    const { io } = await builderAndProject();
    const { exitCode, stderr } = await runCommand([...create, "--name", "../.."], io);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error AF_USAGE_INVALID: --name must have a letter or a digit.");
  });

  test("every problem of the command line is told at once", async () => {
    const { io } = await builderAndProject();
    const { exitCode, stdout } = await runCommand(
      [...create, "--name", "", "--include-tag", "a,,b", "--out", " ", "--json"],
      io,
    );
    expect(exitCode).toBe(2);
    const { error, diagnostics } = JSON.parse(stdout) as {
      error: object;
      diagnostics: readonly { readonly message: string }[];
    };
    expect(error).toMatchObject({ message: "The command line has 4 problems." });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "--name must not be empty.",
      "--name must have a letter or a digit.",
      "--out must not be empty.",
      "--include-tag must not be empty.",
    ]);
  });

  test("every problem of the configuration file is told at once, with its place", async () => {
    const { io } = await builderAndProject({
      "c.json": { name: 1, "include-tag": "repos", verify: false },
    });
    const { exitCode, stdout } = await runCommand([...create, "--config", "c.json", "--json"], io);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: "AF_CONFIG_INVALID", message: '"c.json" has 3 problems.' },
      diagnostics: [
        { code: "AF_CONFIG_INVALID", location: { source: "c.json", pointer: "/name" } },
        { code: "AF_CONFIG_INVALID", location: { source: "c.json", pointer: "/include-tag" } },
        {
          message: 'Unrecognized key: "verify".',
          help: expect.stringContaining("no-verify") as string,
        },
      ],
    });
  });

  test.each([
    ["missing", undefined, '"c.json" does not exist'],
    ["empty", "", "is empty"],
    ["not JSON", '{\n  "name": "x"\n  "type": 1', "at line 3, column 3"],
    ["not an object", "[]", "expected object"],
  ])("a configuration file that is %s is refused", async (_name, content, problem) => {
    const { io } = await builderAndProject(content === undefined ? {} : { "c.json": content });
    const { exitCode, stderr } = await runCommand([...create, "--config", "c.json"], io);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error AF_CONFIG_INVALID: ");
    expect(stderr).toContain(problem);
  });

  test("a configuration file is never fetched", async () => {
    const { io } = await builderAndProject();
    const { exitCode, stderr } = await runCommand(
      [...create, "--config", "npm:x@1.0.0#a.json"],
      io,
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain('"./npm:x@1.0.0#a.json" does not exist');
  });
});

/** A package.json of a pattern that knows one service. */
function patternFor(name: string, service: string) {
  const manifest = { contract: 1, id: service, type: "api", title: name, entry: "./index.js" };
  return { name, version: "1.0.0", agentflow: { ...manifest, services: [service] } };
}

describe("when the build fails", () => {
  test("the error has its code, sentence, place and help, and the exit code of its code", async () => {
    const { builder, io } = await builderAndProject();
    builder.onBuild = () => {
      throw new AgentFlowError(errorCodes.documentMalformed, "pets.json ends in a string.", {
        help: "Download it again.",
        location: { source: "pets.json", line: 3, column: 18 },
      });
    };
    const { exitCode, stdout, stderr } = await runCommand([...create, "--name", "X"], io);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toBe(
      "error AF_DOCUMENT_MALFORMED: pets.json ends in a string.\n  at pets.json:3:18\n  → Download it again.\n",
    );
  });

  test("a package that does not hold is reported with its diagnostics and its score", async () => {
    const { builder, io } = await builderAndProject();
    const typeError = {
      code: errorCodes.typecheckFailed,
      severity: "error",
      message: "Type 'string' is not assignable to type 'number'.",
      location: { source: "src/a.ts", line: 1, column: 7 },
      help: "Report it.",
    } as const;
    builder.onBuild = () => {
      throw new BuildFailedError(errorCodes.typecheckFailed, "The package does not type-check.", {
        help: "Use --no-verify to look at it.",
        report: {
          ...sampleReport,
          diagnostics: [typeError],
          score: {
            ...fullScore,
            total: 40,
            parts: fullScore.parts.map((part) => ({ ...part, score: 0 })),
          },
        },
      });
    };
    const json = await runCommand([...create, "--name", "X", "--json"], io);
    expect(json.exitCode).toBe(5);
    expect(JSON.parse(json.stdout)).toMatchObject({
      error: { code: "AF_TYPECHECK_FAILED" },
      diagnostics: [typeError],
      report: { score: { total: 40 } },
    });
    const text = await runCommand([...create, "--name", "X"], io);
    expect(text.stderr).toContain("error AF_TYPECHECK_FAILED: Type 'string' is not");
    expect(text.stderr).toContain("  at src/a.ts:1:7\n");
    expect(text.stderr).toContain("   0/60  It type-checks");
    expect(text.stderr.trimEnd().endsWith("  → Use --no-verify to look at it.")).toBe(true);
  });

  test("--explain shows the installed patterns also when none was chosen", async () => {
    const { builder, io } = await builderAndProject({
      "package.json": { dependencies: { one: "1.0.0", two: "1.0.0" } },
      "node_modules/one/package.json": patternFor("one", "stripe"),
      "node_modules/two/package.json": patternFor("two", "github"),
    });
    builder.onBuild = () => {
      throw new AgentFlowError(errorCodes.serviceUnknown, "Unknown.", { help: "Look." });
    };
    const argv = [...create, "--name", "GitHub", "--explain"];
    const { exitCode, stderr } = await runCommand(argv, io);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      '  1.00  two 1.0.0\n        knows "GitHub" by name\n  0.00  one 1.0.0\n',
    );
    const json = await runCommand([...argv, "--json"], io);
    expect(JSON.parse(json.stdout)).toMatchObject({
      error: { code: "AF_SERVICE_UNKNOWN" },
      candidates: [
        { package: "two" },
        { package: "one", rejected: 'knows "stripe", not "GitHub"' },
      ],
    });
  });

  test("--explain says so when no pattern is installed", async () => {
    const { builder, io } = await builderAndProject();
    builder.onBuild = () => {
      throw new AgentFlowError(errorCodes.serviceUnknown, "Unknown.", { help: "Look." });
    };
    const { stderr } = await runCommand([...create, "--name", "X", "--explain"], io);
    expect(stderr).toContain("Patterns\n  none is installed\n");
  });

  test("a surprise is AF_INTERNAL, without a stack trace and without secrets", async () => {
    const { builder, io } = await builderAndProject();
    builder.onBuild = () => {
      throw new TypeError(`x is undefined, token=${"s".repeat(20)}`);
    };
    const { exitCode, stderr } = await runCommand([...create, "--name", "X"], io);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      "error AF_INTERNAL: The command failed unexpectedly: x is undefined, token=[secret]\n  → Run it again with AGENTFLOW_DEBUG=1",
    );
    expect(stderr).not.toContain("    at ");
  });

  test("AGENTFLOW_DEBUG=1 prints the stack trace, without secrets", async () => {
    const { builder, io } = await builderAndProject();
    builder.onBuild = () => {
      throw new TypeError(`token=${"s".repeat(20)}`);
    };
    const { stderr } = await runCommand([...create, "--name", "X"], {
      ...io,
      environment: { AGENTFLOW_DEBUG: "1" },
    });
    expect(stderr).toContain("TypeError: token=[secret]");
    expect(stderr).toContain("integrate-create.test.ts");
    expect(stderr).not.toContain("ssss");
  });

  test("an interrupted build ends with 130", async () => {
    const { builder, io } = await builderAndProject();
    const controller = new AbortController();
    builder.onBuild = ({ signal }) => {
      controller.abort();
      signal?.throwIfAborted();
      return sampleReport;
    };
    const { exitCode, stderr } = await runCommand([...create, "--name", "X"], {
      ...io,
      signal: controller.signal,
    });
    expect(exitCode).toBe(130);
    expect(stderr).toContain("error AF_INTERRUPTED: The command was interrupted.");
  });

  test("a crash that aborted the build is reported as itself", async () => {
    const { builder, io } = await builderAndProject();
    const controller = new AbortController();
    builder.onBuild = ({ signal }) => {
      controller.abort(new Error("a plugin's timer threw"));
      signal?.throwIfAborted();
      return sampleReport;
    };
    const { exitCode, stderr } = await runCommand([...create, "--name", "X"], {
      ...io,
      signal: controller.signal,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      "error AF_INTERNAL: The command failed unexpectedly: a plugin's timer threw",
    );
  });

  test("nothing is written by the command itself", async () => {
    const { builder, project, io } = await builderAndProject();
    builder.onBuild = () => {
      throw new Error("no");
    };
    await runCommand([...create, "--name", "X"], io);
    expect(await readdir(project)).toEqual(["package.json"]);
  });
});
