import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DeadlineHeap } from "../../../src/runtime/rate-limit/deadline-heap.js";

describe("DeadlineHeap", () => {
  it("has the earliest deadline first, whatever is added and removed", () => {
    const step = fc.oneof(
      fc.record({ add: fc.nat(20) }),
      fc.record({ remove: fc.nat(40) }),
      fc.constant({ shift: true as const }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const heap = new DeadlineHeap();
        let model: { deadline: number; place: number }[] = [];
        for (const each of steps) {
          if ("add" in each) {
            const item = { deadline: each.add, place: -1 };
            heap.add(item);
            model.push(item);
          } else {
            const item = "shift" in each ? heap.first : model[each.remove % (model.length || 1)];
            if (item === undefined) continue;
            heap.remove(item);
            model = model.filter((other) => other !== item);
          }
          const earliest =
            model.length === 0 ? undefined : Math.min(...model.map((i) => i.deadline));
          expect(heap.first?.deadline).toBe(earliest);
          expect(model.every(({ place }) => place >= 0)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("ignores an item that is not in it", () => {
    const heap = new DeadlineHeap();
    const item = { deadline: 1, place: -1 };
    heap.add(item);
    heap.remove({ deadline: 1, place: -1 });
    expect(heap.first).toBe(item);
  });
});
