export { type ApiInput, apiInput } from "./api-input.js";
export { type ServiceNames, serviceNames } from "./client/service-names.js";
export type * from "./model/api-model.js";
export { withPaging } from "./paging/with-paging.js";
export { withLinkPaging } from "./paging/link-paging.js";
export { readApiModel } from "./model/read-api-model.js";
export { apiPattern, apiPattern as default } from "./pattern.js";
export { SchemaIndex } from "./tests/schema-index.js";
export { type WireCase, wireCases } from "./tests/wire-case.js";
