import { readFile, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { digestOf } from "@agentflow/core";
import type { Clock } from "@agentflow/core/runtime";
import type { FolderEvents } from "./folder-events.js";

/** Milliseconds between two looks at the files when no event tells of a change. */
const lookInterval = 1_000;
/** Milliseconds for which nothing may change before a change counts as done: editors write in several steps. */
const quietTime = 100;

/** What watching needs of the machine. */
export interface Watching {
  readonly clock: Clock;
  readonly events: FolderEvents;
}

/** The files that the last build was made from, and whether they still are as it read them. */
export class FollowedFiles {
  readonly #watching: Watching;
  /** Digests by path as the last build read the files; `undefined` of one that it could not read. */
  #built = new Map<string, string | undefined>();
  #reading = new Map<string, string | undefined>();
  /** Digests as they were found by the last look, and by what it tells whether it has to read a file again. */
  readonly #seen = new Map<
    string,
    { readonly stamp: string; readonly digest: string | undefined }
  >();

  constructor(watching: Watching) {
    this.#watching = watching;
  }

  get count(): number {
    return this.#built.size;
  }

  /** Notes a file that a build reads, as it read it. */
  reads(path: string, digest: string | undefined): void {
    this.#reading.set(path, digest);
  }

  /** Ends the notes of one build. One that ended before it read a file leaves those that were followed. */
  built(): void {
    const paths = this.#reading.size > 0 ? this.#reading : this.#built;
    this.#built = new Map(
      [...paths.keys()].map((path) => {
        // What cannot be read is as it was seen: else it would be built from again and again.
        return [path, this.#reading.get(path) ?? this.#seen.get(path)?.digest];
      }),
    );
    this.#reading = new Map();
  }

  /**
   * Resolves when a file is no longer as the last build read it, and has been left alone for 100 ms.
   * @throws the signal's reason when it aborts
   */
  async changed(signal: AbortSignal): Promise<void> {
    const { clock } = this.#watching;
    let wake = new AbortController();
    const onEvent = (): void => wake.abort();
    const stop = this.#listen(onEvent);
    signal.addEventListener("abort", onEvent);
    try {
      for (;;) {
        signal.throwIfAborted();
        wake = new AbortController();
        if (await this.#differs()) {
          await this.#quiet(signal);
          if (await this.#differs()) return;
        }
        // An event ends it early; what it was is told by the next look.
        await clock.sleep(lookInterval, wake.signal).catch(() => undefined);
      }
    } finally {
      signal.removeEventListener("abort", onEvent);
      stop();
    }
  }

  #listen(onEvent: () => void): () => void {
    const folders = Map.groupBy(this.#built.keys(), (path) => dirname(path));
    const stops = [...folders].map(([folder, paths]) => {
      const names = new Set(paths.map((path) => basename(path)));
      return this.#watching.events(folder, (name) => {
        if (name === null || names.has(name)) onEvent();
      });
    });
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Looks at every file, and reads those that may have changed. */
  async #differs(): Promise<boolean> {
    let differs = false;
    for (const [path, digest] of this.#built) {
      const stamp = await stampOf(path);
      if (this.#seen.get(path)?.stamp !== stamp) {
        this.#seen.set(path, { stamp, digest: await digestAt(path) });
      }
      differs ||= this.#seen.get(path)?.digest !== digest;
    }
    return differs;
  }

  async #quiet(signal: AbortSignal): Promise<void> {
    let before: readonly string[];
    let after = await this.#stamps();
    do {
      before = after;
      await this.#watching.clock.sleep(quietTime, signal);
      after = await this.#stamps();
    } while (after.some((stamp, index) => stamp !== before[index]));
  }

  #stamps(): Promise<readonly string[]> {
    return Promise.all([...this.#built.keys()].map((path) => stampOf(path)));
  }
}

/** Differs when a file was written, replaced or removed. */
async function stampOf(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return "none";
  }
}

async function digestAt(path: string): Promise<string | undefined> {
  try {
    return digestOf(await readFile(path));
  } catch {
    return undefined;
  }
}
