import type { Diagnostic, Json, PatternModel } from "@agentflow/core";
import type {
  AuthDescription,
  OperationDescription,
  PagingDescription,
  ServiceDescription,
} from "@agentflow/core/runtime";
import type { OpenApiVersion } from "../document/openapi-document.js";

/**
 * What a REST API looks like after its document was read. Plain JSON: it can be compared, cached and reviewed.
 * Every service fills every field; what only one service knows is data in here, never a branch on its name.
 */
export interface ApiModel extends PatternModel {
  /** The service as the user wrote it: `Pet Store`. */
  readonly name: string;
  /** The document's own title and version. */
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** Address the document was read from. */
  readonly documentSource: string;
  readonly openapi: OpenApiVersion;
  readonly service: ServiceModel;
  /** Component schemas that the operations reach, sorted by TypeScript name. */
  readonly schemas: readonly SchemaModel[];
  /** Sorted by name. */
  readonly groups: readonly GroupModel[];
  readonly typing: TypingModel;
  /** Pages that a specific pattern adds to the documentation; the README links them. */
  readonly guides: readonly GuideModel[];
}

/** A page about something that the document does not describe, such as the signatures of webhooks. */
export interface GuideModel {
  readonly title: string;
  /** Path in the package, written by the pattern's author: `docs/webhooks.md`. */
  readonly path: string;
}

/** Everything that `src/service.ts` prints. */
export interface ServiceModel {
  /** Without a final slash. Empty when the document names no server: the caller must pass one. */
  readonly baseUrl: string;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Alternatives; the first whose options are all given is used. */
  readonly auth: readonly AuthDescription[];
  readonly authRequired: boolean;
  /** Origins, beside the base URL's, that may receive credentials. */
  readonly credentialOrigins: readonly string[];
  readonly rateLimit: NonNullable<ServiceDescription["rateLimit"]> | null;
  readonly requestIdHeader: string | null;
}

export interface SchemaModel {
  /** TypeScript name, unique: `FullRepository`. */
  readonly name: string;
  /** Pointer in the document: `#/components/schemas/full-repository`. */
  readonly pointer: string;
  readonly schema: JsonSchema;
  readonly use: SchemaUse;
}

/** Where a schema stands: in what the service answers, in what callers send, or in both. */
export type SchemaUse = "answers" | "requests" | "both";

/** How values are typed. */
export interface TypingModel {
  /** `date` and `date-time`: as they come, as a `Date`, or as `Temporal.PlainDate` and `Temporal.Instant`. */
  readonly dates: "string" | "date" | "temporal";
  /** `int64`: `string` and `bigint` are exact beyond 2⁵³. */
  readonly int64: "number" | "string" | "bigint";
  /** Enums of answers: with the values that a service may add, or only those of the document. */
  readonly enums: "open" | "exhaustive";
}

/** Operations that share their first tag; one module and one property of the client. */
export interface GroupModel {
  /** Property of the client: `codeScanning`. */
  readonly name: string;
  /** File name without extension: `code-scanning`. */
  readonly file: string;
  readonly tag: string;
  readonly description: string;
  /** Sorted by name. */
  readonly operations: readonly OperationModel[];
}

export interface OperationModel {
  /** The document's operationId, or method and path when it has none. */
  readonly id: string;
  /** Property of the group: `listForRepo`. May be a reserved word. */
  readonly name: string;
  /** Prefix of the operation's type names: `ListForRepo`. */
  readonly typeName: string;
  readonly method: OperationDescription["method"];
  /** As it is sent: the document's without a fragment. */
  readonly path: string;
  /** Pointer in the document: `#/paths/~1repos~1{owner}/get`. */
  readonly pointer: string;
  readonly summary: string;
  readonly description: string;
  readonly deprecated: boolean;
  readonly docsUrl: string | null;
  /** Set when the operation has a server of its own. */
  readonly baseUrl: string | null;
  /** In order of location (path, query, header, cookie), then of the document. */
  readonly parameters: readonly ParameterModel[];
  readonly body: BodyModel | null;
  /** Sorted by status. */
  readonly responses: readonly ResponseModel[];
  readonly paging: PagingModel | null;
  /** `null`: the method decides. */
  readonly idempotent: boolean | null;
}

export interface ParameterModel {
  /** Key in the params object; differs from `wireName` only to be unique, and no name that every object has. */
  readonly key: string;
  readonly wireName: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description: string;
  readonly style:
    | "simple"
    | "label"
    | "matrix"
    | "form"
    | "spaceDelimited"
    | "pipeDelimited"
    | "deepObject";
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** The value is sent as JSON (`content` instead of `schema`). */
  readonly json: boolean;
  readonly schema: JsonSchema;
  /** From the parameter or its schema; the first one when there are several. Absent: `undefined`. */
  readonly example?: Json;
}

export interface BodyModel {
  readonly required: boolean;
  readonly description: string;
  /** In the document's order, JSON types first. */
  readonly content: readonly ContentModel[];
}

export interface ContentModel {
  /** Lower case, without parameters: `application/json`. Never a range. */
  readonly contentType: string;
  readonly kind: "json" | "text" | "binary";
  /** `null` when the document gives none. */
  readonly schema: JsonSchema | null;
  /** The document's own example (`$ref`s resolved), when it has one. */
  readonly example?: Json;
}

export interface ResponseModel {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly description: string;
  /** Names of documented headers, lower case, sorted. */
  readonly headers: readonly string[];
  readonly content: readonly ContentModel[];
}

export interface PagingModel {
  readonly description: PagingDescription;
  /** Schema of one item. */
  readonly item: JsonSchema;
}

/** A schema as it stands in the document; `$ref`s point to `SchemaModel.pointer`s or elsewhere in the document. */
export type JsonSchema = boolean | { readonly [keyword: string]: Json };

export type { Diagnostic };
