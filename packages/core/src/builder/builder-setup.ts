import type { Clock } from "../runtime/clock.js";
import { systemClock } from "../runtime/clock.js";
import type { BuilderOptions, PublishedLookup, VerificationTools } from "./builder.js";
import { type FileSystem, systemFileSystem } from "./file-system.js";
import { type ProcessIdentity, thisProcess } from "./process-identity.js";

/** A builder's options with every default filled in. */
export interface BuilderSetup {
  readonly projectDirectory: string;
  readonly tools: VerificationTools;
  readonly clock: Clock;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly fileSystem: FileSystem;
  readonly process: ProcessIdentity;
  /** `undefined`: to be found. */
  readonly coreDirectory: string | undefined;
  /** `undefined`: nobody is asked. */
  readonly published: PublishedLookup | undefined;
}

/** Fills in what was left out of a builder's options. */
export function builderSetup(options: BuilderOptions): BuilderSetup {
  return {
    clock: systemClock,
    environment: process.env,
    fileSystem: systemFileSystem,
    process: thisProcess,
    coreDirectory: undefined,
    published: undefined,
    ...options,
  };
}
