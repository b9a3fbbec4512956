import type { PlannedFile } from "@agentflow/core";
import type { NamedDatabase } from "../names/named-database.js";
import { templates } from "../templates.js";
import { clientView } from "./client-view.js";

/** The client, with its pool and its transactions, and the entry of the package. */
export function clientFiles(database: NamedDatabase): readonly PlannedFile[] {
  const view = clientView(database);
  return [
    templates.render("src/client.ts.eta", "src/client.ts", view),
    templates.render("src/index.ts.eta", "src/index.ts", view),
  ];
}
