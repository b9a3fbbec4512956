import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type FileSystem, systemFileSystem } from "../../src/builder/file-system.js";
import { changeLock } from "../../src/builder/write-lock.js";
import { type LockFile, lockFileText, parseLockFile } from "../../src/lock/lock-file.js";
import { type Clock, systemClock } from "../../src/runtime/clock.js";
import { lockedIntegration, lockedPattern } from "../lock/locked-sample.js";
import { faultyFileSystem, systemError, unflushedFileSystem } from "./faulty-file-system.js";
import { temporaryFolder } from "./project-fixture.js";

const alive = { pid: 4_711, host: "here", isAlive: () => true };

function setup(change: { fileSystem?: FileSystem; clock?: Clock } = {}) {
  const projectDirectory = temporaryFolder();
  const clock = { ...systemClock, sleep: () => Promise.resolve() };
  const fileSystem = systemFileSystem;
  return { projectDirectory, fileSystem, process: alive, clock, ...change };
}

const pin =
  (name: string) =>
  (lock: LockFile): LockFile => ({
    ...lock,
    integrations: { ...lock.integrations, [name]: lockedIntegration() },
  });

function pinned(projectDirectory: string): readonly string[] {
  const path = join(projectDirectory, "agentflow.lock");
  return Object.keys(parseLockFile(readFileSync(path, "utf8"), path).integrations);
}

test("what others wrote meanwhile stays", async () => {
  const setting = setup();
  const { projectDirectory } = setting;
  const path = join(projectDirectory, "agentflow.lock");
  let looks = 0;
  await changeLock(setting, (lock) => {
    looks += 1;
    if (looks === 1) writeFileSync(path, lockFileText(pin("other")(lock)));
    return pin("own")(lock);
  });
  expect(pinned(projectDirectory)).toEqual(["other", "own"]);
  expect(readdirSync(projectDirectory)).toEqual(["agentflow.lock"]);
});

test("what others wrote the same meanwhile is not written again", async () => {
  const setting = setup();
  const path = join(setting.projectDirectory, "agentflow.lock");
  let looks = 0;
  const isWritten = await changeLock(setting, (lock) => {
    looks += 1;
    if (looks === 1) writeFileSync(path, lockFileText(pin("own")(lock)));
    return pin("own")(lock);
  });
  expect(isWritten).toBe(false);
});

test("many at once all find their place, in this process and beside others", async () => {
  const setting = setup({ clock: systemClock });
  const names = Array.from({ length: 20 }, (_, index) => `a${index}`);
  await Promise.all(names.map((name) => changeLock(setting, pin(name))));
  expect(pinned(setting.projectDirectory).toSorted()).toEqual(names.toSorted());
});

test("one that another process writes is waited for", async () => {
  const holder = JSON.stringify({ pid: 1, host: "here", started: "today" });
  let pauses = 0;
  const setting = setup();
  const lock = join(setting.projectDirectory, ".agentflow.lock.agentflow-lock");
  const sleep = async (): Promise<void> => {
    pauses += 1;
    if (pauses === 3) await systemFileSystem.remove(lock);
  };
  writeFileSync(lock, holder);
  await changeLock({ ...setting, clock: { ...systemClock, sleep } }, pin("own"));
  expect(pauses).toBe(3);
  expect(pinned(setting.projectDirectory)).toEqual(["own"]);
});

test("one that another process does not give back is told after 10 s", async () => {
  let waited = 0;
  const sleep = (milliseconds: number): Promise<void> => {
    waited += milliseconds;
    return Promise.resolve();
  };
  const setting = setup({ clock: { ...systemClock, sleep } });
  const lock = join(setting.projectDirectory, ".agentflow.lock.agentflow-lock");
  writeFileSync(lock, JSON.stringify({ pid: 1, host: "here", started: "today" }));
  await expect(changeLock(setting, pin("own"))).rejects.toMatchObject({
    code: "AF_OUTPUT_BUSY",
    message: "Another agentflow has been writing agentflow.lock for 10 s.",
    help: expect.stringContaining(lock) as unknown,
  });
  expect(waited).toBeGreaterThan(9_000);
  expect(waited).toBeLessThanOrEqual(10_000);
});

test("what could not be read again is not written", async () => {
  const setting = setup();
  await changeLock(setting, pin("old"));
  const odd = lockedIntegration({ pattern: lockedPattern({ version: "1.0.0\n2" }) });
  const change = ({ integrations, ...lock }: LockFile): LockFile => ({
    ...lock,
    integrations: { ...integrations, odd },
  });
  await expect(changeLock(setting, change)).rejects.toMatchObject({ code: "AF_LOCK_INVALID" });
  expect(pinned(setting.projectDirectory)).toEqual(["old"]);
  expect(readdirSync(setting.projectDirectory)).toEqual(["agentflow.lock"]);
});

test("a folder that cannot be written is named", async () => {
  const createFile = (): Promise<never> => Promise.reject(systemError("EACCES"));
  const setting = setup({ fileSystem: { ...systemFileSystem, createFile } });
  await expect(changeLock(setting, pin("own"))).rejects.toMatchObject({
    code: "AF_OUTPUT_UNWRITABLE",
    message: expect.stringContaining(setting.projectDirectory) as unknown,
  });
});

test("whichever call fails, the lock file is the old one or the new one, and nothing else is left", async () => {
  let call = 0;
  for (let reached = true; reached;) {
    call += 1;
    const setting = setup({ fileSystem: unflushedFileSystem });
    const { projectDirectory } = setting;
    await changeLock(setting, pin("old"));
    const faulty = faultyFileSystem({ call, error: systemError("ENOSPC"), deadly: false });
    const failed = await changeLock({ ...setting, fileSystem: faulty.fileSystem }, pin("own")).then(
      () => false,
      () => true,
    );
    reached = faulty.calls() >= call;
    expect(pinned(projectDirectory), `call ${call}`).toEqual(failed ? ["old"] : ["old", "own"]);
    expect(existsSync(join(projectDirectory, ".agentflow.lock.agentflow-new"))).toBe(false);
  }
  expect(call).toBeGreaterThan(8);
});

test("whenever the process is killed, the next one writes it", async () => {
  let call = 0;
  for (let reached = true; reached;) {
    call += 1;
    const setting = setup({ fileSystem: unflushedFileSystem });
    await changeLock(setting, pin("old"));
    const faulty = faultyFileSystem({ call, error: systemError("EIO"), deadly: true });
    const dying = { ...setting, fileSystem: faulty.fileSystem, process: { ...alive, pid: 1 } };
    await changeLock(dying, pin("own")).catch(() => undefined);
    reached = faulty.calls() >= call;
    const next = { ...setting, process: { ...alive, isAlive: () => false } };
    await changeLock(next, pin("next"));
    expect(pinned(setting.projectDirectory), `call ${call}`).toContain("next");
    expect(readdirSync(setting.projectDirectory)).toEqual(["agentflow.lock"]);
  }
});
