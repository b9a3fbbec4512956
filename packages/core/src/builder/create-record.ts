import { contractVersion } from "../contract/manifest.js";
import type { DiscoveredPattern } from "../registry/discovered-pattern.js";
import { redact } from "../errors/redact.js";
import type { BasePattern } from "./base-patterns.js";
import type { Inspection } from "./inspect-service.js";
import { type PackageRecord, packageRecordSchema } from "./package-record.js";
import { digestsOf, type PackageFile } from "./rendered-package.js";

/** What a record tells about. */
export interface RecordSource {
  /** The service as the user wrote it. */
  readonly name: string;
  readonly pattern: DiscoveredPattern;
  readonly base: BasePattern | undefined;
  readonly inspection: Inspection;
  /** As the scan for secrets gave them. */
  readonly publicExamples: readonly string[];
  /** Sorted by path. */
  readonly files: readonly PackageFile[];
}

/** The record of a package that was just rendered. */
export function createRecord({
  name,
  pattern,
  base,
  inspection,
  publicExamples,
  files,
}: RecordSource): PackageRecord {
  const { model, documents, options } = inspection;
  // The first is the one that was asked for; others are those that it refers to.
  const [document] = documents;
  return packageRecordSchema.parse({
    name,
    contract: contractVersion,
    pattern: {
      package: pattern.packageName,
      version: pattern.version,
      id: pattern.manifest.id,
      ...(base && { extends: { package: base.package, version: base.version } }),
    },
    document: { source: document ? redact(document.source) : null, digest: model.documentDigest },
    // Through JSON, which is what will be read back: undefined is left out, a date is its text. The record is committed
    // with the package, so a token in an address stays out of it.
    options: JSON.parse(JSON.stringify(options), (_key, value: unknown) =>
      typeof value === "string" ? redact(value) : value,
    ),
    units: {
      singular: model.unit.singular,
      plural: model.unit.plural,
      ids: model.unit.ids,
    },
    publicExamples: [...publicExamples],
    files: digestsOf(files),
  });
}
