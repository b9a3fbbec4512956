import { join } from "node:path";
import { Child } from "./child.ts";

/** What a contestant is told of the run. */
export interface Setting {
  /** Where the peers are installed. */
  readonly peers: string;
  /** Where the server listens, if there is one. */
  readonly origin: string;
}

/** Runs an operation `count` times, `inFlight` at a time where it waits for something. */
export type Batch = (count: number, inFlight: number) => void | Promise<void>;

/** Makes everything ready that is made once, outside what is measured. */
export type Contestant = (setting: Setting) => Batch | Promise<Batch>;

/** One reading that is wanted. */
export interface Job {
  /** What the reading is to take, about. */
  readonly milliseconds: number;
  readonly inFlight: number;
}

export interface Reading {
  /** Nanoseconds of CPU for one operation, all threads of the process together. */
  readonly cpu: number;
  /** Operations per second of wall time. */
  readonly perSecond: number;
  /** Operations in this reading. */
  readonly count: number;
}

export interface ContestOptions {
  /** URL of a module that exports `contestants`. */
  readonly module: string;
  readonly names: readonly string[];
  readonly setting: Setting;
  readonly jobs: readonly Job[];
  readonly rounds: number;
  /** Told after every round. */
  readonly log?: (message: string) => void;
}

/**
 * Readings by contestant and job. Each contestant has a process of its own, so that none meets what another
 * taught the compiler or left to the garbage collector. They take turns within each round, so that a busy
 * moment of the machine meets all alike; those whose turn it is not are idle.
 */
export async function contest(options: ContestOptions): Promise<Map<string, Reading[][]>> {
  const { module, names, setting, jobs, rounds, log } = options;
  const script = join(import.meta.dirname, "contestant.ts");
  const children = new Map<string, Child<unknown>>();
  const readings = new Map(names.map((name) => [name, jobs.map((): Reading[] => [])]));
  try {
    for (const name of names) {
      children.set(name, await Child.start(script, [module, name, JSON.stringify(setting)]));
    }
    // The first round warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, child] of children) {
        for (const [index, job] of jobs.entries()) {
          const reading = await child.ask<Reading>(job);
          if (round > 0) readings.get(name)?.[index]?.push(reading);
        }
      }
      log?.(round === 0 ? "warmed up" : `round ${round} of ${rounds}`);
    }
  } finally {
    await Promise.all([...children.values()].map((child) => child.stop()));
  }
  return readings;
}
