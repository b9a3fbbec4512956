import { AgentFlowError, errorCodes } from "@agentflow/core";
import type { DatabaseReader } from "../dialect/database-reader.js";
import { reportOmissions } from "../dialect/report-omissions.js";
import { checkSelection } from "../input/check-selection.js";
import type { DatabaseModel } from "../model/database-model.js";
import { readCatalogue } from "./catalogue/read-catalogue.js";
import { openServer } from "./connection/open-server.js";
import { buildModel } from "./model/build-model.js";
import { tableSelection } from "./model/table-selection.js";

/** Reads a server's catalogue: the database that the address names. */
export const readMariadb: DatabaseReader<DatabaseModel> = async (source, options, context) => {
  if ("ddl" in source) {
    throw new AgentFlowError(
      errorCodes.inputInvalid,
      "There is no embedded MariaDB that could load SQL.",
      { help: "Load the file into a server, and give its address with --connection." },
    );
  }
  const server = await openServer(source.address, context.signal);
  try {
    const catalogue = await readCatalogue(server);
    const isSelected = tableSelection(catalogue.database, options);
    const { model, omissions } = buildModel(catalogue, options, isSelected);
    checkSelection({ schemas: [catalogue.database], tables: model.tables }, options);
    reportOmissions(omissions, context);
    return model;
  } finally {
    await server.close();
  }
};
