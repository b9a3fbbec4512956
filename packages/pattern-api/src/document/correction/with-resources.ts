import { camelCase, nameWords } from "@agentflow/core";
import { isJsonObject, type JsonObject } from "../json-object.js";
import { changedOperations } from "./changed-operations.js";

/** What is done with one thing, and with all things of a kind. */
const memberVerbs: Readonly<Record<string, string>> = { get: "retrieve", post: "update" };
const collectionVerbs: Readonly<Record<string, string>> = { get: "list", post: "create" };

/**
 * A description whose operations have the tags and ids that their paths give them, for one that has no tags, and ids
 * made by a machine. After the common prefix, the first segment is the tag. The id says what is done:
 * - `GET` and `POST /charges`, where there is `/charges/{charge}` too: `charges/list`, `charges/create`
 * - `GET`, `POST` and `DELETE /charges/{charge}`: `charges/retrieve`, `charges/update`, `charges/delete`
 * - `POST /charges/{charge}/capture`, which is the only one there: `charges/capture`
 * - `GET /quotes/{quote}/pdf`, which is the only one there: `quotes/pdf`
 * - `GET /customers/{customer}/sources/{id}`: `customers/retrieveSources`
 * @param prefix of the paths, such as `/v1`; operations elsewhere stay as they are
 */
export function withResources(root: JsonObject, prefix: string): JsonObject {
  const paths = isJsonObject(root["paths"]) ? root["paths"] : {};
  // Parameters of one place have other names in other paths.
  const shapes = Object.keys(paths).map((path) => path.replaceAll(/\{[^/]*\}/g, "{}"));
  const collections = new Set(
    shapes.flatMap((shape) =>
      [...shape.matchAll(/\/\{\}/g)].map(({ index }) => shape.slice(0, index)),
    ),
  );
  return changedOperations(root, (operation, method, path) => {
    if (!path.startsWith(`${prefix}/`)) return operation;
    const [tag = "", ...rest] = path.slice(prefix.length + 1).split("/");
    const item = paths[path];
    const isOnly = isJsonObject(item) && !("get" in item && "post" in item);
    const nouns = rest.filter((segment) => !segment.startsWith("{"));
    const words = wordsOf(method, nouns, {
      isMember: rest.at(-1)?.startsWith("{") === true,
      isCollection: collections.has(path.replaceAll(/\{[^/]*\}/g, "{}")),
      isOnly,
    });
    return { ...operation, tags: [tag], operationId: `${tag}/${camelCase(words)}` };
  });
}

/** What stands at a path. */
interface Place {
  readonly isMember: boolean;
  readonly isCollection: boolean;
  /** One of GET and POST is missing. */
  readonly isOnly: boolean;
}

function wordsOf(
  method: string,
  nouns: readonly string[],
  { isMember, isCollection, isOnly }: Place,
): readonly string[] {
  const last = nouns.at(-1);
  const isAction = !isMember && !isCollection && isOnly && last !== undefined;
  if (isAction && method === "post") return [last, ...nouns.slice(0, -1)].flatMap(nameWords);
  if (isAction && method === "get") return nouns.flatMap(nameWords);
  const isCreated = isCollection || (last === undefined && method === "post" && !isMember);
  const verbs = isCreated ? collectionVerbs : memberVerbs;
  return [verbs[method] ?? method, ...nouns.flatMap(nameWords)];
}
