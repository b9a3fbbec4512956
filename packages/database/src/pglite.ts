export { postgresql } from "./postgresql/dialect/postgresql.js";
export {
  PgliteDriver,
  pgliteDriver,
  type PgliteDriverOptions,
} from "./postgresql/driver/pglite-driver.js";
export { PgliteTemplate, pgliteTemplate } from "./postgresql/driver/pglite-template.js";
