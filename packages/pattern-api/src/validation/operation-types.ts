import type { ContentModel, OperationModel } from "../model/api-model.js";
import type { Direction } from "../model/schema-use.js";
import { leadingContent, sentContent } from "../operations/content-type.js";
import { responseRoles } from "../operations/response-roles.js";
import type { SchemaTypes } from "../types/schema-types.js";
import { anyObject, type MemberNode, type TypeNode, union } from "../types/type-node.js";

/** What the values of an operation's calls are. */
export interface OperationTypes {
  /** Parameters, without the body. */
  readonly parameters: readonly MemberNode[];
  /** `null` when it has none. */
  readonly body: TypeNode | null;
  readonly result: TypeNode;
  /** By status. Empty where the answer has no body that could be looked at. */
  readonly answers: readonly (readonly [status: string, type: TypeNode])[];
}

/** The types of an operation as its module declares them, with what limits their values. */
export function operationTypes(operation: OperationModel, types: SchemaTypes): OperationTypes {
  const { method, parameters, body } = operation;
  const { success, redirected } = responseRoles(operation);
  const answers = success.map(
    ({ status, content }) => [status, answerNode(content, types)] as const,
  );
  return {
    parameters: parameters.map(({ key, required, schema }) => ({
      name: key,
      optional: !required,
      comment: "",
      type: types.of(schema, "request"),
    })),
    body:
      body &&
      union(sentContent(body.content).map((content) => contentNode(content, "request", types))),
    result: redirected
      ? "Uint8Array"
      : answers.length === 0
        ? "unknown"
        : union(answers.map(([, type]) => type)),
    answers: method === "HEAD" ? [] : answers.map(withoutContent),
  };
}

/** RFC 9110 §15.3.5 and §15.3.6: these have no content, whatever the document says. */
function withoutContent([status, type]: readonly [string, TypeNode]): readonly [string, TypeNode] {
  return [status, status === "204" || status === "205" ? "undefined" : type];
}

function answerNode(content: readonly ContentModel[], types: SchemaTypes): TypeNode {
  if (content.length === 0) return "undefined";
  return union(leadingContent(content).map((item) => contentNode(item, "answer", types)));
}

function contentNode(
  { kind, schema, events }: ContentModel,
  direction: Direction,
  types: SchemaTypes,
): TypeNode {
  const bytes = direction === "request" ? "RawBody" : "Uint8Array";
  switch (kind) {
    case "json":
      return schema === null ? "unknown" : types.of(schema, direction);
    case "form":
    case "multipart": {
      const form = types.of(schema ?? true, direction);
      return form === "unknown" ? anyObject : form;
    }
    case "text":
      return "string";
    case "stream":
      return events === undefined ? bytes : "string";
    case "binary":
      return bytes;
  }
}
