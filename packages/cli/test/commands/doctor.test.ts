import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { checkCache } from "../../src/doctor/check-cache.js";
import { checkNode } from "../../src/doctor/check-node.js";
import { checkProject } from "../../src/doctor/check-project.js";
import { checkRegistry } from "../../src/doctor/check-registry.js";
import { checkTools } from "../../src/doctor/check-tools.js";
import { fakeIo, runCommand } from "../run-command.js";
import { temporaryFolder } from "../temporary-folder.js";

const pattern = {
  name: "fine",
  version: "1.0.0",
  agentflow: {
    contract: 1,
    id: "fine",
    type: "api",
    title: "T",
    services: [],
    entry: "./index.js",
  },
};

describe("doctor", () => {
  test("a sound project ends with 0 and prints a line for each check", async () => {
    const project = await temporaryFolder({
      "package.json": { dependencies: { fine: "1.0.0" } },
      "node_modules/fine/package.json": pattern,
    });
    const io = {
      workingDirectory: project,
      environment: { HOME: project, AGENTFLOW_CACHE: project },
    };
    const { exitCode, stdout } = await runCommand(["doctor"], io);
    expect(stdout).toContain("ok    Patterns      Installed: fine 1.0.0.");
    expect(stdout).toContain(`ok    Cache folder  ${project} is writable.`);
    expect(stdout).toMatch(/ok {4}Type checker {2}typescript 7\.\d+\.\d+ starts\./);
    expect(stdout).toMatch(/ok {4}Test runner {3}vitest 5\.\d+\.\d+ starts\./);
    expect(stdout).toContain("it was not asked.");
    expect(stdout).toContain("Everything a build needs is here.");
    expect(exitCode).toBe(0);
  });

  test("a missing pattern fails it, with what to do", async () => {
    const project = await temporaryFolder({ "package.json": {} });
    const { exitCode, stdout } = await runCommand(["doctor", "--json"], {
      workingDirectory: project,
      environment: { HOME: project, AGENTFLOW_CACHE: project },
    });
    expect(exitCode).toBe(1);
    const { healthy, findings } = JSON.parse(stdout) as { healthy: boolean; findings: object[] };
    expect(healthy).toBe(false);
    expect(findings).toContainEqual({
      id: "patterns",
      title: "Patterns",
      state: "fail",
      message: "The project depends on no pattern.",
      help: 'Install one, such as "agentflow pattern add api".',
    });
  });

  test("a failing check tells a person what to do", async () => {
    const project = await temporaryFolder({ "package.json": {} });
    const { stdout } = await runCommand(["doctor"], {
      workingDirectory: project,
      environment: { HOME: project, AGENTFLOW_CACHE: project },
    });
    expect(stdout).toContain("fail  Patterns      The project depends on no pattern.\n");
    expect(stdout).toContain("                    → Install one, such as");
    expect(stdout).toContain("Something a build needs is missing.");
  });
});

describe("checkNode", () => {
  test.each(["v22.19.0", "v22.20.1", "v24.0.0"])("%s is enough", (version) => {
    expect(checkNode(version).state).toBe("ok");
  });

  test.each(["v20.20.2", "v22.18.9", "v18.0.0"])("%s is not", (version) => {
    expect(checkNode(version)).toMatchObject({
      state: "fail",
      message: `Node.js ${version} is older than 22.19.`,
    });
  });
});

describe("checkProject", () => {
  test("a folder without a package.json above it is no project", async () => {
    const folder = await temporaryFolder();
    expect(await checkProject(folder)).toMatchObject([{ id: "project", state: "fail" }]);
  });

  test("a pattern that cannot be used fails, one that is not installed warns", async () => {
    const project = await temporaryFolder({
      "package.json": { dependencies: { fine: "1", bad: "1", "@agentflow/pattern-gone": "1" } },
      "node_modules/fine/package.json": pattern,
      "node_modules/bad/package.json": { ...pattern, name: "bad", agentflow: { contract: 1 } },
    });
    const findings = await checkProject(project);
    expect(findings.map(({ id, state }) => `${id} ${state}`)).toEqual([
      "project ok",
      "patterns ok",
      "patterns fail",
      "patterns warn",
    ]);
  });
});

describe("checkCache", () => {
  test("a folder that does not exist yet is as writable as the one above it", async () => {
    const folder = await temporaryFolder();
    expect(await checkCache(join(folder, "a/b/c"))).toMatchObject({ state: "ok" });
  });

  test("a file in its place is not writable", async () => {
    const folder = await temporaryFolder({ file: "" });
    expect(await checkCache(join(folder, "file/cache"))).toMatchObject({
      state: "fail",
      message: `${join(folder, "file/cache")} is not writable (ENOTDIR).`,
    });
  });
});

describe("checkTools", () => {
  test("a tool that is not installed is named", async () => {
    const folder = await temporaryFolder({ "bin.js": "" });
    const [typescript] = await checkTools(join(folder, "bin.js"));
    expect(typescript).toMatchObject({
      id: "typescript",
      state: "fail",
      message: "The package typescript, which verification needs, is not installed.",
    });
  });

  test("a tool that is installed and does not start is named", async () => {
    const folder = await temporaryFolder({
      "bin.js": "",
      "node_modules/typescript/package.json": { version: "7.0.0", bin: { tsc: "tsc.js" } },
      "node_modules/typescript/tsc.js": "throw new Error('no binary for this machine')",
      "node_modules/vitest/package.json": { version: "5.0.0", bin: { vitest: "vitest.js" } },
      "node_modules/vitest/vitest.js": "",
    });
    const [typescript, vitest] = await checkTools(join(folder, "bin.js"));
    expect(typescript).toMatchObject({
      state: "fail",
      message: expect.stringContaining("typescript does not start: ") as string,
    });
    expect(vitest).toMatchObject({ state: "ok", message: "vitest 5.0.0 starts." });
  });
});

/** A registry that answers everything with one status. */
async function registryThatAnswers(status: number) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(status).end("{}");
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  const home = await temporaryFolder();
  const environment = { HOME: home, npm_config_registry: `http://127.0.0.1:${port}/npm/` };
  return { asked, port, io: fakeIo({ workingDirectory: home, environment }).io };
}

describe("checkRegistry", () => {
  test("without --online it names the host and asks nobody", async () => {
    const { asked, port, io } = await registryThatAnswers(200);
    expect(await checkRegistry(io, false)).toMatchObject({
      state: "ok",
      message: `npm is configured for 127.0.0.1:${port}; it was not asked.`,
    });
    expect(asked).toEqual([]);
  });

  test.each([200, 404])("an answer of status %i is one", async (status) => {
    const { asked, port, io } = await registryThatAnswers(status);
    expect(await checkRegistry(io, true)).toMatchObject({
      state: "ok",
      message: `The npm registry 127.0.0.1:${port} answers.`,
    });
    expect(asked).toEqual(["/npm/-/ping"]);
  });

  test("a registry that refuses the credentials fails", async () => {
    const { io } = await registryThatAnswers(401);
    expect(await checkRegistry(io, true)).toMatchObject({
      state: "fail",
      message: expect.stringContaining("credentials are missing or wrong") as string,
    });
  });

  test("a registry that is not a URL fails without being asked", async () => {
    const home = await temporaryFolder();
    const environment = { HOME: home, npm_config_registry: "not a url" };
    const { io } = fakeIo({ workingDirectory: home, environment });
    expect(await checkRegistry(io, false)).toMatchObject({
      state: "fail",
      message: expect.stringContaining("is not an http(s) URL") as string,
    });
  });
});
