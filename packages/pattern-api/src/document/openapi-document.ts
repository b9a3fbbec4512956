import {
  AgentFlowError,
  errorCodes,
  type Json,
  type SourceDocument,
  stringLiteral,
} from "@agentflow/core";
import { isJsonObject, type JsonObject } from "./json-object.js";
import { type ParsedDocument, parsedDocument } from "./parsed-document.js";
import { noRelatedDocuments, type RelatedDocuments } from "./related-documents.js";
import { recogniseJson } from "./recognise-document.js";
import { refusedDocument } from "./refused-document.js";
import { upgradeSwagger } from "./swagger-2/upgrade-swagger.js";

/** A parsed description that this pattern can read. */
export interface OpenApiDocument {
  /** The address it was asked for by. */
  readonly source: string;
  /** As the document declares it. */
  readonly version: OpenApiVersion;
  /** As OpenAPI 3 has it, whatever the version; `#/definitions` and the like stay where they are. */
  readonly root: JsonObject;
  /** As it was read, with its overlays. */
  readonly declared: JsonObject;
  /** Where a place of `declared` stands in the text. */
  readonly writtenPlace: (pointer: string) => string;
  /** Where objects stand in the document that do not stand there in `root`. */
  readonly origins: ReadonlyMap<Json, string>;
  /** The documents that it refers to. */
  readonly related: RelatedDocuments;
}

export type OpenApiVersion = "2.0" | "3.0" | "3.1" | "3.2";

/** What says of which version a document is, the first that fits. */
const versions: readonly (readonly [field: string, text: RegExp, version: OpenApiVersion])[] = [
  ["swagger", /^2(?:\.0)?$/, "2.0"],
  // A YAML document may have the number 3.0, which is 3.
  ["openapi", /^3(?:$|\.0(?:$|[.-]))/, "3.0"],
  ["openapi", /^3\.1(?:$|[.-])/, "3.1"],
  ["openapi", /^3\.2(?:$|[.-])/, "3.2"],
];

/**
 * Parses a description, JSON or YAML, unless it is parsed already, and makes sure that it is Swagger 2.0 or OpenAPI 3.0 to 3.2.
 * @throws AF_DOCUMENT_EMPTY and AF_DOCUMENT_MALFORMED for text that is neither JSON nor YAML; AF_DOCUMENT_TOO_LARGE for
 * aliases that multiply; AF_DOCUMENT_UNSUPPORTED for a kind of description that is known but not read;
 * AF_DOCUMENT_UNRECOGNISED for anything else
 */
export function openDocument(
  document: SourceDocument | ParsedDocument,
  related: RelatedDocuments = noRelatedDocuments,
): OpenApiDocument {
  const { source, root, writtenPlace } = parsedDocument(document);
  const version = isJsonObject(root) ? versionOf(root) : undefined;
  if (!isJsonObject(root) || version === undefined)
    throw refusedDocument(source, recogniseJson(root));
  if (
    !isJsonObject(root["paths"]) &&
    !(mayLackPaths.has(version) && hasMembers(root["webhooks"]))
  ) {
    throw new AgentFlowError(
      errorCodes.documentUnrecognised,
      `${stringLiteral(source)} is an OpenAPI ${version} document without \`paths\`, so it describes no operations.`,
      {
        help: "Give a document that describes operations under `paths`, or from version 3.1 on webhooks; components alone make no adapter.",
        location: { source, pointer: "/paths" },
      },
    );
  }
  const origins = new Map<Json, string>();
  const opened = { source, version, declared: root, root, origins, related, writtenPlace };
  return version === "2.0" ? { ...opened, ...upgradeSwagger(opened) } : opened;
}

/** Of all others `paths` is a required field. */
const mayLackPaths: ReadonlySet<OpenApiVersion> = new Set(["3.1", "3.2"]);

function hasMembers(value: Json | undefined): boolean {
  return isJsonObject(value) && Object.keys(value).length > 0;
}

function versionOf(root: JsonObject): OpenApiVersion | undefined {
  const found = versions.find(([field, text]) => {
    const declared = root[field];
    return (
      (typeof declared === "string" || typeof declared === "number") && text.test(String(declared))
    );
  });
  return found?.[2];
}
