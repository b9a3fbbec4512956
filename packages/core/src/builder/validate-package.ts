import { join } from "node:path";
import { ancestors } from "../registry/package-json.js";
import type { BuildJournal } from "./build-journal.js";
import type { BuilderSetup } from "./builder-setup.js";
import type { FileSystem } from "./file-system.js";
import { installedPackages } from "./link-packages.js";
import { lockOutput } from "./lock-output.js";
import { findOutputPackagesOf } from "./output-packages.js";
import { locateOutput } from "./output-location.js";
import { comparePackage, type DiskFile, readPackageFiles } from "./package-changes.js";
import { type PackageRecord, readPackageRecord } from "./package-record.js";
import { readPinning } from "./pinning.js";
import { removeLeftover } from "./remove-leftover.js";
import type { SourceFile } from "./source-rules.js";
import { stagePackage } from "./stage-package.js";
import { validationReport } from "./validation-findings.js";
import type { ValidationReport } from "./validation-report.js";
import { verifyPackage } from "./verify-package.js";
import { withNamedFailures } from "./write-failure.js";

/** One validation: what it works with, and which package. */
export interface ValidationRequest {
  readonly setup: BuilderSetup;
  readonly directory: string;
  readonly signal: AbortSignal;
  readonly journal: BuildJournal;
}

/** Runs every check on a copy of the package as it stands. */
export async function validatePackage(request: ValidationRequest): Promise<ValidationReport> {
  const { setup, signal, journal } = request;
  const fileSystem = withNamedFailures(setup.fileSystem);
  const location = await locateOutput(fileSystem, request.directory, setup.projectDirectory);
  const { directory, check } = location;
  const record = await readPackageRecord(fileSystem, directory);
  const release = await lockOutput({ ...setup, owner: setup.process }, location);
  try {
    const onDisk = await readPackageFiles(fileSystem, directory);
    const changes = comparePackage(record, onDisk);
    const files = onDisk.map(textFile);
    const copied = onDisk.map(({ path, bytes }) => ({ path, content: bytes }));
    await fileSystem.remove(check);
    await stagePackage(fileSystem, check, copied, signal);
    const verification = await verifyPackage({
      ...setup,
      fileSystem,
      directory: check,
      packages: await packagesFor(fileSystem, directory, {
        ...(await findOutputPackagesOf(
          fileSystem,
          await installedName(fileSystem, setup.projectDirectory, directory, record),
          setup.projectDirectory,
        )),
        ...setup.tools.packages,
      }),
      signal,
      onProgress: journal.onProgress,
    });
    journal.record("typecheck", verification.types.duration);
    journal.record("tests", verification.tests.duration);
    return validationReport({ directory, record, changes, files, verification }, journal);
  } finally {
    for (const warning of await removeLeftover(fileSystem, check)) journal.report(warning);
    for (const warning of await release()) journal.report(warning);
  }
}

/** The name that the pattern of a package is installed under: the pinned one, or its own. */
async function installedName(
  fileSystem: FileSystem,
  projectDirectory: string,
  outDirectory: string,
  { name, pattern }: PackageRecord,
): Promise<string> {
  const rules = { frozen: false, anyVersion: true, accept: false };
  const asked = { name, outDirectory };
  const { entry } = await readPinning(fileSystem, projectDirectory, asked, rules);
  return entry?.pattern.installedAs ?? pattern.package;
}

/** What the package has installed itself, and of the other packages those that nothing above it provides. */
async function packagesFor(
  fileSystem: FileSystem,
  directory: string,
  others: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const own = await installedPackages(fileSystem, directory);
  const missing: [name: string, path: string][] = [];
  for (const [name, path] of Object.entries(others)) {
    const above = ancestors(join(directory, "..")).map((folder) =>
      join(folder, "node_modules", name),
    );
    const found = await Promise.all(above.map((place) => fileSystem.status(place)));
    if (!(name in own) && found.every((status) => !status)) missing.push([name, path]);
  }
  return { ...own, ...Object.fromEntries(missing) };
}

function textFile({ path, bytes }: DiskFile): SourceFile {
  return { path, text: Buffer.from(bytes).toString("utf8") };
}
