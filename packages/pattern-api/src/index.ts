export { type ApiInput, apiInput } from "./api-input.js";
export type * from "./model/api-model.js";
export { readApiModel } from "./model/read-api-model.js";
export { apiPattern, apiPattern as default } from "./pattern.js";
export { type ServiceNames, serviceNames } from "./client/service-names.js";
