import type { Json } from "@agentflow/core";
import type { PropertyPath } from "@agentflow/core/runtime";
import type { JsonSchema, OperationModel } from "../model/api-model.js";
import { containers, folded } from "./paging-names.js";
import type { SchemaView } from "./schema-view.js";

/** A list in an answer. */
export interface PagedList {
  /** Absent when the answer is the list. */
  readonly items?: PropertyPath;
  /** Schema of one item. */
  readonly item: JsonSchema;
}

type Answered = Pick<OperationModel, "responses">;

/** The schema of an operation's answer, when it is JSON. */
export function answerSchema({ responses }: Answered): JsonSchema | undefined {
  const answer = responses.find(
    ({ status, content }) => status.startsWith("2") && content[0]?.kind === "json",
  );
  return answer?.content[0]?.schema ?? undefined;
}

/**
 * The list of an answer: the answer itself, the only array among its members (of several, the only one of objects),
 * or else the only array that is inside of one of its members.
 */
export function listIn(schema: JsonSchema, view: SchemaView): PagedList | undefined {
  const own = view.item(schema);
  if (own !== undefined) return { item: own };
  const members = [...view.properties(schema)].map(([name, member]) => ({ path: [name], member }));
  const inside = members.flatMap(({ path, member }) =>
    [...view.properties(member)].map(([name, inner]) => ({ path: [...path, name], member: inner })),
  );
  const found = onlyList(members, view) ?? onlyList(inside, view);
  return found && !isAbout(found, members, view) ? found : undefined;
}

/** True for a list that says how the request went, beside an object that is the answer, or inside of a warning. */
function isAbout(
  { items = [] }: PagedList,
  members: readonly { readonly path: readonly string[]; readonly member: Json }[],
  view: SchemaView,
): boolean {
  const [name = "", inner] = pathNames(items);
  if (!reports.has(folded(name))) return false;
  const others = members.filter(
    ({ path: [other = ""], member }) => !containers.has(folded(other)) && view.isObject(member),
  );
  return inner !== undefined || others.length > 0;
}

const reports = new Set(["error", "errors", "warning", "warnings", "message", "messages"]);

function onlyList(
  members: readonly { readonly path: readonly string[]; readonly member: Json }[],
  view: SchemaView,
): PagedList | undefined {
  const lists = members.flatMap(({ path, member }) => {
    const item = view.item(member);
    return item === undefined ? [] : [{ path, item }];
  });
  const objects = lists.filter(({ item }) => view.isObject(item));
  const [only] = lists.length === 1 ? lists : objects.length === 1 ? objects : [];
  return only && { items: shortPath(only.path), item: only.item };
}

/** A path of one name is the name. */
export function shortPath(path: readonly string[]): PropertyPath {
  const [first, ...others] = path;
  return first !== undefined && others.length === 0 ? first : path;
}

/** The names of a path. */
export function pathNames(path: PropertyPath): readonly string[] {
  return typeof path === "string" ? [path] : path;
}
