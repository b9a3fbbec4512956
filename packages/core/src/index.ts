export {
  AgentFlowError,
  type AgentFlowErrorOptions,
  isAgentFlowError,
  type SourceLocation,
} from "./errors/error.js";
export { type ErrorCode, errorCodes } from "./errors/error-codes.js";
export { type Diagnostic, diagnosticOf, type Severity } from "./errors/diagnostic.js";
export { redact } from "./errors/redact.js";

export type { Comparison, Difference, Script } from "./contract/comparison.js";
export { extendPattern, type PatternExtension } from "./contract/extend-pattern.js";
export type { InspectContext, RelatedRules, SourceDocument } from "./contract/inspect-context.js";
export { contractVersion, type Manifest, manifestSchema } from "./contract/manifest.js";
export {
  type AnyPattern,
  definePattern,
  isPattern,
  type Pattern,
  type PatternDefinition,
  type PatternModel,
  type RenderedFile,
} from "./contract/pattern.js";
export { type PlannedFile, replaceFile } from "./contract/planned-file.js";
export { type Requirements, serviceKey } from "./contract/requirements.js";
export type { Assist, Subtask } from "./contract/subtask.js";

export { Code, isCode, isReservedWord } from "./template/code.js";
export { compareText } from "./template/compare-text.js";
export { isInheritedName, isSpecialName } from "./template/inherited-names.js";
export {
  isIdentifierName,
  type Json,
  jsonText,
  keyLiteral,
  literal,
  numberLiteral,
  stringLiteral,
  visible,
} from "./template/literal.js";
export { camelCase, kebabCase, nameWords, pascalCase } from "./template/name-words.js";
export {
  cellCode,
  firstParagraph,
  inlineCode,
  markdownLink,
  plainText,
} from "./template/plain-text.js";
export { markdownText, renderFile } from "./template/render-file.js";
export { tableRow } from "./template/table-row.js";
export { type TemplateFolder, templateFolder, type ViewsOf } from "./template/template-folder.js";
export { takeName } from "./template/unique-name.js";
export { lineWidth, memberLines, wrappedLiteral } from "./template/wrapped-literal.js";

export { digestOf } from "./documents/decode-document.js";
export { documentPlace } from "./documents/document-place.js";
export { parseJsonDocument } from "./documents/parse-json-document.js";
export type { Environment } from "./documents/environment.js";
export { defaultCacheDirectory } from "./documents/cache-directory.js";
export { downloadNpmFiles } from "./documents/download-npm-files.js";
export type {
  Network,
  NetworkOptions,
  NetworkRequest,
  NetworkResponse,
} from "./documents/network.js";
export { createNetwork } from "./documents/undici-network.js";
export { type NpmConfiguration, readNpmConfiguration } from "./documents/npm-configuration.js";
export type { NpmDownloadOptions, NpmPackage } from "./documents/npm-tarball.js";
export type { ProgressListener } from "./documents/progress.js";
export { createRegistryClient, type RegistryClient } from "./documents/registry-client.js";
export { readDocument, type ReadDocumentOptions } from "./documents/read-document.js";

export { chooseVersion, noSuchVersion, type VersionChoice } from "./catalog/choose-version.js";
export { defaultConfigDirectory } from "./catalog/config-directory.js";
export { judgePublisher, type TrustQuestion } from "./catalog/judge-publisher.js";
export { latestVersion } from "./catalog/latest-version.js";
export { parsePatternSpecifier, type PatternSpecifier } from "./catalog/pattern-specifier.js";
export type {
  ProvenanceReference,
  PublishedPattern,
  PublishedVersion,
  Publisher,
} from "./catalog/published-pattern.js";
export { readPublishedPattern } from "./catalog/read-published-pattern.js";
export { releaseAge, type ReleaseAge } from "./catalog/release-age.js";
export { rememberTrust } from "./catalog/remember-trust.js";
export { type PatternSearch, searchPatterns } from "./catalog/search-patterns.js";
export type { FoundPattern } from "./catalog/search-registry.js";
export { findSimilarName } from "./catalog/similar-name.js";
export {
  readTrustSettings,
  type TrustLimits,
  type TrustSettings,
} from "./catalog/trust-settings.js";
export { wantedVersions } from "./catalog/wanted-versions.js";
export type { CatalogOptions } from "./catalog/with-registry.js";

export { findProject } from "./registry/find-project.js";
export { discoverPatterns, type Discovery } from "./registry/discover-patterns.js";
export { claimedServices } from "./registry/claimed-services.js";
export type { InstallationSource } from "./registry/installation-source.js";
export type { DiscoveredPattern } from "./registry/discovered-pattern.js";
export { loadPattern, type LoadPatternOptions } from "./registry/load-pattern.js";
export { nearestNames } from "./registry/nearest-names.js";
export { type Candidate, isNamed, scoreManifest } from "./registry/score-manifest.js";
export {
  type Selection,
  selectPattern,
  type SelectPatternOptions,
} from "./registry/select-pattern.js";

export {
  changePackages,
  type ChangePackagesOptions,
  commandText,
} from "./installation/change-packages.js";
export { findPackageManager } from "./installation/find-package-manager.js";
export {
  addCommand,
  type PackageCommand,
  type PackageRequest,
  removeCommand,
} from "./installation/package-commands.js";
export type { PackageManager, PackageManagerName } from "./installation/package-manager.js";

export { type LockDifference, lockDifferenceText } from "./lock/lock-difference.js";
export { type LockedIntegration, type LockedPattern, type LockFile } from "./lock/lock-file.js";

export { addCosts, type Cost, defaultBudget, noCost } from "./orchestrator/budget.js";
export type { GraphEvent, TaskOutcome, TaskTiming } from "./orchestrator/graph-event.js";
export {
  type GraphRun,
  runGraph,
  type RunGraphOptions,
  type TaskContext,
} from "./orchestrator/run-graph.js";
export type { GraphNode } from "./orchestrator/subtask-graph.js";

export type { Averages, BuildAverages } from "./builder/averages.js";
export { BuildFailedError, isBuildFailedError } from "./builder/build-failed-error.js";
export type { BuildProgress, BuildProgressListener, BuildStage } from "./builder/build-progress.js";
export type {
  BuildReport,
  BuildTimings,
  PatternReference,
  Score,
  ScorePart,
  TestCounts,
  UnitCount,
} from "./builder/build-report.js";
export type {
  Builder,
  BuilderOptions,
  BuildOptions,
  DiffOptions,
  History,
  Integration,
  PublishedLookup,
  ValidateOptions,
  VerificationTools,
} from "./builder/builder.js";
export {
  findToolPackage,
  findVerificationTools,
  type ToolPackage,
  toolProgram,
} from "./builder/verification-tools.js";
export type { DriftReport, FileDrift } from "./builder/drift-report.js";
export { createBuilder } from "./builder/create-builder.js";
export {
  type FileStatus,
  type FileSystem,
  type FolderEntry,
  systemFileSystem,
} from "./builder/file-system.js";
export type { LockOutcome } from "./builder/lock-outcome.js";
export type { HistoryEntry } from "./builder/history-entry.js";
export type { ProcessIdentity } from "./builder/process-identity.js";
export type { PackageChanges, ValidationReport } from "./builder/validation-report.js";

export {
  type OutdatedOptions,
  type OutdatedPattern,
  outdatedPatterns,
} from "./upgrade/outdated-patterns.js";
export type {
  IntegrationPreview,
  UpgradePreview,
  UpgradeReport,
} from "./upgrade/upgrade-report.js";
export { type UpgradeRequest, upgradePattern } from "./upgrade/upgrade-pattern.js";
// Of the runtime only what patterns use, so that the command does not load all of it.
export { isJsonType, isTextType, sequenceFormat } from "./runtime/http/media-type.js";
export { serverUrl } from "./runtime/client/server-url.js";
export { framingHeaders } from "./runtime/http/framing-headers.js";
export { fittingVariant } from "./runtime/values/value-shape.js";
export { standardWebhooks, stripeWebhooks } from "./runtime/webhook/webhook-schemes.js";
