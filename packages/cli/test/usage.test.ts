import { describe, expect, test } from "vitest";
import { commandVersion } from "../src/version.js";
import { runCommand } from "./run-command.js";

describe("usage", () => {
  test("--version prints the version of the package", async () => {
    const { exitCode, stdout, stderr } = await runCommand(["--version"]);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: `${commandVersion()}\n`,
      stderr: "",
    });
  });

  test.each([
    [["--help"], "agentflow doctor"],
    [["integrate", "--help"], "agentflow integrate create --name GitHub"],
    [["integrate", "create", "--help"], "--include-tag repos,issues"],
    [["integrate", "validate", "-h"], "agentflow integrate validate integrations/github"],
    [["integrate", "list", "--help"], "agentflow integrate list --json"],
    [["pattern", "--help"], "agentflow pattern list"],
    [["pattern", "list", "--help"], "agentflow pattern list --json"],
    [["doctor", "--help"], "agentflow doctor --online"],
    [["help", "doctor"], "agentflow doctor --online"],
  ])("%j prints help with examples to stdout", async (argv, example) => {
    const { exitCode, stdout, stderr } = await runCommand(argv);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain(`Examples:\n  $ agentflow`);
    expect(stdout).toContain(example);
  });

  test.each([
    [["itegrate"], "Unknown command 'itegrate'.", "Did you mean integrate?"],
    [["integrate", "crate"], "Unknown command 'crate'.", "Did you mean create?"],
    [["integrate", "create", "--nme", "X"], "Unknown option '--nme'.", "Did you mean --name?"],
    [["integrate", "create", "--name"], "Option '--name <service>' argument missing.", "--help"],
    [["integrate", "validate"], "Missing required argument 'directory'.", "--help"],
    [
      ["integrate", "list", "all"],
      "Too many arguments for 'list'. Expected 0 arguments but got 1: all.",
      "--help",
    ],
    [["pattern"], '"agentflow pattern" needs a command.', "--help"],
  ])("%j is wrong usage, with what to do next", async (argv, sentence, help) => {
    const { exitCode, stdout, stderr } = await runCommand(argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(`error AF_USAGE_INVALID: ${sentence}\n  → `);
    expect(stderr).toContain(help);
  });

  test("a missing command shows the commands there are", async () => {
    const { stderr } = await runCommand(["integrate"]);
    expect(stderr).toContain("run every check on a generated package");
  });

  test("with --json wrong usage is one JSON document on stdout", async () => {
    const { exitCode, stdout, stderr } = await runCommand(["integrate", "--json"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: "AF_USAGE_INVALID", message: "Unknown option '--json'." },
      diagnostics: [],
    });
  });

  test("--json after -- is not the option", async () => {
    const { stdout, stderr } = await runCommand(["integrate", "list", "--", "--json"]);
    expect(stdout).toBe("");
    expect(stderr).toContain("got 1: --json.");
  });

  test("a secret in a wrong option is not printed", async () => {
    const token = `ghp_${"a".repeat(36)}`;
    const { stderr } = await runCommand(["integrate", "create", `--token=${token}`]);
    expect(stderr).toContain("Unknown option '--token=[secret]'.");
  });

  test("escape sequences in a wrong command do not reach the terminal", async () => {
    const { stderr } = await runCommand(["\u001B[2Jboo"]);
    expect(stderr).toContain("Unknown command 'boo'.");
  });

  test("help on a terminal has bold titles", async () => {
    const { stdout } = await runCommand(["--help"], { terminal: true, columns: 90 });
    expect(stdout).toContain("\u001B[1mUsage:\u001B[22m");
  });
});
