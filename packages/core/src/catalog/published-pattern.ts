import type { Manifest } from "../contract/manifest.js";
import type { Diagnostic } from "../errors/diagnostic.js";

/** All that a registry publishes of one package, whether it is a pattern or not. Nothing of it has been installed. */
export interface PublishedPattern {
  readonly name: string;
  /** Host and port of the registry that answered. */
  readonly registry: string;
  /** Whether only the project's own `.npmrc`, which may have come with a cloned repository, names that registry. */
  readonly isProjectsRegistry: boolean;
  /** Versions by tag; `latest` is what npm installs when nothing is asked for. */
  readonly tags: Readonly<Record<string, string>>;
  /** Newest first, by the precedence of semantic versions; one that is none is left out. */
  readonly versions: readonly PublishedVersion[];
}

/**
 * One version of it. What its author says (manifest, repository) nobody has checked; integrity, time and publisher are
 * the registry's word.
 */
export interface PublishedVersion {
  readonly version: string;
  readonly description?: string;
  /** Left out: the version is no pattern, or one that cannot be used here; `problems` says why. */
  readonly manifest?: Manifest;
  /** Left out: its manifest names none. Another contract than `contractVersion` comes with a problem. */
  readonly contract?: number;
  /** Why it cannot be used here: AF_CONTRACT_UNSUPPORTED or AF_MANIFEST_INVALID. Empty: it can, or is no pattern. */
  readonly problems: readonly Diagnostic[];
  /** Address of the tarball, as the registry gives it. */
  readonly tarball: string;
  /** Subresource Integrity of the tarball: `sha512-<base64>`. Left out: of packages older than npm 5. */
  readonly integrity?: string;
  /** When it was published: ISO 8601, UTC. Left out: the registry, such as a mirror, does not say. */
  readonly publishedAt?: string;
  /** Why its author wants nobody to use it any more. */
  readonly deprecated?: string;
  /** URL of its source code, by its author's word. */
  readonly repository?: string;
  /** Who published it. Left out: the registry does not say. */
  readonly publisher?: Publisher;
  /** What the registry says of its provenance, which is not verified here. Left out: there is none. */
  readonly provenance?: ProvenanceReference;
  /** Ranges by package name. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** Who published a version. */
export interface Publisher {
  /** The account's name at this registry. */
  readonly name: string;
  /**
   * The service that published it without an account of its own, such as `github`. The name is that service's then, and
   * the same for everyone who publishes by it: it identifies nobody.
   */
  readonly trustedPublisher?: string;
}

/** Where a registry keeps the attestations of a version (https://docs.npmjs.com/generating-provenance-statements). */
export interface ProvenanceReference {
  readonly url: string;
  /** Such as `https://slsa.dev/provenance/v1`. */
  readonly predicateType?: string;
}
