import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { apiProject, petsConfig, petsProject } from "./pets-project.js";
import { spawnCommand } from "./spawn-command.js";
import { tarball } from "./tarball.js";

interface Failure {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly help: string;
    readonly location?: object;
  };
  readonly diagnostics: readonly object[];
}

/** Runs `create --json`, and checks what holds of every failure: one document, no stack trace, nothing written. */
async function failingCreate(
  directory: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Failure & { readonly exitCode: number | null }> {
  const before = await files(directory);
  const { exitCode, stdout, stderr } = await spawnCommand(
    ["integrate", "create", ...argv, "--json"],
    { directory, environment },
  ).ended;
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(await files(directory)).toEqual(before);
  // What this command prints on failure is described in docs/reference/commands.md.
  const failure = JSON.parse(stdout) as Failure;
  expect(failure.error.help).not.toBe("");
  return { ...failure, exitCode };
}

/** All files of the project but the builder's own memory of the builds. */
async function files(directory: string): Promise<readonly string[]> {
  const all = await readdir(directory, { recursive: true });
  return all.filter((path) => !/^(?:\.agentflow|cache)(?:\/|$)/.test(path)).toSorted();
}

/** A package.json of a pattern; what is in its module is the test's. */
function pattern(name: string, services: readonly string[]): object {
  const manifest = {
    contract: 1,
    id: name,
    type: "api",
    title: name,
    services,
    entry: "./index.js",
  };
  return { name, version: "1.0.0", type: "module", agentflow: manifest };
}

describe("choosing a pattern", () => {
  test("an unknown service names its nearest", async () => {
    const directory = await petsProject();
    const { exitCode, error } = await failingCreate(directory, ["--name", "Petz"]);
    expect(exitCode).toBe(2);
    expect(error).toMatchObject({
      code: "AF_SERVICE_UNKNOWN",
      message: expect.stringContaining('"Petz"') as string,
      help: expect.stringContaining('Did you mean "Pets"?') as string,
    });
  });

  test("an unknown type names the known ones", async () => {
    const directory = await petsProject();
    const { exitCode, error } = await failingCreate(directory, ["--name", "Pets", "--type", "apo"]);
    expect(exitCode).toBe(2);
    expect(error).toMatchObject({
      code: "AF_TYPE_UNKNOWN",
      message: expect.stringContaining('"apo"') as string,
      help: expect.stringContaining('Did you mean "api"?') as string,
    });
  });

  test("two patterns that tie are both named, with the way out, which works", async () => {
    const directory = await petsProject(
      {
        "node_modules/pattern-cats/package.json": pattern("pattern-cats", ["Pets"]),
        "node_modules/pattern-cats/index.js":
          'import pets from "pattern-pets"; export default { ...pets, id: "pattern-cats" };',
      },
      ["pattern-cats"],
    );
    const { exitCode, error } = await failingCreate(directory, ["--name", "Pets"]);
    expect(exitCode).toBe(2);
    expect(error).toMatchObject({
      code: "AF_PATTERN_TIED",
      message: expect.stringMatching(/pattern-cats 1\.0\.0 and pattern-pets 1\.2\.3/) as string,
      help: expect.stringContaining("--pattern pattern-pets") as string,
    });
    const flags = ["--name", "Pets", "--pattern", "pattern-pets", "--dry-run"];
    const { ended } = spawnCommand(["integrate", "create", ...flags], { directory });
    expect((await ended).exitCode).toBe(0);
  });

  test("a plugin that throws while loading is named, with its reason", async () => {
    const directory = await petsProject(
      {
        "node_modules/pattern-bad/package.json": pattern("pattern-bad", ["Bad"]),
        "node_modules/pattern-bad/index.js": 'throw new Error("the moon is wrong");',
      },
      ["pattern-bad"],
    );
    const { exitCode, error } = await failingCreate(directory, ["--name", "Bad"]);
    expect(exitCode).toBe(1);
    expect(error).toMatchObject({
      code: "AF_PATTERN_UNLOADABLE",
      message: expect.stringMatching(/pattern-bad 1\.0\.0 .*the moon is wrong/) as string,
    });
    const listed = await spawnCommand(["pattern", "list"], { directory }).ended;
    expect(listed.exitCode).toBe(0);
    expect(listed.stdout).toContain("pattern-bad");
  });

  test("a plugin that throws does not keep another from working", async () => {
    const directory = await petsProject(
      {
        "node_modules/pattern-bad/package.json": pattern("pattern-bad", ["Bad"]),
        "node_modules/pattern-bad/index.js": 'throw new Error("the moon is wrong");',
      },
      ["pattern-bad"],
    );
    const flags = ["--name", "Pets", "--dry-run"];
    const { ended } = spawnCommand(["integrate", "create", ...flags], { directory });
    expect((await ended).exitCode).toBe(0);
  });

  test("options that the pattern does not know are refused", async () => {
    const directory = await petsProject();
    const { exitCode, error } = await failingCreate(directory, [
      "--name",
      "Pets",
      "--include-tag",
      "cats",
    ]);
    expect(exitCode).toBe(2);
    expect(error.code).toBe("AF_INPUT_INVALID");
    expect(error.message).toContain("include");
  });
});

describe("reading the description", () => {
  test.each([
    ["missing", "gone.json", "AF_DOCUMENT_NOT_FOUND", "gone.json"],
    ["empty", "empty.json", "AF_DOCUMENT_EMPTY", '"empty.json" is empty'],
    ["truncated", "cut.json", "AF_DOCUMENT_MALFORMED", "at line 3, column"],
    ["a folder", "node_modules", "AF_DOCUMENT_NOT_FOUND", "node_modules"],
    [
      "of an unknown scheme",
      "ftp://example.org/a.json",
      "AF_USAGE_INVALID",
      "ftp://example.org/a.json",
    ],
    ["an npm: address without a version", "npm:pets#a.json", "AF_USAGE_INVALID", "npm:pets#a.json"],
  ])("a document that is %s", async (_name, document, code, sentence) => {
    const directory = await petsProject({
      "empty.json": "",
      "cut.json": '{\n  "openapi": "3.1.0",\n  "info": { "title": "Pe',
    });
    const { exitCode, error } = await failingCreate(directory, [
      "--name",
      "Pets",
      "--document",
      document,
    ]);
    expect(exitCode).toBe(2);
    expect(error.code).toBe(code);
    expect(error.message).toContain(sentence);
  });

  test("a truncated document has its place", async () => {
    const directory = await petsProject({ "cut.json": '{\n  "openapi": "3.1' });
    const { error } = await failingCreate(directory, ["--name", "Pets", "--document", "cut.json"]);
    expect(error.location).toMatchObject({ source: "cut.json", line: 2 });
  });

  test.each([
    ["that is not OpenAPI", { hello: "world" }, "AF_DOCUMENT_UNRECOGNISED"],
    [
      "of a version that is not supported",
      { swagger: "1.2", info: {}, paths: {} },
      "AF_DOCUMENT_UNSUPPORTED",
    ],
  ])("a document %s is refused by the pattern for REST APIs", async (_name, content, code) => {
    const directory = await apiProject({ "api.json": content });
    const flags = ["--name", "Pets", "--type", "api", "--document", "api.json"];
    const { exitCode, error } = await failingCreate(directory, flags);
    expect(exitCode).toBe(2);
    expect(error.code).toBe(code);
    expect(error.message).toContain("api.json");
  });

  test("an npm: document whose registry cannot be reached names the host and no credentials", async () => {
    const directory = await petsProject();
    const { exitCode, error } = await failingCreate(
      directory,
      ["--name", "Pets", "--document", "npm:pets@1.0.0#openapi.json"],
      { npm_config_registry: "http://user:hunter2hunter2@127.0.0.1:9/" },
    );
    expect(exitCode).toBe(1);
    expect(error.code).toBe("AF_REGISTRY_UNREACHABLE");
    expect(error.message).toContain("127.0.0.1:9");
    expect(JSON.stringify(error)).not.toContain("hunter2");
  });

  test("an npm: document whose integrity differs is refused with both digests", async () => {
    const archive = tarball("openapi.json", "{}");
    const expected = `sha512-${createHash("sha512").update("something else").digest("base64")}`;
    const server = createServer((request, response) => {
      if (request.url === "/pets.tgz") return response.end(archive);
      const tarballUrl = `http://${request.headers.host ?? ""}/pets.tgz`;
      return response.end(JSON.stringify({ dist: { tarball: tarballUrl, integrity: expected } }));
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    // A server that listens on a port has an address with one.
    const { port } = server.address() as AddressInfo;
    const directory = await petsProject();
    const { exitCode, error } = await failingCreate(
      directory,
      ["--name", "Pets", "--document", "npm:pets@1.0.0#openapi.json"],
      { npm_config_registry: `http://127.0.0.1:${port}/` },
    );
    expect(exitCode).toBe(1);
    expect(error.code).toBe("AF_INTEGRITY_MISMATCHED");
    const found = `sha512-${createHash("sha512").update(archive).digest("base64")}`;
    for (const digest of [expected, found]) expect(error.message).toContain(digest);
  });
});

describe("the output folder", () => {
  test("a folder with foreign files is refused, also with --force, and they stay", async () => {
    const directory = await petsProject({ "out/mine.txt": "mine" });
    for (const force of [[], ["--force"]]) {
      const flags = ["--name", "Pets", "--out", "out", ...force];
      const { exitCode, error } = await failingCreate(directory, flags);
      expect(exitCode).toBe(2);
      expect(error.code).toBe("AF_OUTPUT_FOREIGN");
      expect(error.message).toContain("out");
    }
    expect(await readFile(`${directory}/out/mine.txt`, "utf8")).toBe("mine");
  });

  test("a file is refused", async () => {
    const directory = await petsProject({ out: "mine" });
    const { exitCode, error } = await failingCreate(directory, ["--name", "Pets", "--out", "out"]);
    expect(exitCode).toBe(2);
    expect(error.code).toBe("AF_OUTPUT_NOT_DIRECTORY");
    expect(await readFile(`${directory}/out`, "utf8")).toBe("mine");
  });

  test("a folder that nobody may write is refused", async () => {
    const directory = await petsProject();
    // Where the system itself refuses, whoever runs the tests.
    const flags = ["--name", "Pets", "--out", "/sys/agentflow/pets"];
    const { exitCode, error } = await failingCreate(directory, flags);
    expect(exitCode).toBe(2);
    expect(error.code).toBe("AF_OUTPUT_UNWRITABLE");
    expect(error.message).toContain("/sys");
  });

  test("an existing package is refused without --force, and replaced with it", async () => {
    const directory = await petsProject();
    const create = ["integrate", "create", "--name", "Pets", "--no-verify"];
    await spawnCommand(create, { directory }).ended;
    const { exitCode, error } = await failingCreate(directory, ["--name", "Pets", "--no-verify"]);
    expect(exitCode).toBe(2);
    expect(error.code).toBe("AF_OUTPUT_EXISTS");
    expect(error.help).toContain("--force");
    const { ended } = spawnCommand([...create, "--force"], { directory });
    expect((await ended).exitCode).toBe(0);
  });

  test("a disk that takes no more leaves nothing, and names the path and the cause", async () => {
    const directory = await petsProject({ "pets.json": petsConfig({ padding: 500_000 }) });
    const before = await files(directory);
    const { exitCode, stdout } = await spawnCommand(
      ["integrate", "create", "--config", "pets.json", "--no-verify", "--json"],
      // Files of more than 64 blocks of 512 bytes cannot be written (EFBIG).
      { directory, through: ["sh", "-c", 'ulimit -f 64 && exec "$0" "$@"', process.execPath] },
    ).ended;
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      error: {
        code: "AF_WRITE_FAILED",
        message: expect.stringMatching(/PADDING\.md.*(?:EFBIG|too large)/) as string,
      },
    });
    expect(await files(directory)).toEqual(before);
  });
});

describe("wrong usage", () => {
  test.each([
    [["integrate", "create", "--nam", "Pets", "--json"], "Did you mean --name?"],
    [["integrat", "create", "--json"], "Did you mean integrate?"],
    [["integrate", "create", "--json"], "--name"],
  ])("%j ends with 2 and one JSON document", async (argv, help) => {
    const directory = await petsProject();
    const { exitCode, stdout, stderr } = await spawnCommand(argv, { directory }).ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: "" });
    // What this command prints on failure is described in docs/reference/commands.md.
    const { error } = JSON.parse(stdout) as Failure;
    expect(error.code).toBe("AF_USAGE_INVALID");
    expect(error.help).toContain(help);
  });

  test("validate of a folder that was not generated ends with 2", async () => {
    const directory = await petsProject({ "mine/a.txt": "" });
    const { exitCode, stdout } = await spawnCommand(["integrate", "validate", "mine", "--json"], {
      directory,
    }).ended;
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: "AF_PACKAGE_NOT_GENERATED" } });
  });
});
