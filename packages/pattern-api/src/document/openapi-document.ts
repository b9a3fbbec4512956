import {
  AgentFlowError,
  errorCodes,
  parseJsonDocument,
  type SourceDocument,
  stringLiteral,
} from "@agentflow/core";
import { isJsonObject, type JsonObject } from "./json-object.js";
import { type Recognition, recogniseJson, recogniseText } from "./recognise-document.js";

/** A parsed description that this pattern can read. */
export interface OpenApiDocument {
  /** The address it was asked for by. */
  readonly source: string;
  readonly version: "3.0" | "3.1";
  readonly root: JsonObject;
}

/**
 * Parses a description and makes sure that it is OpenAPI 3.0 or 3.1.
 * @throws AF_DOCUMENT_EMPTY and AF_DOCUMENT_MALFORMED for text that is no JSON; AF_DOCUMENT_UNSUPPORTED for a kind of
 * description that is known but not read, such as YAML or Swagger 2.0; AF_DOCUMENT_UNRECOGNISED for anything else
 */
export function openDocument(document: SourceDocument): OpenApiDocument {
  const unlikeJson = recogniseText(document.text);
  if (unlikeJson) throw refusal(document.source, unlikeJson);
  const root = parseJsonDocument(document);
  const version = isJsonObject(root) ? supportedVersion(root) : undefined;
  if (!isJsonObject(root) || version === undefined)
    throw refusal(document.source, recogniseJson(root));
  if (!isJsonObject(root["paths"])) {
    throw new AgentFlowError(
      errorCodes.documentUnrecognised,
      `${stringLiteral(document.source)} is an OpenAPI ${version} document without \`paths\`, so it describes no operations.`,
      {
        help: "Give a document that describes operations under `paths`; webhooks and components alone make no adapter.",
        location: { source: document.source, pointer: "/paths" },
      },
    );
  }
  return { source: document.source, version, root };
}

function supportedVersion(root: JsonObject): "3.0" | "3.1" | undefined {
  const declared = root["openapi"];
  const match = typeof declared === "string" ? /^3\.([01])(?:$|[.-])/.exec(declared) : null;
  if (!match) return undefined;
  return match[1] === "0" ? "3.0" : "3.1";
}

function refusal(source: string, seen: Recognition): AgentFlowError {
  const code = seen.known ? errorCodes.documentUnsupported : errorCodes.documentUnrecognised;
  return new AgentFlowError(
    code,
    `${stringLiteral(source)} seems to be ${seen.what}, not an OpenAPI 3.0 or 3.1 JSON document.`,
    {
      help: seen.help,
      location: { source },
    },
  );
}
