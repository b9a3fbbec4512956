import type { Diagnostic } from "../errors/diagnostic.js";

/** A description that was read for a pattern. */
export interface SourceDocument {
  /** The address it was asked for by. */
  readonly source: string;
  readonly text: string;
  /** `sha256-<hex>` of the bytes. */
  readonly digest: string;
}

/** All a pattern may use of the outside world while it inspects a service. */
export interface InspectContext {
  readonly signal: AbortSignal;
  /** Reads a description from a path, an `https:` URL or an `npm:` address. */
  document(source: string): Promise<SourceDocument>;
  /** The absolute path of a file that the configuration names: relative ones start where those of documents do. */
  path(path: string): string;
  /** The value of a secret the user configured, by name. */
  secret(name: string): Promise<string>;
  /** Reports something that does not stop the build. */
  report(diagnostic: Diagnostic): void;
}
