import { patternSuite } from "@agentflow/core/pattern-suite";
import { vi } from "vitest";
import { databasePattern } from "../../src/pattern.js";

vi.setConfig({ testTimeout: 60_000 });

const notes = new URL("notes/", import.meta.url);
const sqliteNotes = new URL("sqlite-notes/", import.meta.url);
const models = new Map<string, ReturnType<typeof databasePattern.inspect>>();

// Reading a schema starts an embedded PostgreSQL, and each test of the suite would.
const readOnce: typeof databasePattern = {
  ...databasePattern,
  inspect: (input, context) => {
    const { dialect = "" } = input;
    const model = models.get(dialect) ?? databasePattern.inspect(input, context);
    models.set(dialect, model);
    return model;
  },
};

patternSuite(readOnce, new URL("../../package.json", import.meta.url), {
  "a table with a key, an enum, a check and a reference to itself": {
    directory: notes,
    input: { name: "Notebook", ddl: "schema.sql" },
    documents: { "schema.sql": new URL("schema.sql", notes) },
  },
  "a table of SQLite with a key, checks, a reference to itself and a column of any value": {
    directory: sqliteNotes,
    input: { name: "Notebook", ddl: "schema.sql", dialect: "sqlite" },
    documents: { "schema.sql": new URL("schema.sql", sqliteNotes) },
  },
});
