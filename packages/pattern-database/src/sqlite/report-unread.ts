import { errorCodes, type InspectContext, visible } from "@agentflow/core";
import { reportOmissions } from "../dialect/report-omissions.js";
import type { Catalogue } from "./catalogue/catalogue.js";

/** Reports what is in the database and not in the package: virtual tables, views that cannot be read, parts of the SQL. */
export function reportUnread(
  { tables, brokenViews }: Catalogue,
  omissions: readonly string[],
  context: Pick<InspectContext, "report">,
): void {
  const virtual = tables.filter(({ type }) => type === "virtual");
  if (virtual.length > 0) {
    const names = virtual.map(({ name }) => JSON.stringify(name)).join(", ");
    context.report({
      code: errorCodes.schemaIncomplete,
      severity: "warning",
      message: `Virtual tables are left out, as their modules decide what their columns hold: ${names}.`,
      help: "Use them with queries of your own, by the client's query method.",
    });
  }
  if (brokenViews.length > 0) {
    const reasons = brokenViews.map(({ name, reason }) => `${JSON.stringify(name)}: ${reason}`);
    context.report({
      code: errorCodes.schemaIncomplete,
      severity: "warning",
      message: visible(`Views that cannot be read are left out: ${reasons.join("; ")}.`),
      help: "Correct them or drop them.",
    });
  }
  reportOmissions(omissions, context);
}
