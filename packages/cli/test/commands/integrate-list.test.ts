import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FakeBuilder } from "../fake-builder.js";
import { runCommand } from "../run-command.js";
import { sampleReport } from "../sample-reports.js";
import { temporaryFolder } from "../temporary-folder.js";

describe("integrate list", () => {
  test("lists each integration with its pattern, folder and state", async () => {
    const project = await temporaryFolder({ "package.json": {} });
    const builder = new FakeBuilder();
    builder.integrations = [
      {
        name: "Pets",
        pattern: sampleReport.pattern,
        directory: join(project, "integrations/pets"),
        state: "edited",
      },
      { name: "Gone", directory: join(project, "integrations/gone"), state: "missing" },
    ];
    const io = { createBuilder: builder.create, workingDirectory: project };
    const { exitCode, stdout } = await runCommand(["integrate", "list"], io);
    expect(exitCode).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "name  pattern                       folder             state",
      "Pets  @agentflow/pattern-api 0.1.0  integrations/pets  edited",
      "Gone  unknown                       integrations/gone  missing",
      "",
    ]);
    const json = await runCommand(["integrate", "list", "--json"], io);
    expect(JSON.parse(json.stdout)).toEqual({ integrations: builder.integrations });
  });

  test("without any it says how to make one", async () => {
    const { stdout } = await runCommand(["integrate", "list"], {
      createBuilder: new FakeBuilder().create,
    });
    expect(stdout).toContain("agentflow integrate create --name GitHub --type api");
  });

  test("core's own builder finds nothing in an empty project", async () => {
    const { exitCode, stdout } = await runCommand(["integrate", "list", "--json"], {
      workingDirectory: await temporaryFolder(),
    });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ integrations: [] });
  });
});

test("a Node.js that is too old is named, with the one that is needed", async () => {
  const result = await runCommand(["integrate", "list"], { nodeVersion: "v20.20.2" });
  expect(result).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining(
      "error AF_NODE_UNSUPPORTED: Node.js v20.20.2 is older than 22.19, which agentflow needs.",
    ),
  });
});
