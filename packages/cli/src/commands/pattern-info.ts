import {
  type Diagnostic,
  diagnosticOf,
  discoverPatterns,
  errorCodes,
  findSimilarName,
  isAgentFlowError,
  isNamed,
  latestVersion,
  noSuchVersion,
  parsePatternSpecifier,
  readPublishedPattern,
  wantedVersions,
} from "@agentflow/core";
import { catalogOptions } from "../catalog-options.js";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { exitCodes } from "../exit-code.js";
import { inputOptions } from "../pattern/input-options.js";
import { projectDirectory } from "../project.js";
import { descriptionDocument, type Publication } from "../report/pattern-description.js";
import { descriptionText } from "../report/pattern-description-text.js";

/**
 * `agentflow pattern info`: what the registry publishes of a pattern, before anything is installed, and the options of one
 * that is. An installed pattern is described also where the registry does not answer.
 */
export async function patternInfo(
  wanted: string,
  context: CommandContext,
): Promise<CommandOutcome> {
  const { io } = context;
  const directory = await projectDirectory(io);
  const { patterns } = await discoverPatterns(directory);
  const { name: given, range } = parsePatternSpecifier(wanted);
  const id = range === undefined ? wanted : wanted.slice(0, -range.length - 1);
  const name = patterns.find((pattern) => isNamed(pattern, id))?.packageName ?? given;
  const installed = patterns.filter(({ packageName }) => packageName === name);
  const described = await Promise.all(
    installed.map(async (pattern) => ({ pattern, ...(await inputOptions(pattern)) })),
  );
  const asked = await readPublication(name, range, context, directory, installed.length > 0);
  const description = {
    name,
    similarTo: findSimilarName(
      name,
      patterns.map(({ packageName }) => packageName),
    ),
    ...(asked.publication && { publication: asked.publication }),
    installations: described,
    diagnostics: [...asked.problems, ...described.flatMap(({ problems }) => problems)],
  };
  return {
    exitCode: exitCodes.done,
    document: descriptionDocument(description),
    text: descriptionText(description, context.style),
  };
}

interface Asked {
  readonly publication?: Publication;
  readonly problems: readonly Diagnostic[];
}

async function readPublication(
  name: string,
  range: string | undefined,
  { io }: CommandContext,
  directory: string,
  isInstalled: boolean,
): Promise<Asked> {
  try {
    const published = await readPublishedPattern(name, catalogOptions(io, directory));
    const version =
      range === undefined ? latestVersion(published) : wantedVersions(published, range)[0];
    if (!version) throw noSuchVersion(published, range);
    return { publication: { published, version }, problems: version.problems };
  } catch (error) {
    if (!isInstalled || !isAgentFlowError(error) || !isUnanswered(error.code)) throw error;
    return { problems: [diagnosticOf(error, "warning")] };
  }
}

function isUnanswered(code: string): boolean {
  return code === errorCodes.packageNotFound || code === errorCodes.registryUnreachable;
}
