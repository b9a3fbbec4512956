export { mariadb } from "./mariadb/dialect/mariadb-dialect.js";
export { MariadbDriver, mariadbDriver } from "./mariadb/driver/mariadb-driver.js";
export type { MariadbDriverOptions, MariadbTls } from "./mariadb/driver/mariadb-driver-options.js";
export type { PoolOptions } from "./pool/pool-settings.js";
