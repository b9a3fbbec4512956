import type { PlannedFile } from "@agentflow/core";
import { exampleTable } from "../docs/example-table.js";
import type { NamedDatabase } from "../names/named-database.js";
import { templates } from "../templates.js";
import { exampleView } from "./example-view.js";

/** A short program that runs as it is, where there is a table to read. */
export function exampleFiles(database: NamedDatabase): readonly PlannedFile[] {
  const table = exampleTable(database);
  if (!table) return [];
  const view = exampleView(database, table);
  return [templates.render("examples/first-query.ts.eta", "examples/first-query.ts", view)];
}
