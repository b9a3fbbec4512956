import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { digestOf } from "@agentflow/core";
import { FakeClock } from "@agentflow/core/testing";
import { describe, expect, test } from "vitest";
import { FollowedFiles } from "../../src/watch/followed-files.js";
import { type FolderEvents, systemFolderEvents } from "../../src/watch/folder-events.js";
import { temporaryFolder } from "../temporary-folder.js";
import { until } from "./watched.js";

const text = (content: string): string => digestOf(new TextEncoder().encode(content));

/** A file that is followed by a clock and by events that the test moves. */
async function followed() {
  const folder = await temporaryFolder({ "a.json": "1" });
  const path = join(folder, "a.json");
  const clock = new FakeClock({ manual: true });
  const events = new Map<string, Parameters<FolderEvents>[1]>();
  const files = new FollowedFiles({
    clock,
    events: (place, onEvent) => {
      events.set(place, onEvent);
      return () => void events.delete(place);
    },
  });
  files.reads(path, text("1"));
  files.built();
  const controller = new AbortController();
  return { folder, path, clock, events, files, controller };
}

describe("a change", () => {
  test("is seen at once when an event tells of it, and is done when nothing changes for 100 ms", async () => {
    const { folder, path, clock, events, files, controller } = await followed();
    let done = false;
    const changed = files.changed(controller.signal).then(() => (done = true));
    await until(() => clock.sleeps.length === 1);
    await writeFile(path, "2");
    events.get(folder)?.("a.json");
    await until(() => clock.sleeps.length === 2);
    await writeFile(path, "33");
    clock.advance(100);
    await until(() => clock.sleeps.length === 3);
    expect(done).toBe(false);
    clock.advance(100);
    await changed;
    expect({ sleeps: clock.sleeps, pending: clock.pending }).toEqual({
      sleeps: [1000, 100, 100],
      pending: 0,
    });
    expect(events.size).toBe(0);
  });

  test("is seen within a second when no event tells of it", async () => {
    const { path, clock, files, controller } = await followed();
    const changed = files.changed(controller.signal);
    await until(() => clock.sleeps.length === 1);
    await writeFile(path, "2");
    clock.advance(1000);
    await until(() => clock.sleeps.length === 2);
    clock.advance(100);
    await changed;
    expect(clock.sleeps).toEqual([1000, 100]);
  });

  test("that came while the build ran is seen at once", async () => {
    const { path, clock, files, controller } = await followed();
    await writeFile(path, "2");
    const changed = files.changed(controller.signal);
    await until(() => clock.sleeps.length === 1);
    expect(clock.sleeps).toEqual([100]);
    clock.advance(100);
    await changed;
  });

  test("that is taken back is none", async () => {
    const { path, clock, files, controller } = await followed();
    await writeFile(path, "2");
    const changed = files.changed(controller.signal);
    await until(() => clock.sleeps.length === 1);
    await writeFile(path, "1");
    clock.advance(100);
    await until(() => clock.sleeps.length === 2);
    clock.advance(100);
    await until(() => clock.sleeps.length === 3);
    expect(clock.sleeps).toEqual([100, 100, 1000]);
    controller.abort();
    await expect(changed).rejects.toMatchObject({ name: "AbortError" });
  });

  test.each([
    ["another file of the folder", "b.json", 1],
    ["the file", "a.json", 2],
    ["a file without its name", null, 2],
  ])("an event of %s wakes, or does not", async (_, name, sleeps) => {
    const { folder, clock, events, files, controller } = await followed();
    const changed = files.changed(controller.signal);
    await until(() => clock.sleeps.length === 1);
    events.get(folder)?.(name);
    if (sleeps === 2) await until(() => clock.sleeps.length === 2);
    expect([clock.sleeps.length, clock.pending]).toEqual([sleeps, 1]);
    controller.abort();
    await expect(changed).rejects.toMatchObject({ name: "AbortError" });
    expect(clock.pending).toBe(0);
  });
});

test("an interruption ends the waiting, and leaves neither timer nor listener", async () => {
  const { clock, events, files, controller } = await followed();
  const changed = files.changed(controller.signal);
  await until(() => clock.sleeps.length === 1);
  controller.abort();
  await expect(changed).rejects.toMatchObject({ name: "AbortError" });
  expect([clock.pending, events.size]).toEqual([0, 0]);
});

describe("the events of the operating system", () => {
  test("tell of a file that is written", async () => {
    const folder = await temporaryFolder({});
    const names: (string | null)[] = [];
    const stop = systemFolderEvents(folder, (name) => names.push(name));
    await writeFile(join(folder, "a.json"), "1");
    await until(() => names.includes("a.json"));
    stop();
    expect(names).toContain("a.json");
  });

  test("are none where there is no folder, and that is no fault", async () => {
    const folder = await temporaryFolder({});
    const names: (string | null)[] = [];
    const stop = systemFolderEvents(join(folder, "gone"), (name) => names.push(name));
    await mkdir(join(folder, "gone"));
    stop();
    expect(names).toEqual([]);
  });
});
