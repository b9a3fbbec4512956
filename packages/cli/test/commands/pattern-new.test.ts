import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCommand } from "../run-command.js";
import { temporaryFolder } from "../temporary-folder.js";

const written = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();

describe("pattern new", () => {
  test("writes a package under the name everywhere, and says what comes next", async () => {
    const workingDirectory = await temporaryFolder();
    const { exitCode, stdout } = await runCommand(["pattern", "new", "rain-gauge"], {
      workingDirectory,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("agentflow-pattern-rain-gauge  ✔ written: ");
    expect(stdout).toContain("cd rain-gauge\n  npm install\n  npm test\n  npm run conformance");
    const folder = join(workingDirectory, "rain-gauge");
    const paths = await written(folder);
    expect(paths).toEqual(
      expect.arrayContaining([
        ".changeset/config.json",
        ".changeset/first-version.md",
        ".github/workflows/ci.yml",
        ".gitignore",
        "LICENSE",
        "README.md",
        "input.schema.json",
        "package.json",
        "src/index.ts",
        "test/pattern.test.ts",
        "test/small/case.json",
        "test/small/golden/README.md",
        "tsconfig.json",
      ]),
    );
    for (const path of paths) {
      expect(await readFile(join(folder, path), "utf8"), path).not.toMatch(/my-service|My service/);
    }
    const json: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    expect(json).toMatchObject({
      name: "agentflow-pattern-rain-gauge",
      agentflow: { id: "rain-gauge", title: "Rain gauge", services: ["rain-gauge"] },
    });
  });

  test("every dependency has the range that this command was tested with", async () => {
    const workingDirectory = await temporaryFolder();
    await runCommand(["pattern", "new", "a", "--extends", "@agentflow/pattern-api"], {
      workingDirectory,
    });
    const text = await readFile(join(workingDirectory, "a/package.json"), "utf8");
    const { dependencies, devDependencies } = JSON.parse(text) as Record<string, object>;
    const ranges: unknown[] = Object.values({ ...dependencies, ...devDependencies });
    expect(ranges.length).toBeGreaterThan(5);
    for (const range of ranges) expect(range).toMatch(/^\^\d+\.\d+\.\d+$/);
    expect(dependencies).toHaveProperty("@agentflow/pattern-api");
  });

  test.each([[[]], [["--extends", "@agentflow/pattern-api"]]])(
    "with %j it has fewer than 60 lines of its author's code",
    async (args) => {
      const workingDirectory = await temporaryFolder();
      await runCommand(["pattern", "new", "a", ...args], { workingDirectory });
      const folder = join(workingDirectory, "a/src");
      const texts = await Promise.all(
        (await written(folder)).map((path) => readFile(join(folder, path), "utf8")),
      );
      const lines = texts.join("\n").split("\n");
      const code = lines.filter((line) => /\S/.test(line) && !/^\s*\/[/*]/.test(line));
      expect(code.length).toBeGreaterThan(20);
      expect(code.length).toBeLessThan(60);
    },
  );

  test("the package and the title can be others than the name says", async () => {
    const workingDirectory = await temporaryFolder();
    const { stdout } = await runCommand(
      ["pattern", "new", "agentflow-pattern-a", "--package", "@me/a", "--title", "Ä 1.2", "--json"],
      { workingDirectory },
    );
    const document = JSON.parse(stdout) as { files: string[] };
    expect(document).toMatchObject({
      package: "@me/a",
      id: "a",
      directory: join(workingDirectory, "a"),
    });
    expect(document.files).toEqual(await written(join(workingDirectory, "a")));
    expect(await readFile(join(workingDirectory, "a/README.md"), "utf8")).toContain("for Ä 1.2.");
  });

  test.each([
    ["a path", ["../a"]],
    ["capital letters", ["MyService"]],
    ["a hyphen at the end", ["my-"]],
    ["an underscore", ["my_service"]],
    ["a code", ["${x}"]],
    ["nothing", [""]],
    ["a device", ["con"]],
    ["a name that is too long", ["a".repeat(61)]],
    ["a package with a path", ["a", "--package", "../a"]],
    ["a package in capital letters", ["a", "--package", "A"]],
    ["a title with quotes", ["a", "--title", 'a"b']],
    ["a title of two lines", ["a", "--title", "a\nb"]],
    ["a title that is code", ["a", "--title", "*/ x"]],
    ["a base without a scaffold", ["a", "--extends", "constructor"]],
  ])("%s is refused, and nothing is written", async (_what, args) => {
    const workingDirectory = await temporaryFolder();
    const { exitCode, stdout } = await runCommand(["pattern", "new", ...args, "--json"], {
      workingDirectory,
    });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: "AF_USAGE_INVALID" } });
    expect(await readdir(workingDirectory)).toEqual([]);
  });

  test("a folder with something in it is left as it is", async () => {
    const workingDirectory = await temporaryFolder({ "a/mine.txt": "mine" });
    const { exitCode, stdout } = await runCommand(["pattern", "new", "a", "--json"], {
      workingDirectory,
    });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: "AF_OUTPUT_EXISTS" } });
    expect(await written(join(workingDirectory, "a"))).toEqual(["mine.txt"]);
  });

  test("a file of that name is left as it is", async () => {
    const workingDirectory = await temporaryFolder();
    await writeFile(join(workingDirectory, "a"), "mine");
    const { exitCode } = await runCommand(["pattern", "new", "a"], { workingDirectory });
    expect(exitCode).toBe(2);
    expect(await readFile(join(workingDirectory, "a"), "utf8")).toBe("mine");
  });

  test("an empty folder is filled", async () => {
    const workingDirectory = await temporaryFolder();
    await mkdir(join(workingDirectory, "a"));
    const { exitCode } = await runCommand(["pattern", "new", "a"], { workingDirectory });
    expect(exitCode).toBe(0);
  });
});

describe("pattern new without a name", () => {
  const answering = (...answers: readonly (string | undefined)[]) => {
    const questions: string[] = [];
    const ask = async (question: string) => {
      questions.push(question);
      return answers[questions.length - 1];
    };
    return { questions, ask };
  };

  test("asks for it, and for what the pattern extends", async () => {
    const workingDirectory = await temporaryFolder();
    const { questions, ask } = answering(" gauge ", "@agentflow/pattern-api");
    await runCommand(["pattern", "new"], { workingDirectory, ask });
    expect(questions).toEqual([
      "Name of the service, such as my-service: ",
      "Pattern that it extends (@agentflow/pattern-api; empty for none): ",
    ]);
    const text = await readFile(join(workingDirectory, "gauge/package.json"), "utf8");
    expect(text).toContain('"extends": "@agentflow/pattern-api"');
  });

  test("an empty answer extends nothing", async () => {
    const workingDirectory = await temporaryFolder();
    await runCommand(["pattern", "new"], { workingDirectory, ask: answering("gauge", "").ask });
    const text = await readFile(join(workingDirectory, "gauge/package.json"), "utf8");
    expect(text).not.toContain("extends");
  });

  test("what was given is not asked for", async () => {
    const workingDirectory = await temporaryFolder();
    const { questions, ask } = answering("gauge");
    const args = ["pattern", "new", "--extends", "@agentflow/pattern-api"];
    await runCommand(args, { workingDirectory, ask });
    expect(questions).toHaveLength(1);
  });

  test("whoever ends the input gets an error that names the name", async () => {
    const { exitCode, stderr } = await runCommand(["pattern", "new"], {
      ask: answering(undefined, undefined).ask,
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('A pattern cannot be called "".');
  });

  test.each([
    ["nobody is there", {}, []],
    ["in continuous integration", { environment: { CI: "true" }, ask: answering("a").ask }, []],
    ["with --json", { ask: answering("a").ask }, ["--json"]],
  ])("%s, it is an error that says what to do", async (_when, options, args) => {
    const { exitCode, stdout, stderr } = await runCommand(["pattern", "new", ...args], options);
    expect(exitCode).toBe(2);
    expect(stdout + stderr).toContain("A new pattern needs a name.");
  });
});
