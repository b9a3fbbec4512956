import { errorCodes, type InspectContext } from "@agentflow/core";

/** How many are named; the others are counted. */
const named = 20;

/** Reports what the schema's SQL is without, as one warning AF_SCHEMA_INCOMPLETE. */
export function reportOmissions(
  omissions: readonly string[],
  context: Pick<InspectContext, "report">,
): void {
  if (omissions.length === 0) return;
  const rest = omissions.length - named;
  context.report({
    code: errorCodes.schemaIncomplete,
    severity: "warning",
    message:
      "The schema's SQL, which the tests make their database from, is without " +
      `${omissions.slice(0, named).join("; ")}${rest > 0 ? `; and ${rest} more` : ""}.`,
    help: "Run the generated tests against a server that has it when one of them needs it.",
  });
}
