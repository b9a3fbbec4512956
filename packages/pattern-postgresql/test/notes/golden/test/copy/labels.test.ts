import { expect, test } from "vitest";
import { copyTo } from "../../src/index.js";
import { listOf } from "../rows.js";
import { inScene } from "../scene.js";

test("labels is copied out as it is read", () =>
  inScene(async ({ tx }) => {
    expect(await listOf(copyTo(tx.labels))).toEqual(await tx.labels.find());
  }));
