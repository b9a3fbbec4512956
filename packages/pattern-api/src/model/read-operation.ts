import { errorCodes, nameWords, pascalCase } from "@agentflow/core";
import { quoted } from "../document/findings.js";
import { isJsonObject, textOf } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import type { OperationModel, PagingModel } from "./api-model.js";
import { findPaging } from "../paging/find-paging.js";
import { linkPaging } from "../paging/link-paging.js";
import { pageablePaging } from "../paging/pageable-extension.js";
import { type FindSchema, SchemaView } from "../paging/schema-view.js";
import type { ParameterReader } from "./parameter-reader.js";
import { pathFault, sentPath } from "./path-template.js";
import type { RawOperation } from "./raw-operation.js";
import { readBody } from "./read-body.js";
import { readServer } from "./read-server.js";
import type { Reading } from "./reading.js";
import type { ResponseReader } from "./response-reader.js";
import type { SecurityReader } from "../security/security-reader.js";

/** What reads the parts that many operations share. */
export interface PartReaders {
  readonly parameters: ParameterReader;
  readonly responses: ResponseReader;
  readonly security: SecurityReader;
}

/**
 * One operation of the model.
 * @param baseUrl the service's own, which an operation's server may repeat
 * @throws AgentFlowError when it cannot be called as the document describes it
 */
export function readOperation(
  operation: RawOperation,
  name: string,
  baseUrl: string,
  readers: PartReaders,
  reading: Reading,
): OperationModel {
  const { id, method, path, pointer, value, item } = operation;
  const fault = pathFault(path);
  if (fault !== undefined) {
    throw reading.findings.error(
      errorCodes.operationUnusable,
      pointer,
      `The path ${quoted(path)} ${fault}.`,
      "Correct the path in the document.",
    );
  }
  if (!path.startsWith("/")) {
    reading.findings.warn(
      errorCodes.documentFaulty,
      pointer,
      `The path ${quoted(path)} does not begin with a slash; one is added.`,
      "Correct the path in the document.",
    );
  }
  const server =
    readServer(value["servers"], pointerBelow(pointer, "servers"), reading, { baseUrl }) ??
    readServer(item["servers"], pointerBelow(operation.itemPointer, "servers"), reading, {
      baseUrl,
    });
  const parameters = readers.parameters.read(operation);
  const responses = readers.responses.read(operation);
  return {
    id,
    name,
    typeName: pascalCase(nameWords(name)),
    method,
    path: sentPath(path),
    pointer,
    summary: textOf(value["summary"]) ?? textOf(item["summary"]) ?? "",
    description: textOf(value["description"]) ?? textOf(item["description"]) ?? "",
    deprecated: value["deprecated"] === true,
    docsUrl: docsUrl(operation),
    baseUrl: server === undefined || server === baseUrl ? null : server,
    ...readers.security.operation(operation),
    parameters,
    body: method === "TRACE" ? null : readBody(operation, reading),
    responses,
    paging: readPaging(operation, { method, parameters, responses }, reading),
    idempotent: null,
  };
}

/** What the document says, in its own words or by names and types. */
function readPaging(
  { value }: RawOperation,
  operation: Pick<OperationModel, "method" | "parameters" | "responses">,
  reading: Reading,
): PagingModel | null {
  const find: FindSchema = (reference) => reading.schemas.named.get(reference);
  const view = new SchemaView(find);
  const declared = pageablePaging(value, operation, view);
  return declared ?? linkPaging(operation, [], find) ?? findPaging(operation, view);
}

function docsUrl({ value }: RawOperation): string | null {
  const docs = value["externalDocs"];
  const url = isJsonObject(docs) ? textOf(docs["url"]) : undefined;
  return url !== undefined && URL.canParse(url) && /^https?:/i.test(url) ? url : null;
}
