import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { BuildReport } from "../builder/build-report.js";
import { measurePattern } from "../builder/measured-pattern.js";
import { readPackageRecord } from "../builder/package-record.js";
import { semver } from "../catalog/semver.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { changePackages } from "../installation/change-packages.js";
import { addCommand } from "../installation/package-commands.js";
import { discoverPatterns } from "../registry/discover-patterns.js";
import { readPackageJson } from "../registry/package-json.js";
import { keepEdited, type KeptFiles } from "./keep-edited.js";
import { projectDependency } from "./project-dependency.js";
import { prepareRollback } from "./roll-back.js";
import { aliased } from "./staging-project.js";
import type { PreparedUpgrade } from "./upgrade-pattern.js";
import type { UpgradePreview, UpgradeReport } from "./upgrade-report.js";
import type { UpgradedIntegration } from "./upgraded-integrations.js";

/**
 * Installs the version that was previewed, and makes every integration anew. When anything fails, everything is put back
 * as it was.
 */
export async function applyUpgrade(
  prepared: PreparedUpgrade,
  preview: UpgradePreview,
): Promise<UpgradeReport> {
  const { request, installed, target, integrations } = prepared;
  const { onStep = () => undefined } = request;
  const rollback = await prepareRollback(prepared);
  const kept: KeptFiles[] = [];
  const rebuilt: BuildReport[] = [];
  try {
    if (installed.version !== target.version) {
      onStep(`Installing ${installed.packageName} ${target.version}`);
      await install(prepared);
    }
    await checkInstalled(prepared);
    for (const integration of integrations) {
      onStep(`Making ${integration.key} anew`);
      kept.push(await keepCopies(prepared, integration));
      rebuilt.push(await rebuild(prepared, integration));
    }
    return { ...preview, applied: true, kept: kept.flatMap(({ paths }) => paths), rebuilt };
  } catch (error) {
    onStep("Putting everything back as it was");
    await rollback(error);
    // What they are copies of stands where it stood.
    for (const { folder } of kept) if (folder) await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function install({
  setup,
  signal,
  manager,
  installed,
  target,
}: PreparedUpgrade): Promise<void> {
  const { projectDirectory: directory, environment, clock } = setup;
  const dependency = projectDependency(await readPackageJson(directory), installed.installedAs);
  const command = addCommand(manager, [aliased(installed, target.version)], {
    // Whoever goes back does not want the next update to undo it.
    exact: dependency?.exact === true || isOlder(target.version, installed.version),
    dev: dependency?.field === "devDependencies",
  });
  await changePackages(command, { directory, environment, clock, signal });
}

function isOlder(version: string, than: string): boolean {
  return semver().valid(than) !== null && semver().lt(version, than);
}

/** What was installed has to be what was shown. */
async function checkInstalled({
  setup,
  installed,
  target,
  staged,
}: PreparedUpgrade): Promise<void> {
  const { patterns } = await discoverPatterns(setup.projectDirectory);
  const found = patterns.find(({ installedAs }) => installedAs === installed.installedAs);
  const measured = found && (await measurePattern(setup.fileSystem, found));
  const present = measured ? [measured.own, ...measured.measuredBases] : [];
  const expected = [staged.measured.own, ...staged.measured.measuredBases];
  for (const wanted of expected) {
    const one = present.find((candidate) => candidate.package === wanted.package);
    if (one?.content === wanted.content) continue;
    const { package: name, version } = wanted;
    throw new AgentFlowError(
      errorCodes.patternAltered,
      `What was installed for ${installed.packageName} ${target.version} is not what was shown: of ${name} ${version}, expected ${wanted.content}, found ${one ? `${one.version} with ${one.content}` : "nothing"}.`,
      { help: `Install ${name}@${version} too, and run the command again.` },
    );
  }
}

async function rebuild(
  { request, setup, builder, signal, installed, staged }: PreparedUpgrade,
  { directory }: UpgradedIntegration,
): Promise<BuildReport> {
  const record = await readPackageRecord(setup.fileSystem, directory);
  const { document } = record.options;
  return builder.build(
    {
      name: record.name,
      pattern: installed.installedAs,
      ...(typeof document === "string" && { document }),
      options: record.options,
    },
    {
      outDirectory: directory,
      force: true,
      accept: true,
      // The same bytes as those that are installed now, and never loaded from there before.
      patternProject: staged.directory,
      signal,
      ...(request.documentDirectory !== undefined && {
        documentDirectory: request.documentDirectory,
      }),
      ...(request.onProgress && { onProgress: request.onProgress }),
    },
  );
}

async function keepCopies(
  { setup, installed }: PreparedUpgrade,
  { key, directory }: UpgradedIntegration,
): Promise<KeptFiles> {
  const { projectDirectory } = setup;
  const place = join(".agentflow", "edited", `${key}@${installed.version}`);
  return keepEdited(directory, join(projectDirectory, place), projectDirectory);
}
