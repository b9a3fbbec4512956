import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";

const watchdog = join(import.meta.dirname, "../src/watchdog.ts");

/** What becomes of a process that watches itself for 20 ms and then runs this code. */
async function run(code: string) {
  const program = `
    import { startWatchdog } from ${JSON.stringify(watchdog)};
    const callOff = startWatchdog({ timeout: 20, text: "blocked\\n", output: 2 });
    ${code}
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const written: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => void written.push(text));
  const [exitCode, signal] = (await once(child, "close")) as [number | null, string | null];
  return { exitCode, signal, stderr: written.join("") };
}

test("a process that never returns is ended, and the reason printed", async () => {
  expect(await run("for (;;);")).toEqual({
    exitCode: null,
    signal: "SIGKILL",
    stderr: expect.stringMatching(/^blocked$/m) as string,
  });
});

test("one that calls it off in time goes on, and the watch does not keep it alive", async () => {
  expect(await run("callOff(); process.exitCode = 7;")).toMatchObject({
    exitCode: 7,
    signal: null,
  });
});

test("one that is done before is not kept", async () => {
  expect(await run("process.exit(7);")).toMatchObject({ exitCode: 7, signal: null });
});
