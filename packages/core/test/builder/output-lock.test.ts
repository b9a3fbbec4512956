import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { systemFileSystem } from "../../src/builder/file-system.js";
import { acquireLock, type LockRequest } from "../../src/builder/output-lock.js";
import { thisProcess } from "../../src/builder/process-identity.js";
import { type Clock, systemClock } from "../../src/runtime/clock.js";
import { systemError } from "./faulty-file-system.js";
import { temporaryFolder } from "./project-fixture.js";

const clock: Clock = { ...systemClock, wallTime: () => 0, sleep: () => Promise.resolve() };
const alive = { pid: 10, host: "here", isAlive: () => true };
const alone = { ...alive, isAlive: () => false };

function request(change: Partial<LockRequest> = {}): LockRequest {
  const path = join(temporaryFolder(), "lock");
  return { fileSystem: systemFileSystem, path, owner: alive, clock, ...change };
}

const holder = (pid: number, host = "here"): string =>
  JSON.stringify({ pid, host, started: "1970-01-01T00:00:00.000Z" });

test("a lock that is given back leaves nothing behind", async () => {
  const wanted = request();
  const release = await acquireLock(wanted);
  expect(await release()).toEqual([]);
  expect(readdirSync(join(wanted.path, ".."))).toEqual([]);
});

test("a second taker in the same process is refused", async () => {
  const wanted = request();
  const release = await acquireLock(wanted);
  await expect(acquireLock(wanted)).rejects.toMatchObject({ code: "AF_OUTPUT_BUSY" });
  await release();
});

test("a second taker in the same process is refused, also while the first one's file is being written", async () => {
  let inside: Promise<unknown> = Promise.resolve();
  const wanted = request();
  const createFile: LockRequest["fileSystem"]["createFile"] = async (...file) => {
    await systemFileSystem.createFile(...file);
    // The file stands, and its writer does not know yet.
    inside = acquireLock({ ...wanted, fileSystem: systemFileSystem }).catch(
      (error: unknown) => error,
    );
    await inside;
  };
  const release = await acquireLock({ ...wanted, fileSystem: { ...systemFileSystem, createFile } });
  expect(await inside).toMatchObject({ code: "AF_OUTPUT_BUSY" });
  expect(readdirSync(join(wanted.path, ".."))).toEqual(["lock"]);
  await release();
});

test("a lock of a process that runs is refused, naming the process and the way out", async () => {
  const wanted = request();
  writeFileSync(wanted.path, holder(77));
  await expect(acquireLock(wanted)).rejects.toMatchObject({
    code: "AF_OUTPUT_BUSY",
    message:
      'Another agentflow is writing the same package: process 77 on "here", since "1970-01-01T00:00:00.000Z".',
    help: `Wait for it. If it does not run any more, remove "${wanted.path}".`,
  });
});

test("a lock of another machine is refused, because nobody here can tell whether its process runs", async () => {
  const wanted = request({ owner: alone });
  writeFileSync(wanted.path, holder(77, "elsewhere"));
  await expect(acquireLock(wanted)).rejects.toMatchObject({ code: "AF_OUTPUT_BUSY" });
});

describe("a stale lock is taken over", () => {
  test.each([
    ["whose process is gone", holder(77)],
    ["whose process had the id of this one", holder(10)],
    ["that was never finished", '{"pid":'],
    ["that says something else", "{}"],
  ])("%s", async (_, text) => {
    const wanted = request({ owner: alone });
    writeFileSync(wanted.path, text);
    const release = await acquireLock(wanted);
    await expect(acquireLock(wanted)).rejects.toMatchObject({ code: "AF_OUTPUT_BUSY" });
    await release();
  });

  test("after waiting two seconds for one that may just be being written", async () => {
    const sleeps: number[] = [];
    const waiting = { ...clock, sleep: async (ms: number) => void sleeps.push(ms) };
    const wanted = request({ clock: waiting });
    writeFileSync(wanted.path, "");
    const release = await acquireLock(wanted);
    expect(sleeps).toEqual([...Array.from({ length: 20 }, () => 100), 50]);
    await release();
  });

  test("by one of two processes that find it at the same time", async () => {
    const wanted = request({ owner: alone });
    writeFileSync(wanted.path, holder(77));
    // The other one removes what this one has just made, and makes its own.
    const overtaken = {
      ...clock,
      sleep: () => Promise.resolve(writeFileSync(wanted.path, holder(88))),
    };
    await expect(acquireLock({ ...wanted, clock: overtaken })).rejects.toThrow("process 88");
  });
});

test("a lock that vanishes between two looks is taken", async () => {
  let looks = 0;
  const wanted = request();
  const release = await acquireLock({
    ...wanted,
    fileSystem: {
      ...systemFileSystem,
      createFile: (path, data, durability) =>
        ++looks === 1
          ? Promise.reject(systemError("EEXIST"))
          : systemFileSystem.createFile(path, data, durability),
    },
  });
  expect(looks).toBe(2);
  await release();
});

test("a lock that cannot be read is an error", async () => {
  const wanted = request();
  writeFileSync(wanted.path, holder(77));
  const fileSystem = { ...systemFileSystem, readFile: () => Promise.reject(systemError("EIO")) };
  await expect(acquireLock({ ...wanted, fileSystem })).rejects.toMatchObject({ code: "EIO" });
});

test("a lock that cannot be removed is a warning", async () => {
  const fileSystem = { ...systemFileSystem, remove: () => Promise.reject(systemError("EACCES")) };
  const release = await acquireLock(request({ fileSystem }));
  expect(await release()).toMatchObject([{ code: "AF_WRITE_FAILED", severity: "warning" }]);
});

test("this process is alive, and one that never was is not", () => {
  expect(thisProcess.isAlive(process.pid)).toBe(true);
  expect(thisProcess.isAlive(2 ** 30)).toBe(false);
});
