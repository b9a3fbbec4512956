import { describe, expect, it } from "vitest";
import { QuestionSchedule } from "../../../src/runtime/rate-limit/question-schedule.js";

describe("QuestionSchedule", () => {
  it("asks for twice as many each time while there is enough, up to 64", () => {
    const schedule = new QuestionSchedule({ rate: 100, burst: 1_000 });
    const batches = [1, 2, 4, 8, 16, 32, 64].map(() => {
      schedule.granted(schedule.batch, 5);
      return schedule.batch;
    });
    expect(batches).toEqual([2, 4, 8, 16, 32, 64, 64]);
    expect(schedule.at).toBe(-Infinity);
  });

  it("asks at once for what is there, as the time tells that all together would take", () => {
    const schedule = new QuestionSchedule({ rate: 1_000, burst: 100 });
    expect(schedule.refused(2.5, 64, 1, 50)).toBe(0);
    expect([schedule.at, schedule.batch]).toEqual([50, 61]);
    schedule.granted(61, 51);
    // The next token is there half a millisecond after the answer that told of 61.5.
    expect(schedule.at).toBe(50 + 2.5 - 63 + 61 + 1);
  });

  it("gathers what comes within 10 ms, as far as somebody waits for it and half the bucket holds it", () => {
    const batch = (rate: number, burst: number, others: number): number => {
      const schedule = new QuestionSchedule({ rate, burst });
      schedule.refused(100, 1, 1, 0);
      schedule.gather(1, others, 0, Infinity);
      return schedule.at === 100 ? 1 : schedule.batch;
    };
    expect([
      batch(500, 100, 50),
      batch(500, 100, 3),
      batch(500, 8, 50),
      batch(99, 100, 50),
    ]).toEqual([6, 4, 4, 1]);
  });

  it("gathers nothing for which somebody would be too late", () => {
    const schedule = new QuestionSchedule({ rate: 500, burst: 100 });
    schedule.refused(100, 1, 1, 0);
    schedule.gather(1, 50, 0, 109);
    expect(schedule.at).toBe(100);
  });
});
