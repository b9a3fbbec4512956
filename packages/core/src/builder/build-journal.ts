import type { Diagnostic } from "../errors/diagnostic.js";
import { type Cost, noCost } from "../orchestrator/budget.js";
import type { Clock } from "../runtime/clock.js";
import type { BuildProgressListener, BuildStage } from "./build-progress.js";
import type { BuildTimings, PatternReference } from "./build-report.js";

/** What is known of a build while it runs; its report and its line in the history are made from this. */
export class BuildJournal {
  readonly onProgress: BuildProgressListener;
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #durations = new Map<BuildStage, number>();
  readonly #started = new Set<BuildStage>();
  pattern: PatternReference | undefined;
  cost: Cost = noCost;

  constructor(clock: Clock, onProgress: BuildProgressListener = () => undefined) {
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.onProgress = onProgress;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /** Keeps a diagnostic for the report, and shows it at once. */
  readonly report = (diagnostic: Diagnostic): void => {
    this.#diagnostics.push(diagnostic);
    this.onProgress({ type: "diagnostic", diagnostic });
  };

  /** Times a stage, and shows when it starts and finishes. */
  async stage<Result>(stage: BuildStage, work: () => Promise<Result>): Promise<Result> {
    this.#started.add(stage);
    this.onProgress({ type: "stage-started", stage });
    const startedAt = this.#clock.now();
    const result = await work();
    const duration = Math.round(this.#clock.now() - startedAt);
    this.record(stage, duration);
    this.onProgress({ type: "stage-finished", stage, duration });
    return result;
  }

  /** Whether a stage was reached. */
  reached(stage: BuildStage): boolean {
    return this.#started.has(stage);
  }

  /** Notes the duration of a stage that was timed elsewhere, in whole milliseconds. */
  record(stage: BuildStage, duration: number): void {
    this.#durations.set(stage, duration);
  }

  timings(): BuildTimings {
    const of = (stage: BuildStage): number => this.#durations.get(stage) ?? 0;
    return {
      inspect: of("inspect"),
      render: of("render"),
      write: of("write") + of("swap"),
      typecheck: of("typecheck"),
      tests: of("tests"),
      total: Math.round(this.#clock.now() - this.#startedAt),
    };
  }
}
