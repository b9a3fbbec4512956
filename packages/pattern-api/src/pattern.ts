import { definePattern } from "@agentflow/core";
import { apiInput } from "./api-input.js";
import { corrected, type Correction } from "./document/correction/correction.js";
import { PlacedReports } from "./document/places/placed-reports.js";
import { readDescription } from "./document/read-description.js";
import { readRelatedDocuments } from "./document/read-related-documents.js";
import { readApiModel } from "./model/read-api-model.js";
import { subtasks } from "./subtasks.js";

/** A REST API, from its OpenAPI document, whatever version and form. */
export const apiPattern = correctedApiPattern((root) => root);

/**
 * The same for one service whose description is known to lack something.
 * @param correction applied after the overlays of the configuration
 */
export function correctedApiPattern(correction: Correction) {
  return definePattern({
    id: "api",
    input: apiInput,
    async inspect(input, context) {
      const reports = new PlacedReports();
      try {
        const document = corrected(await readDescription(input, context, reports), correction);
        const related = await readRelatedDocuments(document, context, input.allowHost);
        for (const [, other] of related) reports.knows(other);
        return readApiModel({ ...input, document, related }, reports.report);
      } catch (error) {
        throw reports.placed(error);
      } finally {
        reports.deliver((diagnostic) => {
          context.report(diagnostic);
        });
      }
    },
    decompose: subtasks,
  });
}
