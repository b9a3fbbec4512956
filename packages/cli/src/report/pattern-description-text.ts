import { contractVersion, type PublishedVersion } from "@agentflow/core";
import { diagnosticText } from "../diagnostic-text.js";
import type { Style } from "../style.js";
import { terminalLine } from "../terminal-text.js";
import { textTable } from "../text-table.js";
import { labelledLines } from "./labelled-lines.js";
import {
  fitsContract,
  type Installation,
  type PatternDescription,
  type Publication,
} from "./pattern-description.js";

/** Versions that a person is shown; `--json` has all. */
const shownVersions = 10;

/** What `pattern info` tells a person. */
export function descriptionText(
  { name, similarTo, publication, installations, diagnostics }: PatternDescription,
  style: Style,
): string {
  return [
    style.bold(terminalLine(name)),
    ...(similarTo === undefined
      ? []
      : [
          style.caution(
            `  could be taken for ${terminalLine(similarTo)}, which is another package`,
          ),
        ]),
    ...(publication ? ["", ...publicationLines(publication, style)] : []),
    ...installations.flatMap((installation) => ["", ...installationLines(installation, style)]),
    ...diagnostics.flatMap((diagnostic) => ["", diagnosticText(diagnostic, style)]),
  ].join("\n");
}

function publicationLines({ published, version }: Publication, style: Style): readonly string[] {
  const { manifest } = version;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Version", `${version.version}${tagText(published.tags, version.version)}`],
    ["Title", manifest?.title],
    ["Serves", manifest && servesText(manifest)],
    [
      "Reads",
      manifest && manifest.documents.length > 0 ? manifest.documents.join(", ") : undefined,
    ],
    ["Extends", manifest?.extends],
    ["Contract", contractText(version, style)],
    ["Published", publishedText(version)],
    ["Provenance", provenanceText(version)],
    ["Repository", version.repository && `${version.repository} (its author's word)`],
    ["Integrity", version.integrity ?? "the registry announces none"],
    ["Deprecated", version.deprecated],
    ["Versions", versionsText(published.versions)],
  ];
  const known = facts.flatMap(([label, value]) =>
    value === undefined ? [] : [[label, terminalLine(value)] as const],
  );
  return [`Published at ${terminalLine(published.registry)}`, ...labelledLines(known, style)];
}

function tagText(tags: Readonly<Record<string, string>>, version: string): string {
  const names = Object.keys(tags).filter((tag) => tags[tag] === version);
  return names.length === 0 ? "" : ` (${names.join(", ")})`;
}

function servesText({
  services,
  type,
}: {
  readonly services: readonly string[];
  readonly type: string;
}): string {
  return services.length === 0
    ? `every service of type ${type}`
    : `${services.join(", ")} (type ${type})`;
}

function contractText(version: PublishedVersion, style: Style): string {
  if (fitsContract(version)) return `${contractVersion}, which fits`;
  if (version.contract === undefined) return style.bad("none: it is no pattern, or a broken one");
  return version.contract === contractVersion
    ? style.bad(`${contractVersion}, but its manifest is broken`)
    : style.bad(`${version.contract}, which this command does not have (${contractVersion})`);
}

function publishedText({ publisher, publishedAt }: PublishedVersion): string {
  const by =
    publisher === undefined
      ? "by an account that the registry does not name"
      : publisher.trustedPublisher === undefined
        ? `by ${publisher.name}`
        : `by ${publisher.trustedPublisher}, for whoever set it up`;
  return publishedAt === undefined ? by : `${publishedAt} ${by}`;
}

function provenanceText({ provenance }: PublishedVersion): string {
  return provenance === undefined
    ? "none"
    : `the registry has ${provenance.predicateType ?? "attestations"}; "npm audit signatures" verifies them once installed`;
}

function versionsText(versions: readonly PublishedVersion[]): string {
  const shown = versions.slice(0, shownVersions).map((version) => {
    const remark = fitsContract(version)
      ? version.deprecated === undefined
        ? ""
        : " (deprecated)"
      : " (does not fit)";
    return `${version.version}${remark}`;
  });
  const more = versions.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function installationLines({ pattern, options }: Installation, style: Style): readonly string[] {
  const { installedAs, packageName, version, source } = pattern;
  const alias = installedAs === packageName ? "" : ` as ${installedAs}`;
  const rows = options.map((option) => [
    option.name,
    option.type,
    option.required ? "required" : (option.default ?? ""),
    option.description,
  ]);
  return [
    terminalLine(`Installed: ${version}${alias}, from ${source}`),
    ...(rows.length === 0
      ? []
      : [textTable(["option", "type", "default", "description"], rows, style)]),
  ];
}
