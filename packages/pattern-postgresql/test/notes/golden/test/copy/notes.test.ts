import { expect, test } from "vitest";
import { copyFrom, copyTo } from "../../src/index.js";
import { listOf } from "../rows.js";
import { newNote } from "../rows/notes.js";
import { inScene } from "../scene.js";

test("notes is copied out as it is read", () =>
  inScene(async ({ tx }) => {
    expect(await listOf(copyTo(tx.notes))).toEqual(await tx.notes.find());
  }));

test("notes takes a row by COPY, and gives it back", () =>
  inScene(async (scene) => {
    const { tx } = scene;
    const row = await newNote(scene, 1);
    expect(await copyFrom(tx.notes, [row])).toBe(1);
    const rows = await tx.notes.find();
    expect(rows).toMatchObject([row]);
    expect(await listOf(copyTo(tx.notes))).toEqual(rows);
  }));
