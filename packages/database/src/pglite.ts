export { PgliteDriver, pgliteDriver, type PgliteDriverOptions } from "./driver/pglite-driver.js";
export { PgliteTemplate, pgliteTemplate } from "./driver/pglite-template.js";
