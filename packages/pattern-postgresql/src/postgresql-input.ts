import { databaseInput } from "@agentflow/pattern-database";

/** The configuration of an integration with PostgreSQL: that of a database, whose address is one of PostgreSQL's. */
export const postgresqlInput = databaseInput.refine(
  // What an environment variable holds shows when it is read.
  ({ connection }) => /^(?:env:|postgres(?:ql)?:|undefined$)/.test(String(connection)),
  {
    path: ["connection"],
    message: "must be env:<NAME> or postgres://<user>@<host>:<port>/<database>",
  },
);
