import type { DatabaseSync } from "node:sqlite";
import type { DatabaseReader } from "../dialect/database-reader.js";
import { checkSelection } from "../input/check-selection.js";
import type { DatabaseModel } from "../model/database-model.js";
import type { Catalogue } from "./catalogue/catalogue.js";
import { readCatalogue } from "./catalogue/read-catalogue.js";
import { connectionFailure } from "./connection/connection-failure.js";
import { loadDdl } from "./connection/load-ddl.js";
import { openFile } from "./connection/open-file.js";
import { buildModel } from "./model/build-model.js";
import { reportUnread } from "./report-unread.js";
import { withStandardStrings } from "./schema-sql/standard-strings.js";
import { pathOf } from "./sqlite-address.js";

type Options = Parameters<DatabaseReader<DatabaseModel>>[1];

/** Reads a file's catalogue, or that of a database in memory that has loaded a DDL file. */
export const readSqlite: DatabaseReader<DatabaseModel> = async (source, options, context) => {
  const catalogue =
    "ddl" in source
      ? read(loadDdl(source.ddl, context), options)
      : readFile(context.path(pathOf(source.address)), options);
  const tables = catalogue.tables
    .filter(({ selected }) => selected)
    .map(({ name }) => ({ schema: "main", name }));
  checkSelection({ schemas: ["main"], tables }, options);
  const digest = "ddl" in source ? source.ddl.digest : undefined;
  const { model, omissions } = buildModel(catalogue, options, digest);
  reportUnread(catalogue, omissions, context);
  return model;
};

function readFile(path: string, options: Options): Catalogue {
  try {
    return read(openFile(path), options);
  } catch (error) {
    throw connectionFailure(error, path) ?? error;
  }
}

function read(database: DatabaseSync, options: Options): Catalogue {
  try {
    const catalogue = readCatalogue(database, options);
    return { ...catalogue, objects: withStandardStrings(catalogue.objects) };
  } finally {
    database.close();
  }
}
