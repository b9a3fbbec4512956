import { expect, test } from "vitest";
import { insertNote } from "../rows/notes.js";
import { inScene, refusal } from "../scene.js";

test("notes is read, counted and filtered", () =>
  inScene(async ({ tx }) => {
    const rows = await tx.notes.find();
    expect(await tx.notes.count()).toBe(rows.length);
    expect(await tx.notes.find({ limit: 1 })).toEqual(rows.slice(0, 1));
  }));

/*
 * A row may be refused, for what is said in test/rows/notes.ts; give it values that are not, and test here what follows.
 * The trigger notes_tell may change or refuse it.
 */

test("notes takes a row, or says why not", () =>
  inScene(async (scene) => {
    const { tx } = scene;
    const inserted = insertNote(scene, 1);
    const row = await inserted.catch(() => undefined);
    if (row) expect(await tx.notes.count()).toBeGreaterThan(0);
    else expect((await refusal(inserted)).kind).not.toBe("unknown");
  }));
