export { sqlite } from "./sqlite/dialect/sqlite.js";
export { SqliteDriver, sqliteDriver } from "./sqlite/driver/sqlite-driver.js";
export type { SqliteDriverOptions } from "./sqlite/driver/sqlite-driver-options.js";
