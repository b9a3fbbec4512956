import type { Diagnostic } from "../errors/diagnostic.js";
import type { Clock } from "../runtime/clock.js";
import type { Requirements } from "../contract/requirements.js";
import type { Averages } from "./averages.js";
import type { BuildProgressListener } from "./build-progress.js";
import type { BuildReport, PatternReference } from "./build-report.js";
import type { DriftReport } from "./drift-report.js";
import type { FileSystem } from "./file-system.js";
import type { HistoryEntry } from "./history-entry.js";
import type { ProcessIdentity } from "./process-identity.js";
import type { ValidationReport } from "./validation-report.js";

/** The programs that verify a generated package, given by whoever brings them. */
export interface VerificationTools {
  /** Absolute path of TypeScript's `tsc`, a Node program. */
  readonly typescript: string;
  /** Absolute path of vitest's command, a Node program. */
  readonly vitest: string;
  /** Absolute folders of packages by name, for a generated package's imports where nothing is installed. */
  readonly packages: Readonly<Record<string, string>>;
}

/** What a builder works with. */
export interface BuilderOptions {
  /** Folder of the project's package.json: its dependencies are the patterns, `.agentflow` in it keeps the history. */
  readonly projectDirectory: string;
  readonly tools: VerificationTools;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Environment variables, where secrets and proxies come from. Default: the process's. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Default: the machine's. */
  readonly fileSystem?: FileSystem;
  /** Folder of the installed @agentflow/core whose runtime packages run on. Default: the one this is part of. */
  readonly coreDirectory?: string;
  /** Who holds locks. Default: this process. */
  readonly process?: ProcessIdentity;
  /** Asks a registry what it says of a package whose hash no lock file knows. Default: nobody is asked. */
  readonly published?: PublishedLookup;
}

/**
 * What a registry says of a version: its tarball's sha512, and whether there are attestations of its provenance.
 * Undefined: it could not be asked, or knows no such version.
 */
export type PublishedLookup = (
  wanted: { readonly package: string; readonly version: string },
  signal: AbortSignal,
) => Promise<{ readonly integrity: string | null; readonly provenance: boolean } | undefined>;

/** How one package is built. */
export interface BuildOptions {
  /** Where the package goes; a relative path starts at the working directory. */
  readonly outDirectory: string;
  /** What a relative `requirements.document` starts at. Default: the working directory. */
  readonly documentDirectory?: string;
  /** Type-check and test before anything is written. Default: true. */
  readonly verify?: boolean;
  /** Do everything but writing, and therefore no verifying. Default: false. */
  readonly dryRun?: boolean;
  /** Replace a package that was generated before. Default: false. */
  readonly force?: boolean;
  /** Refuse a package whose build has warnings, but for the one that it was not verified. Default: false. */
  readonly failOnWarnings?: boolean;
  /** Refuse everything that differs from the lock file, and do not write it. Default: false. */
  readonly frozen?: boolean;
  /** Take another version of the pattern than the pinned one, or other bytes of it, and pin those. Default: false. */
  readonly accept?: boolean;
  /**
   * Folder of another project that has the same pattern installed under the same name, and whose copy of it builds: a
   * process that has loaded one version from a folder cannot load another one from there. Default: the builder's own.
   */
  readonly patternProject?: string;
  /** US dollars that language models may cost. Default: 0.02. */
  readonly budget?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: BuildProgressListener;
}

/** How one package is validated. */
export interface ValidateOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: BuildProgressListener;
}

/** How a service is compared with the package that was generated from it. */
export interface DiffOptions {
  /** Goes before the recorded input, key by key: another connection, another document. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** What a relative document address starts at. Default: the working directory. */
  readonly documentDirectory?: string;
  /**
   * Folder of another project whose patterns read the service, whatever the lock file pins: to see what another version
   * makes of it. Models are not compared then, because another version may have another form of them. Default: the
   * builder's own.
   */
  readonly patternProject?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: BuildProgressListener;
}

/** The builds a project remembers. */
export interface History {
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[];
  /** AF_HISTORY_INVALID for each line that cannot be read. */
  readonly problems: readonly Diagnostic[];
}

/** An integration that the project knows. */
export interface Integration {
  readonly name: string;
  /** Absent when its record cannot be read and no build is remembered. */
  readonly pattern?: PatternReference;
  /** Absolute path. */
  readonly directory: string;
  /**
   * `unchanged`: as generated; `edited`: a generated file was changed or removed; `invalid`: its record cannot be
   * read; `missing`: it was built there once, and is gone.
   */
  readonly state: "unchanged" | "edited" | "invalid" | "missing";
}

/** Builds packages from requirements, validates them, and remembers what it built. */
export interface Builder {
  /**
   * Requirements to a verified package on disk. Whatever goes wrong, what stood there before still stands there whole.
   * @throws BuildFailedError (AF_TYPECHECK_FAILED, AF_TESTS_FAILED, AF_SCORE_TOO_LOW …) when the package does not hold,
   * and AF_WARNINGS_REFUSED when it has warnings and `failOnWarnings` is set
   * @throws AF_VERSION_NOT_PINNED or AF_PATTERN_ALTERED when the pattern is not the one that the lock file pins, before
   * it is loaded; AF_LOCK_MISMATCHED when anything differs from it and `frozen` is set
   * @throws AgentFlowError for everything else, AF_INTERRUPTED when `signal` aborts
   */
  build(requirements: Requirements, options: BuildOptions): Promise<BuildReport>;
  /**
   * Runs every check on a package as it stands, edited or not, in a copy; the package itself is not touched.
   * @throws AF_PACKAGE_NOT_GENERATED or AF_PACKAGE_RECORD_INVALID when the folder's record cannot be used
   * @throws AF_OUTPUT_BUSY when it is being written
   */
  validate(directory: string, options?: ValidateOptions): Promise<ValidationReport>;
  /**
   * Reads the service again with the recorded input, and says how it differs from what the package was generated from.
   * Nothing is written.
   * @throws AF_PACKAGE_NOT_GENERATED or AF_PACKAGE_RECORD_INVALID when the folder's record cannot be used
   * @throws AF_MODEL_MISSING, AF_MODEL_INVALID or AF_PATTERN_CHANGED when its model cannot be compared with
   * @throws what choosing the pattern and reading the service throw
   */
  diff(directory: string, options?: DiffOptions): Promise<DriftReport>;
  history(): Promise<History>;
  averages(): Promise<Averages>;
  /** Sorted by directory. */
  list(): Promise<readonly Integration[]>;
}
