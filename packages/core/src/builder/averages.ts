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
