import { createHash } from "node:crypto";
import type { Diagnostic, InspectContext, SourceDocument } from "@agentflow/core";
import type { z } from "zod";
import { readCatalogue } from "../src/postgresql/catalogue/read-catalogue.js";
import { openEmbedded } from "../src/postgresql/connection/open-embedded.js";
import { checkSelection } from "../src/input/check-selection.js";
import { databaseInput } from "../src/input/database-input.js";
import { buildModel } from "../src/postgresql/model/build-model.js";
import type { DatabaseModel } from "../src/model/database-model.js";
import { readDatabaseModel } from "../src/read-database-model.js";

/** What a test gives of the outside world. */
export interface World {
  /** By address. */
  readonly documents?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** A context of texts, and what was reported to it. */
export function testContext({
  documents = {},
  secrets = {},
  signal = new AbortController().signal,
}: World = {}): { readonly context: InspectContext; readonly reports: Diagnostic[] } {
  const reports: Diagnostic[] = [];
  const open = (source: string): Promise<SourceDocument> => {
    const text = documents[source] ?? "";
    const digest = `sha256-${createHash("sha256").update(text).digest("hex")}`;
    return Promise.resolve({ source, text, digest });
  };
  const context: InspectContext = {
    signal,
    document: open,
    related: open,
    path: (path) => path,
    secret: (name) => Promise.resolve(secrets[name] ?? ""),
    report: (diagnostic) => void reports.push(diagnostic),
  };
  return { context, reports };
}

/** Reads a database as the command does. */
export async function readModel(
  options: Omit<z.input<typeof databaseInput>, "name">,
  context = testContext().context,
): Promise<DatabaseModel> {
  const model = await readDatabaseModel(databaseInput.parse({ name: "Shop", ...options }), context);
  if (!("schemaSql" in model)) throw new Error("It is no database of tables.");
  return model;
}

/** A reader of one embedded database, which takes longer to start than to read. */
export async function embeddedReader(sql: string): Promise<{
  read(options?: Omit<z.input<typeof databaseInput>, "name" | "ddl">): Promise<DatabaseModel>;
  close(): Promise<void>;
}> {
  const { context } = testContext();
  const database = await openEmbedded({ source: "schema.sql", text: sql, digest: "" }, context);
  return {
    async read(options = {}) {
      const input = databaseInput.parse({ name: "Shop", ddl: "schema.sql", ...options });
      const catalogue = await readCatalogue(database, { ...input, schemas: input.schema });
      const { server, relations } = catalogue;
      const tables = relations.filter(({ selected }) => selected);
      checkSelection({ schemas: server.schemas, tables }, input);
      return buildModel(catalogue, input).model;
    },
    close: () => database.close(),
  };
}

/** Reads a schema that is given as SQL. */
export function readDdl(
  sql: string,
  options: Omit<z.input<typeof databaseInput>, "name" | "ddl"> = {},
): Promise<DatabaseModel> {
  const { context } = testContext({ documents: { "schema.sql": sql } });
  return readModel({ ddl: "schema.sql", ...options }, context);
}
