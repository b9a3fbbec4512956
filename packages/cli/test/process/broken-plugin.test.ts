import { describe, expect, test } from "vitest";
import { petsProject } from "./pets-project.js";
import { spawnCommand } from "./spawn-command.js";

/** The package of a pattern for the service Bad; its code is the test's. */
function bad(manifest: object = {}): object {
  return {
    name: "pattern-bad",
    version: "1.0.0",
    type: "module",
    agentflow: {
      contract: 1,
      id: "pattern-bad",
      type: "api",
      title: "Bad",
      services: ["Bad"],
      entry: "./index.js",
      ...manifest,
    },
  };
}

/** A project with the small pattern for Pets and one for Bad whose entry holds this. */
function project(code: string | undefined, manifest: object = {}): Promise<string> {
  return petsProject(
    {
      "node_modules/pattern-bad/package.json": bad(manifest),
      ...(code !== undefined && { "node_modules/pattern-bad/index.js": code }),
    },
    ["pattern-bad"],
  );
}

const create = (name: string): readonly string[] => [
  "integrate",
  "create",
  "--name",
  name,
  "--dry-run",
  "--json",
];

interface Failure {
  readonly error: { readonly code: string; readonly message: string; readonly help: string };
}

const pattern = 'export default { [Symbol.for("agentflow.pattern")]: 1, id: "pattern-bad" };';

const broken: readonly (readonly [
  what: string,
  code: string | undefined,
  manifest: object,
  error: string,
  message: RegExp,
])[] = [
  ["throws", 'throw new Error("moon");', {}, "AF_PATTERN_UNLOADABLE", /pattern-bad 1\.0\.0 .*moon/],
  ["was not built", undefined, {}, "AF_PATTERN_UNLOADABLE", /pattern-bad 1\.0\.0 has no file/],
  [
    "is another pattern",
    pattern,
    { id: "pattern-other" },
    "AF_PATTERN_MISMATCHED",
    /exports "pattern-bad"/,
  ],
  ["exports nothing", "export const x = 1;", {}, "AF_PATTERN_MISMATCHED", /not a pattern/],
  [
    "ends the process",
    "process.exit(0);",
    {},
    "AF_PATTERN_UNLOADABLE",
    /pattern-bad 1\.0\.0 ended the process/,
  ],
  [
    "changes what all objects inherit from",
    `Object.prototype.polluted = 1; ${pattern}`,
    {},
    "AF_PATTERN_UNLOADABLE",
    /pattern-bad 1\.0\.0 changed .*Object\.prototype\.polluted/,
  ],
];

describe("a plugin that", () => {
  test.each(broken)(
    "%s is named, and the command fails",
    async (_what, code, manifest, error, message) => {
      const directory = await project(code, manifest);
      const { exitCode, stdout, stderr } = await spawnCommand(create("Bad"), { directory }).ended;
      expect(exitCode).toBe(1);
      expect(stderr).not.toMatch(/^ {4}at /m);
      // What this command prints on failure is described in docs/reference/commands.md.
      const failure = JSON.parse(stdout) as Failure;
      expect(failure.error).toMatchObject({
        code: error,
        message: expect.stringMatching(message) as string,
      });
      expect(failure.error.help).not.toBe("");
    },
  );

  test.each(broken)(
    "%s does not keep another from working, nor from being listed",
    async (_what, code, manifest) => {
      const directory = await project(code, manifest);
      const built = await spawnCommand(create("Pets"), { directory }).ended;
      expect(built.exitCode).toBe(0);
      const listed = await spawnCommand(["pattern", "list"], { directory }).ended;
      expect(listed.exitCode).toBe(0);
      expect(listed.stdout).toContain("pattern-pets");
      expect(listed.stdout).toContain("pattern-bad");
    },
  );

  test.each([
    ["is of another contract", { contract: 2 }, "AF_CONTRACT_UNSUPPORTED"],
    ["has a broken manifest", { id: "No Id" }, "AF_MANIFEST_INVALID"],
  ])("%s is left out, and why is told beside those that work", async (_what, manifest, code) => {
    const directory = await project(pattern, manifest);
    const built = await spawnCommand(create("Pets"), { directory }).ended;
    expect(built.exitCode).toBe(0);
    expect(built.stdout).toContain(code);
    const listed = await spawnCommand(["pattern", "list"], { directory }).ended;
    expect(listed.stdout).toContain(`error ${code}: `);
  });
});
