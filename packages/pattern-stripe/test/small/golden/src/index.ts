export { createStripe, type StripeClient, type StripeOptions } from "./client.js";
export * as operations from "./operations.js";
export { service } from "./service.js";
export type * as schemas from "./types/schemas.js";
export { secret, ServiceError } from "@agentflow/core/runtime";
