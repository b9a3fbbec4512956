import {
  AgentFlowError,
  compareText,
  errorCodes,
  isAgentFlowError,
  type Json,
  type SourceDocument,
  standardWebhooks,
  takeName,
} from "@agentflow/core";
import { documentsDigest } from "../document/documents-digest.js";
import { Findings, quoted, type Report } from "../document/findings.js";
import { isJsonArray, isJsonObject, textOf } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import { type OpenApiDocument, openDocument } from "../document/openapi-document.js";
import type { ParsedDocument } from "../document/parsed-document.js";
import { References } from "../document/references.js";
import type { RelatedDocuments } from "../document/related-documents.js";
import type {
  ApiModel,
  EventModel,
  GroupModel,
  GuideModel,
  OperationModel,
  SchemaModel,
  ServiceModel,
  TypingModel,
  ValidateModel,
} from "./api-model.js";
import { hasWebhooks, readEvents } from "../webhooks/read-events.js";
import { eventsTitle } from "../webhooks/webhook-guide.js";
import { withoutCredentialParameters } from "../security/credential-parameters.js";
import { SecurityReader } from "../security/security-reader.js";
import { groupNames } from "./group-names.js";
import { operationNames } from "./operation-names.js";
import { ParameterReader } from "./parameter-reader.js";
import { type RawOperation, rawOperations } from "./raw-operation.js";
import { type PartReaders, readOperation } from "./read-operation.js";
import { readServers } from "./read-servers.js";
import type { Reading } from "./reading.js";
import { ResponseReader } from "./response-reader.js";
import { SchemaReader } from "./schema-reader.js";
import { schemaNames } from "./schema-names.js";
import type { PagingInput } from "../paging/paging-input.js";
import { withDeclaredPaging } from "../paging/with-paging.js";
import { type Selection, selectOperations } from "./selection.js";

export interface ApiModelInput extends Selection {
  readonly document: SourceDocument | ParsedDocument;
  /** The documents that it refers to. Left out: it must stand alone. */
  readonly related?: RelatedDocuments | undefined;
  /** The service as the user wrote it. */
  readonly name: string;
  /** How pages follow each other, by operation id; it wins over what the document says. */
  readonly paging?: Readonly<Record<string, PagingInput>> | undefined;
  /** Left out: dates are strings, integers are numbers, and enums of answers are open. */
  readonly typing?: TypingModel | undefined;
  /** Left out: nothing checks values at run time. */
  readonly validate?: ValidateModel | undefined;
}

const usualTyping: TypingModel = { dates: "string", int64: "number", enums: "open" };

/**
 * Reads a document of Swagger 2.0 or OpenAPI 3.0 to 3.2. A fault in one operation leaves that operation out, and is reported with its
 * place as a warning; so is a part of a schema that cannot be read, where any value is allowed instead.
 * @throws AF_DOCUMENT_… when the document is none that can be read, AF_SELECTION_EMPTY when `include` and `exclude` keep nothing,
 * AF_OPERATION_UNUSABLE when none of the operations can be used
 */
export function readApiModel(
  { document, related, name, include, exclude, paging, typing, validate = "none" }: ApiModelInput,
  report: Report,
): ApiModel {
  const opened = openDocument(document, related);
  const findings = new Findings(opened, report);
  const references = new References(opened);
  const schemas = new SchemaReader(references, findings, opened.version, validate);
  const reading: Reading = { document: opened, references, findings, schemas };
  const all = rawOperations(opened, references, findings);
  // A document may describe nothing but what the service sends by itself.
  const onlyEvents = all.length === 0 && hasWebhooks(opened.root);
  const selected = onlyEvents
    ? []
    : selectOperations(all, { include, exclude }, document.source, findings);
  const { baseUrl, servers, origins } = readServers(reading);
  const security = new SecurityReader(all, baseUrl, reading);
  const service: ServiceModel = {
    baseUrl,
    servers,
    headers: {},
    ...security.service,
    credentialOrigins: [],
    rateLimit: null,
    retry: null,
    idempotencyKeys: [],
    headerOptions: [],
    requestIdHeader: null,
  };
  const readers: PartReaders = {
    parameters: new ParameterReader(reading),
    responses: new ResponseReader(reading),
    security,
  };
  const groups = withoutCredentialParameters(
    readGroups(all, new Set(selected), baseUrl, readers, reading),
    service.auth,
  );
  const events = readEvents(selected, reading);
  const ids = [
    ...groups.flatMap(({ operations }) => operations.map(({ id }) => id)),
    ...events.map(({ id }) => id),
  ];
  if (groups.length === 0 && events.length === 0) {
    throw new AgentFlowError(
      errorCodes.operationUnusable,
      `None of the ${selected.length} operations of ${quoted(document.source)} can be used.`,
      {
        help: "See the warnings for what is wrong with each.",
        location: { source: document.source },
      },
    );
  }
  const info = isJsonObject(opened.root["info"]) ? opened.root["info"] : {};
  const model: ApiModel = {
    unit: {
      singular:
        events.length === 0 ? "operation" : groups.length === 0 ? "event" : "operation or event",
      plural:
        events.length === 0
          ? "operations"
          : groups.length === 0
            ? "events"
            : "operations and events",
      count: ids.length,
      ids: ids.toSorted(compareText),
    },
    documentDigest: documentsDigest(document, opened.related),
    name,
    title: textOf(info["title"]) ?? name,
    version: versionText(info["version"]),
    description: textOf(info["description"]) ?? "",
    documentSource: document.source,
    openapi: opened.version,
    service: { ...service, credentialOrigins: credentialOrigins(groups, baseUrl, origins) },
    schemas: readSchemas(opened, schemas),
    groups,
    events,
    webhookScheme: signsByStandard(events) ? standardWebhooks : null,
    typing: typing ?? usualTyping,
    validate,
    guides: events.length === 0 ? [] : [eventsGuide(groups)],
  };
  return paging === undefined ? model : configured(model, paging, findings);
}

/** The model with the paging of the configuration; what is wrong with that is reported. */
function configured(
  model: ApiModel,
  paging: Readonly<Record<string, PagingInput>>,
  findings: Findings,
): ApiModel {
  const help =
    "Correct `paging` in the configuration; docs/reference/openapi/security.md lists the styles.";
  const warn = (pointer: string, message: string): void => {
    findings.warn(errorCodes.pagingUnfit, pointer, message, help);
  };
  const declared = withDeclaredPaging(model, paging, ({ id, pointer }, fault) => {
    warn(pointer, `The paging that is configured for ${quoted(id)} does not fit: ${fault}.`);
  });
  for (const id of declared.unknown) {
    warn("#/paths", `Paging is configured for ${quoted(id)}, which is no operation.`);
  }
  return declared.model;
}

/** A group of operations may have the name that the page would have. */
function eventsGuide(groups: readonly GroupModel[]): GuideModel {
  const taken = new Set(groups.map(({ file }) => file));
  return { title: eventsTitle, path: `docs/${takeName(taken, "events", "service-events")}.md` };
}

/** True when every event has the header fields of Standard Webhooks. */
function signsByStandard(events: readonly EventModel[]): boolean {
  const fields = ["webhook-id", "webhook-timestamp", "webhook-signature"];
  return (
    events.length > 0 &&
    events.every(({ headers }) =>
      fields.every((field) => headers.some(({ name }) => name === field)),
    )
  );
}

/** A YAML document may have a number there. */
function versionText(version: Json | undefined): string {
  return typeof version === "number" ? String(version) : (textOf(version) ?? "");
}

/** Origins of the service's own servers that single operations are at. */
function credentialOrigins(
  groups: readonly GroupModel[],
  baseUrl: string,
  known: ReadonlySet<string>,
): readonly string[] {
  const own = groups.flatMap(({ operations }) =>
    operations.flatMap((operation) => operation.baseUrl ?? []),
  );
  const origins = [...new Set(own.map(originOf))].filter((origin) => known.has(origin));
  return origins
    .filter((origin) => baseUrl === "" || origin !== originOf(baseUrl))
    .toSorted(compareText);
}

function originOf(url: string): string {
  return new URL(url).origin;
}

/** Names are made from the whole document, so that a narrower selection renames nothing. */
function readGroups(
  all: readonly RawOperation[],
  selected: ReadonlySet<RawOperation>,
  baseUrl: string,
  readers: PartReaders,
  reading: Reading,
): readonly GroupModel[] {
  const byTag = Map.groupBy(all, ({ tags }) => tags[0] ?? "");
  const names = groupNames(byTag.keys());
  const descriptions = tagDescriptions(reading.document);
  const groups: GroupModel[] = [];
  for (const [tag, members] of byTag) {
    const group = names.get(tag);
    const operations: OperationModel[] = [];
    for (const [operation, name] of operationNames(tag, members)) {
      if (!selected.has(operation)) continue;
      const model = usableOperation(operation, name, baseUrl, readers, reading);
      if (model) operations.push(model);
    }
    if (!group || operations.length === 0) continue;
    operations.sort((left, right) => compareText(left.name, right.name));
    groups.push({ ...group, tag, description: descriptions.get(tag) ?? "", operations });
  }
  return groups.toSorted((left, right) => compareText(left.name, right.name));
}

function usableOperation(
  operation: RawOperation,
  name: string,
  baseUrl: string,
  readers: PartReaders,
  reading: Reading,
): OperationModel | undefined {
  try {
    return readOperation(operation, name, baseUrl, readers, reading);
  } catch (error) {
    if (!isAgentFlowError(error)) throw error;
    reading.findings.warnOf(
      new AgentFlowError(
        errorCodes.operationUnusable,
        `${quoted(operation.id)} is left out: ${error.message}`,
        { help: error.help, ...(error.location && { location: error.location }), cause: error },
      ),
    );
    return undefined;
  }
}

function tagDescriptions({ root }: OpenApiDocument): ReadonlyMap<string, string> {
  const tags = isJsonArray(root["tags"]) ? root["tags"] : [];
  return new Map(
    tags.flatMap((tag): [string, string][] => {
      const name = isJsonObject(tag) ? textOf(tag["name"]) : undefined;
      const description = isJsonObject(tag) ? textOf(tag["description"]) : undefined;
      return name === undefined || description === undefined ? [] : [[name, description]];
    }),
  );
}

function readSchemas({ root }: OpenApiDocument, reader: SchemaReader): readonly SchemaModel[] {
  const components = isJsonObject(root["components"]) ? root["components"] : {};
  const declared = isJsonObject(components["schemas"]) ? components["schemas"] : {};
  const taken = new Set<string>();
  const component = Object.keys(declared).map((key) => pointerBelow("#/components/schemas", key));
  const names = new Map(schemaNames(component, taken));
  const others = [...reader.named.keys()].filter((pointer) => !names.has(pointer));
  for (const [pointer, name] of schemaNames(others, taken)) names.set(pointer, name);
  const useOf = reader.uses();
  return [...reader.named]
    .map(([pointer, schema]) => ({
      name: names.get(pointer) ?? "",
      pointer,
      schema,
      use: useOf(pointer),
    }))
    .toSorted((left, right) => compareText(left.name, right.name));
}
