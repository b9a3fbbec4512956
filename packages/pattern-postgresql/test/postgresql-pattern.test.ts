import { readFile } from "node:fs/promises";
import type { InspectContext, SourceDocument } from "@agentflow/core";
import { patternSuite } from "@agentflow/core/pattern-suite";
import { nameDatabase, postgresqlPrinting } from "@agentflow/pattern-database";
import { expect, test, vi } from "vitest";
import { featureView } from "../src/feature-view.js";
import { postgresqlPattern } from "../src/index.js";
import { requirePostgresql } from "../src/require-postgresql.js";

vi.setConfig({ testTimeout: 60_000 });

const notes = new URL("notes/", import.meta.url);

patternSuite(postgresqlPattern, new URL("../package.json", import.meta.url));

test("a database without tables and channels has calls to show all the same", async () => {
  const document = async (source: string): Promise<SourceDocument> => ({
    source,
    text: await readFile(new URL(source, notes), "utf8"),
    digest: "",
  });
  const context: InspectContext = {
    signal: new AbortController().signal,
    document,
    related: document,
    path: (path) => path,
    secret: () => Promise.resolve(""),
    report: () => undefined,
  };
  const input = postgresqlPattern.input.parse({ name: "Notebook", ddl: "schema.sql" });
  const whole = requirePostgresql(await postgresqlPattern.inspect(input, context));
  const bare = { ...whole, tables: [], functions: [] };
  const view = featureView(bare, nameDatabase(bare, postgresqlPrinting));
  expect(view).toMatchObject({ hasChannels: false, hasTable: false });
  expect(String(view.channels)).toBe("(string & {})");
  expect(String(view.exampleChannel)).toBe('"something_changed"');
  expect(String(view.exampleTable)).toBe("");
});
