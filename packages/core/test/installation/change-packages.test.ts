import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changePackages, commandText } from "../../src/installation/change-packages.js";
import { systemClock } from "../../src/runtime/clock.js";
import { temporaryDirectory } from "../documents/temporary-directory.js";

/** Runs a fake package manager that is this Node script. */
async function change(
  script: string,
  { signal = new AbortController().signal, clock = systemClock } = {},
) {
  const directory = temporaryDirectory({
    "bin/npm": `#!${process.execPath}\n${script}`,
    "package.json": "{}",
  });
  chmodSync(join(directory, "bin/npm"), 0o755);
  const environment = { PATH: join(directory, "bin"), SETTING: "kept", GONE: undefined };
  const command = { program: "npm", args: ["install", "--", "a@1.0.0"] };
  await changePackages(command, { directory, environment, signal, clock });
  return { directory };
}

test("it runs in the project with the user's environment and the arguments as they are", async () => {
  const { directory } = await change(`
    const { SETTING, COREPACK_ENABLE_DOWNLOAD_PROMPT } = process.env;
    const seen = { args: process.argv.slice(2), SETTING, COREPACK_ENABLE_DOWNLOAD_PROMPT };
    require("fs").writeFileSync("seen.json", JSON.stringify(seen));
  `);
  expect(JSON.parse(readFileSync(join(directory, "seen.json"), "utf8"))).toEqual({
    args: ["install", "--", "a@1.0.0"],
    SETTING: "kept",
    COREPACK_ENABLE_DOWNLOAD_PROMPT: "0",
  });
});

test("a failure has the end of what was printed, without secrets and control characters", async () => {
  const script = `
    for (let line = 0; line < 100; line++) console.log("line " + line);
    console.error("//registry.test/:_authToken=npm_abcdefghijklmnopqrstuvwxyz0123456789 \\u001b[31mE404");
    process.exit(7);
  `;
  const failure: unknown = await change(script).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: "AF_INSTALLATION_FAILED",
    message: expect.stringMatching(/^npm install -- a@1\.0\.0 ended with 7\. It printed:\n/),
    help: expect.stringContaining("run the command again"),
  });
  const message = String(failure);
  expect(message).toContain("line 99\n");
  expect(message).not.toContain("line 5\n");
  expect(message).toContain("\\u001b[31mE404");
  expect(message).not.toContain("npm_abc");
});

test("a failure without output says only how it ended", async () => {
  await expect(change("process.kill(process.pid, 'SIGKILL');")).rejects.toMatchObject({
    message: "npm install -- a@1.0.0 ended with a signal.",
  });
});

test("one that takes too long is ended", async () => {
  const clock = {
    ...systemClock,
    after: (_milliseconds: number, expire: () => void) => systemClock.after(1, expire),
  };
  await expect(change("setInterval(() => {}, 1000);", { clock })).rejects.toMatchObject({
    code: "AF_INSTALLATION_FAILED",
    message: "npm install -- a@1.0.0 did not end within 10 minutes.",
  });
});

test("one that is interrupted may end its work, and is waited for", async () => {
  const controller = new AbortController();
  const directory = temporaryDirectory({
    "bin/npm": `#!${process.execPath}
      process.on("SIGTERM", () => { require("fs").writeFileSync("ended", ""); process.exit(0); });
      require("fs").writeFileSync("started", "");
      setInterval(() => {}, 1000);`,
  });
  chmodSync(join(directory, "bin/npm"), 0o755);
  const changing = changePackages(
    { program: "npm", args: [] },
    { directory, environment: { PATH: join(directory, "bin") }, signal: controller.signal },
  );
  await expect.poll(() => existsSync(join(directory, "started")), { timeout: 5000 }).toBe(true);
  controller.abort();
  await expect(changing).rejects.toMatchObject({ code: "AF_INTERRUPTED" });
  expect(existsSync(join(directory, "ended"))).toBe(true);
});

test("a program that is not there is named, with the command to run", async () => {
  const directory = temporaryDirectory();
  const running = changePackages(
    { program: "pnpm", args: ["add", "--", "a@^1.0.0 || 2"] },
    {
      directory,
      environment: { PATH: directory },
      signal: new AbortController().signal,
      clock: systemClock,
    },
  );
  await expect(running).rejects.toMatchObject({
    code: "AF_INSTALLATION_FAILED",
    message: "pnpm cannot be started: ENOENT.",
    help: "Install pnpm, or run it yourself: pnpm add -- 'a@^1.0.0 || 2'",
  });
});

test("an interruption is one", async () => {
  const signal = AbortSignal.abort();
  await expect(change("", { signal })).rejects.toMatchObject({ code: "AF_INTERRUPTED" });
});

test("a command is shown so that it can be copied", () => {
  const args = ["add", "a@1.0.0", "$(x) 'y'", "\u001b[31m"];
  expect(commandText({ program: "npm", args })).toBe(
    String.raw`npm add a@1.0.0 '$(x) '\''y'\''' '\u001b[31m'`,
  );
});
