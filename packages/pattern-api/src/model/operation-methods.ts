import { errorCodes } from "@agentflow/core";
import { type Findings, quoted } from "../document/findings.js";
import { isJsonObject, type JsonObject, ownValue } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import type { OpenApiVersion } from "../document/openapi-document.js";

/** Fields of a path item that are operations. */
const fixedFields = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/**
 * Methods of IANA's registry that may be under `additionalOperations`: those that Node's HTTP server reads, because
 * others could not be tried. CONNECT opens a tunnel instead of calling anything.
 */
const additional: ReadonlySet<string> = new Set([
  "ACL",
  "BIND",
  "CHECKOUT",
  "COPY",
  "LINK",
  "LOCK",
  "MERGE",
  "MKACTIVITY",
  "MKCALENDAR",
  "MKCOL",
  "MOVE",
  "NOTIFY",
  "PROPFIND",
  "PROPPATCH",
  "PURGE",
  "REBIND",
  "REPORT",
  "SEARCH",
  "SOURCE",
  "SUBSCRIBE",
  "UNBIND",
  "UNLINK",
  "UNLOCK",
  "UNSUBSCRIBE",
]);

/** An operation of a path item before it is looked at. */
export interface MethodField {
  readonly method: string;
  readonly value: unknown;
  readonly pointer: string;
}

/** The operations of a path item, sorted by method; those that OpenAPI 3.2 has added in documents of 3.2 only. */
export function operationMethods(
  item: JsonObject,
  itemPointer: string,
  version: OpenApiVersion,
  findings: Findings,
): readonly MethodField[] {
  const fields = version === "3.2" ? [...fixedFields, "query"] : fixedFields;
  const fixed = fields.flatMap((key): MethodField[] => {
    const value = item[key];
    if (value === undefined) return [];
    return [{ method: key.toUpperCase(), value, pointer: pointerBelow(itemPointer, key) }];
  });
  const others = version === "3.2" ? item["additionalOperations"] : undefined;
  const more = isJsonObject(others) ? Object.keys(others) : [];
  const known = more.flatMap((method): MethodField[] => {
    const pointer = pointerBelow(itemPointer, "additionalOperations", method);
    if (additional.has(method) && isJsonObject(others)) {
      return [{ method, value: ownValue(others, method), pointer }];
    }
    findings.warn(
      errorCodes.operationUnusable,
      pointer,
      `${quoted(method)} is not a method that is read in additionalOperations; this operation is left out.`,
      `Use a field of the path item, or one of ${[...additional].join(", ")}.`,
    );
    return [];
  });
  return [...fixed, ...known].toSorted((left, right) => (left.method < right.method ? -1 : 1));
}
