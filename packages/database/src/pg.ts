export { postgresql } from "./postgresql/dialect/postgresql.js";
export { PgDriver, pgDriver, type PoolStatus } from "./postgresql/driver/pg-driver.js";
export type { PgDriverOptions } from "./postgresql/driver/pg-driver-options.js";
export type { PoolOptions } from "./pool/pool-settings.js";
