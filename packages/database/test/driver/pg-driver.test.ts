import { requireService } from "@agentflow/services";
import { describe } from "vitest";
import type { PgDriver } from "../../src/pg.js";
import { startDatabase } from "../start-database.js";
import { itIsADriver } from "./driver-contract.js";

describe.runIf(requireService("postgres"))("PgDriver", () => {
  const started = startDatabase();
  let driver: PgDriver | undefined;
  itIsADriver(() => (driver ??= started().driver({ pool: { max: 1 } })));
});
