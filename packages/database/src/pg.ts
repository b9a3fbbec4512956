export { PgDriver, pgDriver, type PoolStatus } from "./driver/pg-driver.js";
export type { PgDriverOptions } from "./driver/pg-driver-options.js";
export type { PoolOptions } from "./pool/pool-settings.js";
