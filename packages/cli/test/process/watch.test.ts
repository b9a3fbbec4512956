import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { apiProject } from "./pets-project.js";
import { spawnCommand } from "./spawn-command.js";

const document = (...operations: readonly string[]): string =>
  `openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: https://a.example}]
paths:
${operations.map((id) => `  /${id}: {get: {operationId: ${id}, responses: {"204": {description: none}}}}`).join("\n")}
`;

test("--watch builds again when the description changes, outlives a broken one, and ends with 130", async () => {
  const directory = await apiProject({ "openapi.yaml": document("list") });
  const path = join(directory, "openapi.yaml");
  const command = spawnCommand(
    "integrate create --name Pets --type api --document openapi.yaml --no-verify --watch".split(
      " ",
    ),
    { directory },
  );
  await command.says("✔ Pets  1 operation in", "stdout");
  await command.says("Following 1 file; Ctrl-C ends it.");
  await writeFile(path, document("list", "feed"));
  await command.says("✔ Pets  2 operations in", "stdout");
  await writeFile(path, document("list", "feed").replace("paths:", "paths: ["));
  await command.says("✘ Pets  AF_DOCUMENT_MALFORMED: ", "stdout");
  const record = await readFile(join(directory, "integrations/pets/agentflow.json"), "utf8");
  expect(JSON.parse(record)).toMatchObject({ units: { ids: ["feed", "list"] } });
  await writeFile(path, document("list", "feed", "sell"));
  await command.says("✔ Pets  3 operations in", "stdout");
  command.process.kill("SIGINT");
  const { exitCode, stdout, stderr } = await command.ended;
  expect(exitCode).toBe(130);
  expect(stdout.trimEnd().split("\n")).toHaveLength(5);
  expect(stdout).toMatch(/Stopped\.\n$/);
  expect(stderr).toBe("Following 1 file; Ctrl-C ends it.\n");
});
