import { patternSuite } from "@agentflow/core/pattern-suite";
import { vi } from "vitest";
import { databasePattern } from "../../src/pattern.js";

vi.setConfig({ testTimeout: 60_000 });

const notes = new URL("notes/", import.meta.url);
let model: ReturnType<typeof databasePattern.inspect> | undefined;

// Reading a schema starts an embedded PostgreSQL, and each test of the suite would.
const readOnce: typeof databasePattern = {
  ...databasePattern,
  inspect: (input, context) => (model ??= databasePattern.inspect(input, context)),
};

patternSuite(readOnce, new URL("../../package.json", import.meta.url), {
  "a table with a key, an enum, a check and a reference to itself": {
    directory: notes,
    input: { name: "Notebook", ddl: "schema.sql" },
    documents: { "schema.sql": new URL("schema.sql", notes) },
  },
});
