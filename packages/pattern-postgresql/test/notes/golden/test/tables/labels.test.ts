import { expect, test } from "vitest";
import { insertLabel } from "../rows/labels.js";
import { inScene, refusal } from "../scene.js";

test("labels is read, counted and filtered", () =>
  inScene(async ({ tx }) => {
    const rows = await tx.labels.find();
    expect(await tx.labels.count()).toBe(rows.length);
    expect(await tx.labels.find({ limit: 1 })).toEqual(rows.slice(0, 1));
  }));

/*
 * A row may be refused, for what is said in test/rows/labels.ts; give it values that are not, and test here what follows.
 * The trigger labels_tell may change or refuse it.
 */

test("labels takes a row, or says why not", () =>
  inScene(async (scene) => {
    const { tx } = scene;
    const inserted = insertLabel(scene, 1);
    const row = await inserted.catch(() => undefined);
    if (row) expect(await tx.labels.count()).toBeGreaterThan(0);
    else expect((await refusal(inserted)).kind).not.toBe("unknown");
  }));
