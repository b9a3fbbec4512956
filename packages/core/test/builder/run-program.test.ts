import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runProgram } from "../../src/builder/run-program.js";
import { verificationEnvironment } from "../../src/builder/verification-environment.js";
import { type Clock, systemClock } from "../../src/runtime/clock.js";
import { temporaryFolder, writeFiles } from "./project-fixture.js";

function run(
  program: string,
  change: { clock?: Clock; signal?: AbortSignal; args?: readonly string[] } = {},
) {
  const directory = temporaryFolder();
  writeFiles(directory, { "program.mjs": program });
  const ended = runProgram({
    program: join(directory, "program.mjs"),
    args: [],
    directory,
    environment: { ONLY: "this" },
    signal: new AbortController().signal,
    clock: systemClock,
    ...change,
  });
  return { directory, ended };
}

test("a program's output and exit code are given, and its arguments reach it as they are", async () => {
  const { ended } = run("console.log(process.argv[2]); console.error('err'); process.exit(3);", {
    args: ['$(touch x) ; `y` "z"'],
  });
  expect(await ended).toMatchObject({
    exitCode: 3,
    timedOut: false,
    stdout: '$(touch x) ; `y` "z"\n',
    stderr: "err\n",
  });
});

test("a program inherits nothing of the environment", async () => {
  const { ended } = run("console.log(JSON.stringify(process.env));");
  expect(JSON.parse((await ended).stdout)).toEqual({ ONLY: "this" });
});

test("the output that is kept is bounded", async () => {
  const { ended } = run("process.stdout.write('x'.repeat(9 * 1024 * 1024));");
  expect((await ended).stdout).toHaveLength(4 * 1024 * 1024);
});

async function untilStarted(directory: string): Promise<void> {
  await expect.poll(() => existsSync(join(directory, "started")), { timeout: 5000 }).toBe(true);
}

// The grandchild holds the output open, so the program has ended only when the grandchild has, too.
describe("a program is killed with the processes it started", () => {
  const program = `
    import { spawn } from "node:child_process";
    import { writeFileSync } from "node:fs";
    spawn(process.execPath, ["-e", "setTimeout(() => require('fs').writeFileSync('survived', ''), 400)"], { stdio: "inherit" });
    writeFileSync("started", "");
    setInterval(() => {}, 1000);
  `;
  test("when it takes too long", async () => {
    const expired = Promise.withResolvers<() => void>();
    const clock: Clock = {
      ...systemClock,
      after: (_ms, callback) => {
        expired.resolve(callback);
        return () => undefined;
      },
    };
    const { directory, ended } = run(program, { clock });
    await untilStarted(directory);
    (await expired.promise)();
    expect(await ended).toMatchObject({ exitCode: null, timedOut: true });
    expect(existsSync(join(directory, "survived"))).toBe(false);
  });

  test("when it is aborted", async () => {
    const controller = new AbortController();
    const { directory, ended } = run(program, { signal: controller.signal });
    await untilStarted(directory);
    controller.abort();
    await expect(ended).rejects.toMatchObject({ code: "AF_INTERRUPTED" });
    expect(existsSync(join(directory, "survived"))).toBe(false);
  });
});

test("an aborted program is not started", async () => {
  const { directory, ended } = run("require('fs')", { signal: AbortSignal.abort() });
  await expect(ended).rejects.toMatchObject({ code: "AF_INTERRUPTED" });
  expect(existsSync(join(directory, "started"))).toBe(false);
});

test("verification sees addresses of servers for tests, and of no other database", () => {
  const kept = { SHOP_TEST_DATABASE_URL: "mariadb://root@127.0.0.1" };
  expect(
    verificationEnvironment({
      ...kept,
      SHOP_URL: "x",
      DATABASE_URL: "x",
      my_TEST_DATABASE_URL: "x",
    }),
  ).toEqual({ ...kept, CI: "1", NO_COLOR: "1" });
});

test("verification sees neither secrets, nor proxies, nor Node's own options", () => {
  expect(
    verificationEnvironment({
      PATH: "/bin",
      Path: undefined,
      HOME: "/home",
      GITHUB_TOKEN: "x",
      https_proxy: "http://proxy",
      NODE_OPTIONS: "--inspect",
      FORCE_COLOR: "1",
    }),
  ).toEqual({ PATH: "/bin", HOME: "/home", CI: "1", NO_COLOR: "1" });
});
