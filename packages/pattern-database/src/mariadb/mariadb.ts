import type { DatabaseKind } from "../dialect/database-kind.js";
import type { DatabaseModel } from "../model/database-model.js";
import { sqlSubtasks } from "../sql-subtasks.js";
import { databaseComparison } from "../drift/compare-databases.js";
import { mariadbDrift } from "./drift/mariadb-drift.js";
import { checkTyping } from "../types/check-typing.js";
import { underName } from "./drift/under-name.js";
import { mariadbAddress } from "./mariadb-address.js";
import { mariadbPrinting } from "./printing/mariadb-printing.js";

/** MariaDB on a server. */
export const mariadb: DatabaseKind<DatabaseModel> = {
  title: mariadbPrinting.title,
  address: mariadbAddress,
  drivers: ["mysql2"],
  async loadReader() {
    const { readMariadb } = await import("./read-mariadb.js");
    return readMariadb;
  },
  check: (model) => {
    checkTyping(model, mariadbPrinting.types);
  },
  compare: (recorded, current) =>
    databaseComparison(mariadbDrift)(recorded, underName(current, recorded.defaultSchema)),
  subtasks: (model) => sqlSubtasks(model, mariadbPrinting),
};
