/** charges */
export * as charges from "./operations/charges.js";
/** customers */
export * as customers from "./operations/customers.js";
/** files */
export * as files from "./operations/files.js";
/** webhook_endpoints */
export * as webhookEndpoints from "./operations/webhook-endpoints.js";
