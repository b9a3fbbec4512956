export { type DatabaseInput, databaseInput } from "./input/database-input.js";
export type { ReadModel } from "./database-kinds.js";
export type { DatabaseModel } from "./model/database-model.js";
export { databasePattern, databasePattern as default } from "./pattern.js";
export { readDatabaseModel } from "./read-database-model.js";
export { embeddedExtensions } from "./postgresql/schema-sql/embedded-extensions.js";
export { subtasks } from "./subtasks.js";
