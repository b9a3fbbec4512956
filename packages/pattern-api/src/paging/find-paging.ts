import type { Json } from "@agentflow/core";
import type { PagingDescription, PropertyPath } from "@agentflow/core/runtime";
import { textOf } from "../document/json-object.js";
import type { PagingModel, ParameterModel } from "../model/api-model.js";
import { checkPaging, type PagedOperation } from "./check-paging.js";
import { answerSchema, listIn, shortPath } from "./paged-answer.js";
import {
  containers,
  cursorPairs,
  folded,
  itemCounts,
  mayBeEcho,
  moreMembers,
  needsMore,
  nextAddresses,
  offsets,
  pageCounts,
  pageNumbers,
  pageParameters,
  starts,
} from "./paging-names.js";
import type { SchemaView } from "./schema-view.js";

/** Query parameters that make a `start` a time. */
const ends = new Set(["end", "endtime", "enddate", "until", "to", "duration", "stop", "finish"]);

/** A member of an answer beside its list. */
interface Member {
  readonly path: readonly string[];
  /** Of the last name of the path. */
  readonly name: string;
  readonly schema: Json;
}

/**
 * How the pages of an operation follow each other, when names of its parameters and its answer's schema together say
 * so; null when they do not. OpenAPI has no word for it. What a service gives whole (an address) is preferred to what
 * has to be put together.
 */
export function findPaging(operation: PagedOperation, view: SchemaView): PagingModel | null {
  if (operation.method !== "GET") return null;
  const schema = answerSchema(operation);
  if (schema === undefined || listIn(schema, view) === undefined) return null;
  const query = operation.parameters.filter((parameter) => parameter.in === "query");
  if (
    !query.some(
      ({ wireName }) =>
        pageParameters.has(folded(wireName)) ||
        starts.has(folded(wireName)) ||
        cursorPairs.has(folded(wireName)),
    )
  ) {
    return null;
  }
  const finder = new PagingFinder(query, membersOf(schema, view), view);
  for (const candidate of finder.candidates()) {
    const checked = checkPaging(operation, candidate, view);
    if ("item" in checked) return checked;
  }
  return null;
}

/** The members of an answer, those of members that speak of paging, and of `cursors` and `next` inside of these. */
function membersOf(schema: Json, view: SchemaView): readonly Member[] {
  const inside = (path: readonly string[], holder: Json): readonly Member[] =>
    [...view.properties(holder)].map(([name, member]) => ({
      path: [...path, name],
      name: folded(name),
      schema: member,
    }));
  const own = inside([], schema);
  const held = own
    .filter(({ name }) => containers.has(name))
    .flatMap((member) => inside(member.path, member.schema));
  const deep = held
    .filter(({ name }) => name === "cursors" || name === "next")
    .flatMap((member) => inside(member.path, member.schema));
  return [...own, ...held, ...deep];
}

class PagingFinder {
  readonly #query: readonly ParameterModel[];
  readonly #members: readonly Member[];
  readonly #view: SchemaView;

  constructor(query: readonly ParameterModel[], members: readonly Member[], view: SchemaView) {
    this.#query = query;
    this.#members = members;
    this.#view = view;
  }

  /** In the order of preference; their types are not compared yet. */
  *candidates(): Generator<PagingDescription, void, undefined> {
    for (const member of this.#members) {
      if (this.#isNextAddress(member)) yield { style: "next-url", next: shortPath(member.path) };
    }
    yield* this.#cursors();
    yield* this.#lastItems();
    yield* this.#pages();
    yield* this.#offsets();
  }

  #isNextAddress({ path, name, schema }: Member): boolean {
    if (nextAddresses.has(name)) return true;
    const [holder = ""] = path;
    // HAL and JSON:API: `_links.next.href`, `links.next`.
    const inLinks = /^links?$/.test(folded(holder)) && folded(path[1] ?? "") === "next";
    if (inLinks && (path.length === 2 || (path.length === 3 && name === "href"))) return true;
    return name === "next" && path.length <= 2 && this.#isAddress(schema);
  }

  /** A format, an example or a description that says that a text is an address. */
  #isAddress(schema: Json): boolean {
    const target = this.#view.target(schema);
    if (target === undefined) return false;
    const example = target["example"];
    return (
      /^(?:uri|url|uri-reference)$/.test(textOf(target["format"]) ?? "") ||
      (typeof example === "string" && /^(?:https?:\/)?\//.test(example)) ||
      /\b(?:url|uri|link|href|hyperlink)\b/i.test(textOf(target["description"]) ?? "")
    );
  }

  *#cursors(): Generator<PagingDescription, void, undefined> {
    const more = this.#flag();
    for (const { key, wireName } of this.#query) {
      const names = cursorPairs.get(folded(wireName));
      if (names === undefined) continue;
      for (const name of names) {
        const member = this.#members.find((each) => each.name === name);
        if (member === undefined || (needsMore.has(name) && more === undefined)) continue;
        if (mayBeEcho.has(name) && !this.#saysNext(member)) continue;
        const flag = more === undefined ? {} : { more };
        yield { style: "cursor", parameter: key, next: shortPath(member.path), ...flag };
      }
    }
  }

  /** True when the texts of a member say that it is for the next request, or it is among the cursors of this page. */
  #saysNext({ path, schema }: Member): boolean {
    const text = textOf(this.#view.target(schema)?.["description"]) ?? "";
    return (
      /\b(?:next|subsequent|following|more|remaining)\b/i.test(text) ||
      path.slice(0, -1).some((name) => folded(name) === "cursors")
    );
  }

  *#lastItems(): Generator<PagingDescription, void, undefined> {
    const more = this.#flag();
    const parameter = this.#query.find(({ wireName }) => folded(wireName) === "startingafter");
    if (parameter && more !== undefined) {
      yield { style: "last-item", parameter: parameter.key, id: "id", more };
    }
  }

  *#pages(): Generator<PagingDescription, void, undefined> {
    const end = this.#end(true);
    for (const parameter of this.#query) {
      if (end === undefined || !pageNumbers.has(folded(parameter.wireName))) continue;
      const first = this.#first(parameter);
      if (first !== undefined) yield { style: "page", parameter: parameter.key, first, ...end };
    }
  }

  *#offsets(): Generator<PagingDescription, void, undefined> {
    const end = this.#end(false);
    for (const parameter of this.#query) {
      const name = folded(parameter.wireName);
      if (end === undefined || !(offsets.has(name) || starts.has(name))) continue;
      // Some count pages under this name.
      if (
        /\bpages?\b(?! ?(?:size|through))/i.test(parameter.description) &&
        !/\b(?:items?|records?|results?|rows?|entries)\b/i.test(parameter.description)
      )
        continue;
      // Beside an end or a duration, a start is a time.
      if (starts.has(name) && this.#query.some((each) => ends.has(folded(each.wireName)))) continue;
      const first = this.#first(parameter) ?? (offsets.has(name) ? 0 : undefined);
      if (first !== undefined) yield { style: "offset", parameter: parameter.key, first, ...end };
    }
  }

  /** The number that counting begins with, when the document says it: guessed wrongly, a page would be left out. */
  #first({ schema, description }: ParameterModel): number | undefined {
    const target = this.#view.target(schema);
    for (const value of [target?.["default"], target?.["minimum"]]) {
      if (value === 0 || value === 1) return value;
    }
    const said =
      /\b(?:(zero|0)|(one|1))[- ]?(?:based|indexed)\b|\b(?:start|begin)(?:s|ing|ning)?[- ](?:at|from|with)[- ](?:(zero|0)|(one|1))\b/i.exec(
        description,
      );
    if (said === null) return undefined;
    return (said[1] ?? said[3]) === undefined ? 1 : 0;
  }

  #flag(): PropertyPath | undefined {
    const member = this.#members.find(({ name }) => moreMembers.has(name));
    return member && shortPath(member.path);
  }

  /** How the last page is known; without it, every listing would end with a request for nothing. */
  #end(
    countsPages: boolean,
  ): { pages?: PropertyPath; total?: PropertyPath; more?: PropertyPath } | undefined {
    const numbers = ({ schema }: Member): boolean =>
      [...this.#view.types(schema)].some((type) => type === "integer" || type === "number");
    const counted = this.#members.filter(numbers);
    const pages = countsPages ? counted.find(({ name }) => pageCounts.has(name)) : undefined;
    const total = counted.find(({ name }) => itemCounts.has(name));
    const more = this.#flag();
    if (pages) return { pages: shortPath(pages.path) };
    if (total) return { total: shortPath(total.path) };
    return more === undefined ? undefined : { more };
  }
}
