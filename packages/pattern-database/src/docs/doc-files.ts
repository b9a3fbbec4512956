import type { PlannedFile } from "@agentflow/core";
import type { NamedDatabase } from "../names/named-database.js";
import { templates } from "../templates.js";
import { readmeView } from "./readme-view.js";
import { tablePage } from "./table-page.js";

/** The README with the entity diagram, and one page per table and view. */
export function docFiles(database: NamedDatabase): readonly PlannedFile[] {
  return [
    templates.render("README.md.eta", "README.md", readmeView(database)),
    ...database.tables.map((table) => tablePage(database, table)),
  ];
}
