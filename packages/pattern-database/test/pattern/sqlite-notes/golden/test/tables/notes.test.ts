import { expect, test } from "vitest";
import { insertNote, newNote } from "../rows/notes.js";
import { inScene, refusal } from "../scene.js";

test("notes is read, counted and filtered", () =>
  inScene(async ({ tx }) => {
    const rows = await tx.notes.find();
    expect(await tx.notes.count()).toBe(rows.length);
    expect(await tx.notes.find({ limit: 1 })).toEqual(rows.slice(0, 1));
  }));

test("notes takes a row and gives it back", () =>
  inScene(async (scene) => {
    const { tx } = scene;
    const row = await insertNote(scene, 1);
    expect(row).toMatchObject(await newNote(scene, 1));
    expect(await tx.notes.find()).toEqual([row]);
    expect(await tx.notes.count()).toBe(1);
  }));

test("notes finds a row by its key", () =>
  inScene(async (scene) => {
    const { tx } = scene;
    const row = await insertNote(scene, 1);
    expect(await tx.notes.get({ id: row.id })).toEqual(row);
  }));

test("notes is gone through in pages", () =>
  inScene(async (scene) => {
    const { tx } = scene;
    await insertNote(scene, 1);
    await insertNote(scene, 2);
    await insertNote(scene, 3);
    const page = await tx.notes.page({ limit: 2 });
    expect(page.rows).toHaveLength(2);
    const rest = await tx.notes.page({ limit: 2, after: page.next });
    expect([...page.rows, ...rest.rows]).toEqual(await tx.notes.find({ orderBy: { id: "asc" } }));
    let count = 0;
    for await (const row of tx.notes.all({ pageSize: 2 })) count += row ? 1 : 0;
    expect(count).toBe(3);
  }));

test("notes changes a row", () =>
  inScene(async (scene) => {
    const { tx } = scene;
    const row = await insertNote(scene, 1);
    const changes = { stars: "2.5" } as const;
    await tx.notes.update({ id: row.id }, changes);
    expect(await tx.notes.get({ id: row.id })).toMatchObject(changes);
  }));

test("notes loses a row", () =>
  inScene(async (scene) => {
    const { tx } = scene;
    const row = await insertNote(scene, 1);
    await tx.notes.delete({ id: row.id });
    expect(await tx.notes.get({ id: row.id })).toBeUndefined();
  }));

test("notes refuses a second row that notes_pkey forbids", () =>
  inScene(async (scene) => {
    const first = await insertNote(scene, 1);
    const error = await refusal(insertNote(scene, 2, { id: first.id }));
    expect(error.kind).toBe("unique-violation");
    expect(error.columns).toEqual(["id"]);
  }));

test("notes refuses a second row that notes_title_key forbids", () =>
  inScene(async (scene) => {
    const first = await insertNote(scene, 1);
    const error = await refusal(insertNote(scene, 2, { title: first.title }));
    expect(error.kind).toBe("unique-violation");
    expect(error.columns).toEqual(["title"]);
  }));

test("notes refuses a row whose notes_parent_id_fkey leads nowhere", () =>
  inScene(async (scene) => {
    const error = await refusal(insertNote(scene, 1, { parentId: 30000n }));
    expect(error.kind).toBe("foreign-key-violation");
  }));

test("notes refuses what length(title) > 0 forbids in title", () =>
  inScene(async (scene) => {
    const error = await refusal(insertNote(scene, 1, { title: "" }));
    expect(error.kind).toBe("check-violation");
    expect(error.constraint).toBe("length(title) > 0");
  }));

test("notes refuses what state in ('draft', 'kept') forbids in state", () =>
  inScene(async (scene) => {
    const error = await refusal(insertNote(scene, 1, { state: "?" }));
    expect(error.kind).toBe("check-violation");
    expect(error.constraint).toBe("state in ('draft', 'kept')");
  }));
