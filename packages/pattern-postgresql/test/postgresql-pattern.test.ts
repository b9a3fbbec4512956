import { patternSuite } from "@agentflow/core/pattern-suite";
import { vi } from "vitest";
import { postgresqlPattern } from "../src/index.js";

vi.setConfig({ testTimeout: 60_000 });

const notes = new URL("notes/", import.meta.url);
let model: ReturnType<typeof postgresqlPattern.inspect> | undefined;

// Reading a schema starts an embedded PostgreSQL, and each test of the suite would.
const readOnce: typeof postgresqlPattern = {
  ...postgresqlPattern,
  inspect: (input, context) => (model ??= postgresqlPattern.inspect(input, context)),
};

patternSuite(readOnce, new URL("../package.json", import.meta.url), {
  "a table whose trigger notifies": {
    directory: notes,
    input: { name: "Notebook", ddl: "schema.sql" },
    documents: { "schema.sql": new URL("schema.sql", notes) },
  },
});
