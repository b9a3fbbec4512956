import type { DatabaseReader, DatabaseSource } from "../dialect/database-reader.js";
import { reportOmissions } from "../dialect/report-omissions.js";
import { checkSelection } from "../input/check-selection.js";
import type { DatabaseModel } from "../model/database-model.js";
import { readCatalogue } from "./catalogue/read-catalogue.js";
import type { OpenDatabase } from "./connection/open-database.js";
import { openEmbedded } from "./connection/open-embedded.js";
import { openServer } from "./connection/open-server.js";
import { buildModel } from "./model/build-model.js";

/** Reads a server's catalogue, or that of an embedded PostgreSQL that has loaded a DDL file. */
export const readPostgresql: DatabaseReader<DatabaseModel> = async (source, options, context) => {
  const database = await open(source, context);
  try {
    const { schema, includeTable, excludeTable } = options;
    const catalogue = await readCatalogue(database, {
      schemas: schema,
      includeTable,
      excludeTable,
    });
    const { server, relations } = catalogue;
    const selected = relations.filter((row) => row.selected);
    checkSelection({ schemas: server.schemas, tables: selected }, options);
    const digest = "ddl" in source ? source.ddl.digest : undefined;
    const { model, omissions } = buildModel(catalogue, options, digest);
    reportOmissions(omissions, context);
    return model;
  } finally {
    await database.close();
  }
};

function open(
  source: DatabaseSource,
  context: Parameters<typeof readPostgresql>[2],
): Promise<OpenDatabase> {
  return "ddl" in source
    ? openEmbedded(source.ddl, context)
    : openServer(source.address, context.signal);
}
