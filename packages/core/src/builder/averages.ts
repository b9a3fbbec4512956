import { compareText } from "../template/compare-text.js";
import type { HistoryEntry } from "./history-entry.js";

/** Means over builds; `null` where no build has the figure. */
export interface BuildAverages {
  readonly builds: number;
  readonly failed: number;
  /** Milliseconds, of successful builds. */
  readonly duration: number | null;
  /** US dollars, of all builds: a failed one costs too. */
  readonly cost: number | null;
  /** Of successful builds that were verified. */
  readonly score: number | null;
  /** Of successful builds. */
  readonly reuse: number | null;
}

/** Averages of a project's builds. */
export interface Averages {
  readonly overall: BuildAverages;
  /** By package name of the pattern, sorted. */
  readonly patterns: readonly (BuildAverages & { readonly package: string })[];
}

/** Averages over all builds, and over those of each pattern. */
export function averageBuilds(entries: readonly HistoryEntry[]): Averages {
  const names = new Set(entries.flatMap(({ pattern }) => pattern?.package ?? []));
  return {
    overall: average(entries),
    patterns: [...names].toSorted(compareText).map((name) => ({
      package: name,
      ...average(entries.filter(({ pattern }) => pattern?.package === name)),
    })),
  };
}

function average(entries: readonly HistoryEntry[]): BuildAverages {
  const built = entries.filter(({ result }) => result === "built");
  return {
    builds: entries.length,
    failed: entries.length - built.length,
    duration: mean(built.map(({ timings }) => timings.total)),
    cost: mean(entries.map(({ cost }) => cost.usd)),
    score: mean(
      built.flatMap(({ verified, score }) => (verified && score !== undefined ? [score] : [])),
    ),
    reuse: mean(built.flatMap(({ reuse }) => reuse ?? [])),
  };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
