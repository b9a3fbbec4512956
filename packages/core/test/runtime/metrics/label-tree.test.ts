import { describe, expect, it } from "vitest";
import { LabelTree } from "../../../src/runtime/metrics/label-tree.js";

describe("LabelTree", () => {
  it("leads the same labels to the same place", () => {
    const tree = new LabelTree<string>(10, "other");
    tree.root.child("a").child(undefined).put("leaf");
    expect(tree.root.child("a").child(undefined).leaf).toBe("leaf");
    expect(tree.root.child("a").child("undefined").leaf).toBeUndefined();
    expect(tree.leaves).toEqual(["leaf"]);
  });

  it("leads labels that are new to the overflow when it is full, and known ones to their place", () => {
    const tree = new LabelTree<string>(2, "other");
    tree.root.child("a").child(1).put("first");
    tree.root.child("a").child(2).put("second");
    expect(tree.root.child("a").child(3).leaf).toBe("other");
    expect(tree.root.child("b").child(1).leaf).toBe("other");
    expect(tree.root.child("a").child(2).leaf).toBe("second");
    expect(tree.leaves).toEqual(["first", "second"]);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses a limit of %s", (limit) => {
    expect(() => new LabelTree(limit, "other")).toThrow(RangeError);
  });
});
