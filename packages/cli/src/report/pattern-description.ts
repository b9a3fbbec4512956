import {
  contractVersion,
  type Diagnostic,
  type DiscoveredPattern,
  type PublishedPattern,
  type PublishedVersion,
} from "@agentflow/core";
import type { InputOption } from "../pattern/input-options.js";

/** What a registry publishes of a pattern, and the version that is described. */
export interface Publication {
  readonly published: PublishedPattern;
  readonly version: PublishedVersion;
}

/** A pattern that is installed, with its own options. */
export interface Installation {
  readonly pattern: DiscoveredPattern;
  readonly options: readonly InputOption[];
}

/** All that is known of a pattern. */
export interface PatternDescription {
  readonly name: string;
  /** The name that this one could be taken for. */
  readonly similarTo: string | undefined;
  /** Left out: the registry does not have it, or could not be asked. */
  readonly publication?: Publication;
  readonly installations: readonly Installation[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What `pattern info --json` prints. Every key is always there; `null` is what nobody says. */
export function descriptionDocument(description: PatternDescription): object {
  const { name, similarTo = null, publication, installations, diagnostics } = description;
  return {
    package: name,
    similarTo,
    published: publication ? publicationDocument(publication) : null,
    installed: installations.map(({ pattern, options }) => {
      const { installedAs, version, source, directory, manifest } = pattern;
      return { installedAs, version, source, directory, id: manifest.id, options };
    }),
    diagnostics,
  };
}

function publicationDocument({ published, version }: Publication): object {
  return {
    registry: published.registry,
    version: version.version,
    manifest: version.manifest ?? null,
    contract: version.contract ?? null,
    fits: fitsContract(version),
    publisher: version.publisher ?? null,
    provenance: version.provenance ?? null,
    publishedAt: version.publishedAt ?? null,
    deprecated: version.deprecated ?? null,
    repository: version.repository ?? null,
    integrity: version.integrity ?? null,
    tags: published.tags,
    versions: published.versions.map((each) => ({
      version: each.version,
      contract: each.contract ?? null,
      fits: fitsContract(each),
      publishedAt: each.publishedAt ?? null,
      deprecated: each.deprecated ?? null,
    })),
  };
}

/** Whether it is a pattern that can be used here. */
export function fitsContract({ manifest, contract }: PublishedVersion): boolean {
  return manifest !== undefined && contract === contractVersion;
}
