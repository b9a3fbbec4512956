import type { PatternModel } from "../contract/pattern.js";
import { digestOf } from "../documents/decode-document.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { compareText } from "../template/compare-text.js";
import { type Json, jsonText, stringLiteral } from "../template/literal.js";
import { sortedJson } from "../template/sorted-json.js";
import type { DiskFile } from "./package-changes.js";
import { modelPath } from "./package-path.js";
import type { PackageRecord } from "./package-record.js";

/**
 * A model as it is recorded: JSON with its keys in order, equal for equal models. Each key of the model and each element
 * of its lists has a line, so that a change of the service is a change of few lines.
 */
export function modelText(model: PatternModel): string {
  // Models are plain JSON, which their interfaces do not say.
  const entries = Object.entries(model as unknown as Record<string, Json>);
  const lines = entries
    .toSorted(([left], [right]) => compareText(left, right))
    .map(([key, value]) => `${jsonText(key)}: ${valueText(value)}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

/**
 * The model that a package was generated from.
 * @throws AF_MODEL_MISSING when none is recorded
 * @throws AF_MODEL_INVALID when it is not the one that was recorded
 */
export function readModelFile(
  { files: recorded }: PackageRecord,
  files: readonly DiskFile[],
  directory: string,
): PatternModel {
  const expected = recorded[modelPath];
  const path = `${directory}/${modelPath}`;
  if (expected === undefined) {
    throw new AgentFlowError(
      errorCodes.modelMissing,
      `${stringLiteral(directory)} has no recorded model to compare with: it was generated before there was one.`,
      {
        help: "Generate it again with `agentflow integrate create … --force`; later changes are then told.",
      },
    );
  }
  const file = files.find((candidate) => candidate.path === modelPath);
  if (file === undefined || digestOf(file.bytes) !== expected) {
    throw new AgentFlowError(
      errorCodes.modelInvalid,
      `${stringLiteral(path)} ${file === undefined ? "is gone" : "is not the file that was generated"}.`,
      {
        help: "Restore it from version control, or generate the package again.",
        location: { source: path },
      },
    );
  }
  // The digest says that these are the bytes that were written.
  return JSON.parse(Buffer.from(file.bytes).toString("utf8")) as PatternModel;
}

/** Each element is put in order only when its turn comes: a second model in memory would be half of the peak. */
function valueText(value: Json): string {
  if (!Array.isArray(value) || value.length === 0) return jsonText(sortedJson(value));
  return `[\n${value.map((item: Json) => jsonText(sortedJson(item))).join(",\n")}\n]`;
}
