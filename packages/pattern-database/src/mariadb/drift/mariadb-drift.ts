import { compareForms } from "../../drift/compare-forms.js";
import type { SchemaDrift } from "../../drift/schema-drift.js";
import { migrationSql } from "./migration-sql.js";
import { schemaForms } from "./schema-forms.js";

/** What the server's statements say, such as how a table is stored, the rest of the model does not. */
export const mariadbDrift: SchemaDrift = {
  compareRest: (found, before, after) => {
    compareForms(found, schemaForms(before), schemaForms(after));
  },
  migration: (from, to, title) => migrationSql(from.objects, to.objects, title),
};
