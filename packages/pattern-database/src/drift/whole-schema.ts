import type { SchemaDrift } from "./schema-drift.js";

/** For a kind whose SQL is not taken apart: the schema is one piece. */
export const wholeSchema: SchemaDrift = {
  forms: ({ schemas, schemaSql }) => [
    { word: "schema", name: schemas.join(", "), text: schemaSql },
  ],
};
