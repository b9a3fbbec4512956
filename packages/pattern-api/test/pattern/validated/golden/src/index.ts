export { createTrees, type TreesClient, type TreesOptions } from "./client.js";
export * as operations from "./operations.js";
export { service } from "./service.js";
export type * as schemas from "./types/schemas.js";
export { secret, ServiceError } from "@agentflow/core/runtime";
