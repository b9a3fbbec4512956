export { anyRequest } from "./runtime/client/any-request.js";
export {
  defineOperation,
  definePagedOperation,
  defineStreamedOperation,
  type NoErrors,
  type ServiceResponse,
} from "./runtime/client/operation.js";
export { usualRequest } from "./runtime/client/usual-request.js";

export type { FilePart, FormFile } from "./runtime/http/multipart-part.js";
export type { RawBody } from "./runtime/http/request-body.js";
export type { ServerSentEvent } from "./runtime/http/server-sent-events.js";

export { numberedPages, offsetPages } from "./runtime/paging/counted-pages.js";
export { cursorPages, lastItemPages } from "./runtime/paging/cursor-pages.js";
export { linkPages } from "./runtime/paging/link-pages.js";
export { nextUrlPages } from "./runtime/paging/next-url-pages.js";
export { itemsAt } from "./runtime/paging/page-items.js";
