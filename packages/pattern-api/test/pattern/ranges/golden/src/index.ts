export { createService3Files, type Service3FilesClient, type Service3FilesOptions } from "./client.js";
export * as operations from "./operations.js";
export { service } from "./service.js";
export type * as schemas from "./types/schemas.js";
export { secret, ServiceError } from "@agentflow/core/runtime";
