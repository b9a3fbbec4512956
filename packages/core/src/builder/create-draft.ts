import type { Diagnostic } from "../errors/diagnostic.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { compareText } from "../template/compare-text.js";
import type { BuildRequest } from "./build-request.js";
import type { ChosenPattern } from "./choose-pattern.js";
import type { LoadedPattern } from "./load-chosen.js";
import { createRecord } from "./create-record.js";
import { type Inspection, inspectService } from "./inspect-service.js";
import { type PackageRecord, recordText } from "./package-record.js";
import { recordPath } from "./package-path.js";
import { renderPackage } from "./render-package.js";
import { type PackageFile, packageFile } from "./rendered-package.js";
import { scanForSecrets, standsIn } from "./secret-scan.js";
import { checkSourceRules } from "./source-rules.js";
import { undocumentedUnits } from "./unit-coverage.js";

/** A build whose pattern is chosen. */
export interface ChosenRequest extends BuildRequest {
  readonly chosen: ChosenPattern;
}

/** A build whose pattern is loaded. */
export interface DraftRequest extends ChosenRequest {
  readonly chosen: LoadedPattern;
}

/** A package in memory: rendered and checked as far as that goes without running it. */
export interface Draft {
  readonly name: string;
  readonly chosen: LoadedPattern;
  readonly inspection: Inspection;
  readonly record: PackageRecord;
  /** With the record; sorted by path but for the record, which is last. */
  readonly files: readonly PackageFile[];
  /** What breaks a rule of the source, by the builder's or the pattern's own. */
  readonly ruleFindings: readonly Diagnostic[];
  readonly undocumented: readonly string[];
}

/**
 * Inspects the service and renders the package; nothing is written.
 * @throws what the pattern's stages throw
 */
export async function createDraft(request: DraftRequest): Promise<Draft> {
  const { setup, requirements, options, signal, journal, chosen } = request;
  const inspection = await journal.stage("inspect", () =>
    inspectService(chosen.pattern, requirements, {
      signal,
      environment: setup.environment,
      directory: options.documentDirectory ?? process.cwd(),
      onProgress: journal.onProgress,
      report: journal.report,
    }),
  );
  return journal.stage("render", async () => {
    const rendered = await renderPackage(chosen.pattern, inspection.model, {
      clock: setup.clock,
      signal,
      ...(options.budget !== undefined && { budget: options.budget }),
      onEvent: (event) => journal.onProgress({ type: "subtask", event }),
    });
    journal.cost = rendered.cost;
    const secrets = scanForSecrets(rendered.files, {
      known: inspection.secrets,
      isPublic: (text) => inspection.documents.some((document) => standsIn(document.text, text)),
    });
    const record = createRecord({
      name: requirements.name,
      pattern: chosen.discovered,
      base: chosen.base,
      inspection,
      publicExamples: secrets.publicExamples,
      files: rendered.files,
    });
    const files = [...rendered.files, packageFile(recordPath, recordText(record))];
    journal.onProgress({ type: "rendered", files: listing(files) });
    return {
      name: requirements.name,
      chosen,
      inspection,
      record,
      files,
      ruleFindings: [
        ...secrets.leaks,
        ...recordLeaks(files, inspection),
        ...checkSourceRules(files),
        ...patternFindings(files, chosen.pattern, inspection),
      ],
      undocumented: undocumentedUnits(record.units.ids, files),
    };
  });
}

function listing(files: readonly PackageFile[]) {
  return files
    .map(({ path, size }) => ({ path, bytes: size }))
    .toSorted((left, right) => compareText(left.path, right.path));
}

/** Options are the user's own words: no document excuses a secret among them. */
function recordLeaks(
  files: readonly PackageFile[],
  { secrets }: Inspection,
): readonly Diagnostic[] {
  const record = files.filter(({ path }) => path === recordPath);
  return scanForSecrets(record, { known: secrets, isPublic: () => false }).leaks;
}

function patternFindings(
  files: readonly PackageFile[],
  pattern: LoadedPattern["pattern"],
  { model }: Inspection,
): readonly Diagnostic[] {
  try {
    return pattern.validate?.(files, model) ?? [];
  } catch (error) {
    throw new AgentFlowError(
      errorCodes.internal,
      `The pattern "${pattern.id}" failed while validating its files.`,
      { help: "Report it to the pattern's author.", cause: error },
    );
  }
}
