import { digestOf } from "../documents/decode-document.js";
import { readDocumentBytes } from "../documents/read-document.js";
import { diagnosticOf } from "../errors/diagnostic.js";
import { noCost } from "../orchestrator/budget.js";
import type { BuildReport } from "./build-report.js";
import type { ChosenRequest, Draft } from "./create-draft.js";
import { generatorDigest, programVersion } from "./generator-digest.js";
import { readKnownBuild, writeKnownBuild } from "./known-build.js";
import { coreDirectory } from "./core-directory.js";
import { planLock } from "./locked-integration.js";
import type { OutputLocation } from "./output-location.js";
import { comparePackage, readPackageFiles } from "./package-changes.js";
import { recordPath } from "./package-path.js";
import { packageRecordSchema } from "./package-record.js";
import { pinIntegration } from "./pin-integration.js";
import { withNamedFailures, writeFailure } from "./write-failure.js";

/** The digest of a request; two that are equal make the same package of the same document. */
async function requestDigest({
  setup,
  requirements,
  options,
  chosen,
}: ChosenRequest): Promise<string> {
  const verify = options.verify ?? true;
  const { typescript, vitest } = setup.tools;
  const asked = {
    requirements,
    directory: options.documentDirectory ?? process.cwd(),
    budget: options.budget,
    pattern: chosen.discovered,
    generator: await generatorDigest(
      withNamedFailures(setup.fileSystem),
      await coreDirectory(setup),
      [chosen.measured.own, ...chosen.measured.measuredBases],
    ),
    verify: verify && [
      process.version,
      await programVersion(typescript),
      await programVersion(vitest),
    ],
  };
  return digestOf(JSON.stringify(asked));
}

/**
 * The report of a build that was done before and of which everything still stands: the same request to the same
 * generator, the same document, the same files in the output folder. Undefined when anything differs; nothing is written.
 */
export async function repeatBuild(
  request: ChosenRequest,
  location: OutputLocation,
): Promise<BuildReport | undefined> {
  const { setup, requirements, options, signal, journal, chosen } = request;
  const { directory } = location;
  const { environment } = setup;
  const fileSystem = withNamedFailures(setup.fileSystem);
  const known = await readKnownBuild(fileSystem, environment, directory);
  if (!known || (await fileSystem.status(directory))?.kind !== "directory") return undefined;
  // What a killed run left has to be repaired first.
  if (await fileSystem.status(location.old)) return undefined;
  if (known.request !== (await requestDigest(request))) return undefined;
  const { source, digest } = known.document;
  const document = await journal.stage("inspect", () =>
    readDocumentBytes(source, {
      signal,
      environment,
      directory: options.documentDirectory ?? process.cwd(),
      onProgress: (bytes, total) => journal.onProgress({ type: "document", source, bytes, total }),
    }),
  );
  if (document.digest !== digest) return undefined;
  const files = await readPackageFiles(fileSystem, directory);
  const record = files.find(({ path }) => path === recordPath);
  if (!record || digestOf(record.bytes) !== known.record) return undefined;
  const recorded = packageRecordSchema.parse(
    JSON.parse(Buffer.from(record.bytes).toString("utf8")),
  );
  const { edited, missing } = comparePackage(recorded, files);
  if (edited.length > 0 || missing.length > 0) return undefined;
  const plan = await planLock(request, recorded);
  await pinIntegration(setup, chosen.pinning, plan);
  for (const diagnostic of known.report.diagnostics) journal.report(diagnostic);
  const { packageName, version, manifest } = chosen.discovered;
  return {
    name: requirements.name,
    pattern: { package: packageName, version, id: manifest.id },
    directory,
    ...known.report,
    timings: journal.timings(),
    cost: noCost,
    lock: plan.outcome,
    diagnostics: journal.diagnostics,
  };
}

/**
 * Remembers a build, so that `repeatBuild` can tell that the next one is the same. Only of one that read one document and
 * nothing else: what else a pattern looked at cannot be compared.
 */
export async function rememberBuild(
  request: ChosenRequest,
  draft: Draft,
  report: BuildReport,
): Promise<void> {
  const { setup, journal } = request;
  const { documents, selfContained } = draft.inspection;
  const [document] = documents;
  const record = draft.files.find(({ path }) => path === recordPath);
  if (!selfContained || !document || !record) return;
  const { units, files, bytes, score, tests, reuse } = report;
  // What was there before has been replaced by now.
  const diagnostics = journal.diagnostics.filter(({ code }) => code !== "AF_FILE_EDITED");
  const { environment } = setup;
  const fileSystem = withNamedFailures(setup.fileSystem);
  try {
    await writeKnownBuild(fileSystem, environment, report.directory, {
      request: await requestDigest(request),
      document: { source: document.source, digest: document.digest },
      record: record.digest,
      // As it will be read: plain JSON.
      report: JSON.parse(JSON.stringify({ units, files, bytes, score, tests, reuse, diagnostics })),
    });
  } catch (error) {
    journal.report(diagnosticOf(writeFailure(report.directory, error), "warning"));
  }
}
