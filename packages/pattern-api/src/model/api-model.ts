import type { Diagnostic, Json, PatternModel } from "@agentflow/core";
import type {
  AuthDescription,
  FormEncoding,
  OperationDescription,
  PagingDescription,
  RetryDescription,
  ServiceDescription,
  WebhookMark,
  WebhookScheme,
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
  /** With which library values can be checked at run time. */
  readonly validate: ValidateModel;
  /** What the service sends by itself, in the document's order: webhooks, then callbacks. */
  readonly events: readonly EventModel[];
  /** How it signs that; `null` when the document does not say. */
  readonly webhookScheme: WebhookScheme | null;
  /** Pages that a specific pattern adds to the documentation; the README links them. */
  readonly guides: readonly GuideModel[];
}

/** A request that the service sends to its callers. */
export interface EventModel {
  /** Unique among events and operations: `webhook petCreated`. */
  readonly id: string;
  readonly kind: "webhook" | "callback";
  /** `petCreated`; its handler is `onPetCreated`. */
  readonly name: string;
  /** Prefix of its type names: `PetCreated`. */
  readonly typeName: string;
  /** As the document has it: `pet.created`. */
  readonly key: string;
  /** Id of the operation that a callback belongs to. */
  readonly operation: string | null;
  readonly pointer: string;
  readonly summary: string;
  readonly description: string;
  readonly deprecated: boolean;
  /** The leading form of its body; `null` when it has none. */
  readonly payload: ContentModel | null;
  /** Names in lower case, with the value where it is always the same. */
  readonly headers: readonly { readonly name: string; readonly value: string | null }[];
  /** What tells it from the others; `null` when nothing does. */
  readonly mark: WebhookMark | null;
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
  /** Every server that can be called; the first, with its default values, is at `baseUrl`. */
  readonly servers: readonly ServerModel[];
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of every operation that has none of its own: alternatives of schemes that are sent together. */
  readonly auth: AuthDescription;
  /** Where tokens are given, by the option that takes them. */
  readonly tokenEndpoints: readonly TokenEndpointModel[];
  /** Origins, beside the base URL's, that may receive credentials. */
  readonly credentialOrigins: readonly string[];
  readonly rateLimit: NonNullable<ServiceDescription["rateLimit"]> | null;
  /** What the service says of trying a call again; `null`: what is usual. */
  readonly retry: RetryDescription | null;
  /** Methods whose calls carry an idempotency key of their own. */
  readonly idempotencyKeys: readonly OperationDescription["method"][];
  /** Header fields that callers may give for all calls of a client. */
  readonly headerOptions: readonly HeaderOptionModel[];
  readonly requestIdHeader: string | null;
}

/** A header field that is an option of the client. Written by the pattern's author. */
export interface HeaderOptionModel {
  /** No option that every client has: `account`. */
  readonly option: string;
  /** `X-Account`. */
  readonly header: string;
  /** A sentence. */
  readonly description: string;
}

/** A place where a service is. */
export interface ServerModel {
  /** Absolute, without a final slash; `{name}` stands for a variable. */
  readonly url: string;
  /** Unique among the servers; empty when it can be chosen only by its place. */
  readonly name: string;
  readonly description: string;
  /** In the order of the address. */
  readonly variables: readonly {
    readonly name: string;
    readonly default: string;
    /** Its only values; `null`: any that leaves the rest of the address as it is. */
    readonly enum: readonly string[] | null;
    readonly description: string;
  }[];
}

/** Where a service gives OAuth 2 tokens. */
export interface TokenEndpointModel {
  /** Option name of the bearer scheme. */
  readonly option: string;
  /** By https, or on this machine; `null` when the document has none such. */
  readonly tokenUrl: string | null;
  /** `null` when tokens are refreshed where they are given. */
  readonly refreshUrl: string | null;
  /** Of the provider's metadata (OpenID Connect Discovery). */
  readonly discoveryUrl: string | null;
  /** Sorted by name. */
  readonly scopes: readonly { readonly name: string; readonly description: string }[];
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

/** What checks values at run time: schemas of zod, or nothing. */
export type ValidateModel = "none" | "zod";

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
  /** As it is sent: the document's without a fragment, and without parameters in its query. */
  readonly path: string;
  /** Pointer in the document: `#/paths/~1repos~1{owner}/get`. */
  readonly pointer: string;
  readonly summary: string;
  readonly description: string;
  readonly deprecated: boolean;
  readonly docsUrl: string | null;
  /** Set when the operation has a server of its own. */
  readonly baseUrl: string | null;
  /** How its calls prove who they come from; `null`: as the service has it, `[]`: not at all. */
  readonly auth: AuthDescription | null;
  /** Scopes that a token may need, sorted. */
  readonly scopes: readonly string[];
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
  /** `querystring`: the value is the whole query; its name is not sent. */
  readonly in: "path" | "query" | "querystring" | "header" | "cookie";
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
    | "deepObject"
    | "cookie";
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** The value is sent as JSON (`content` instead of `schema`). */
  readonly json: boolean;
  readonly schema: JsonSchema;
  /** How the properties of a query string are written that are not written as usual; without the key when all are. */
  readonly encoding?: FormEncoding;
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
  /** How it is given to a call or comes from one. Forms are of requests only, streams of answers. */
  readonly kind: "json" | "text" | "binary" | "form" | "multipart" | "stream";
  /**
   * `null` when the document gives none. In a multipart form, files are references to `fileReference`. Of a stream it
   * is that of one item.
   */
  readonly schema: JsonSchema | null;
  /** What may come in a stream of server-sent events; without the key for all else. */
  readonly events?: readonly StreamEventModel[];
  /** Properties of a form that are not written as usual; without the key when there are none. */
  readonly encoding?: FormEncoding;
  /** The document's own example (`$ref`s resolved), when it has one. */
  readonly example?: Json;
}

/** A kind of server-sent event. */
export interface StreamEventModel {
  /** `null`: any. */
  readonly name: string | null;
  /** The data is JSON, and not text. */
  readonly json: boolean;
  /** Of the data. */
  readonly schema: JsonSchema;
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
