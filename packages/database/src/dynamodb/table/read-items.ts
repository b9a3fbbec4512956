import {
  type AttributeValue,
  BatchGetItemCommand,
  GetItemCommand,
  QueryCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { cursorError, cursorParts, cursorText } from "../../documents/cursor-text.js";
import { within } from "../../documents/field-error.js";
import { limitOf, pageSizeOf } from "../../documents/limits.js";
import { isPlainObject } from "../../documents/place.js";
import type { DynamoConnection, Request } from "../dynamo-connection.js";
import { Expression } from "../expression/expression.js";
import { filterExpression, operator } from "../expression/filter-expression.js";
import { chunks, Unprocessed } from "./batches.js";
import type { DynamoTablePlan } from "./dynamo-table-plan.js";

import { projectionOf } from "./item-requests.js";

/** What calls say, when their types have been lost on the way. */
export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly select?: unknown;
  readonly consistent?: unknown;
  readonly index?: unknown;
  readonly key?: unknown;
  readonly sort?: unknown;
  readonly where?: unknown;
  readonly order?: unknown;
  readonly limit?: unknown;
  readonly after?: unknown;
}

type Item = Record<string, AttributeValue>;

const getOptions: ReadonlySet<string> = new Set(["select", "consistent", "signal"]);
const scanOptions: ReadonlySet<string> = new Set([
  ...getOptions,
  "index",
  "where",
  "limit",
  "after",
]);
const queryOptions: ReadonlySet<string> = new Set([...scanOptions, "key", "sort", "order"]);
const sortOperators: ReadonlySet<string> = new Set([
  "eq",
  "gt",
  "gte",
  "lt",
  "lte",
  "between",
  "beginsWith",
]);
/** Keys of one request (API reference, BatchGetItem). */
const batchSize = 100;

/** Reads items of one table. */
export class ItemReader {
  readonly #connection: DynamoConnection;
  readonly #plan: DynamoTablePlan;

  constructor(connection: DynamoConnection, plan: DynamoTablePlan) {
    this.#connection = connection;
    this.#plan = plan;
  }

  async get(key: unknown, options: ReadOptions = {}): Promise<object | undefined> {
    this.#plan.checkOptions(options, getOptions, "get");
    const request = {
      TableName: this.#plan.description.name,
      Key: this.#plan.encodeKey(key),
      ...this.#reading(options),
    };
    const { Item: item } = await this.#send(options, (client, own) =>
      client.send(new GetItemCommand(request), own),
    );
    return item && this.#plan.decode(item);
  }

  /** In the order of the keys. */
  async getMany(
    keys: Iterable<unknown>,
    options: ReadOptions = {},
  ): Promise<(object | undefined)[]> {
    this.#plan.checkOptions(options, getOptions, "getMany");
    const wanted = Array.from(keys, (key) => this.#plan.encodeKey(key));
    const reading = this.#reading({
      ...options,
      select: withKeys(options.select, this.#plan.keyNames),
    });
    const unique = new Map(wanted.map((key) => [this.#identity(key), key]));
    const found = new Map<string, Item>();
    for (const chunk of chunks([...unique.values()], batchSize)) {
      let left: readonly Item[] = chunk;
      await this.#connection.retry.run(
        async () => {
          const { name } = this.#plan.description;
          const RequestItems = { [name]: { Keys: [...left], ...reading } };
          const answer = await this.#send(options, (client, own) =>
            client.send(new BatchGetItemCommand({ RequestItems }), own),
          );
          for (const item of answer.Responses?.[name] ?? []) found.set(this.#identity(item), item);
          left = answer.UnprocessedKeys?.[name]?.Keys ?? [];
          if (left.length > 0) throw new Unprocessed(left.length, name);
        },
        { signal: options.signal },
      );
    }
    return wanted.map((key) => {
      const item = found.get(this.#identity(key));
      return item && this.#selected(item, options.select);
    });
  }

  async query(options: ReadOptions): Promise<object[]> {
    const { limit, after, ...rest } = options;
    if (after !== undefined) throw this.#plan.error('"after" is an option of page');
    const most = limitOf(limit, this.#plan.place) ?? Infinity;
    const found: object[] = [];
    let start: string | undefined;
    while (found.length < most) {
      const size = Math.min(most - found.length, 1000);
      const { items, next } = await this.page({ ...rest, limit: size, after: start });
      found.push(...items);
      if (next === undefined) break;
      start = next;
    }
    return found;
  }

  /** At most `limit` items; fewer, or none, where others were looked at that do not meet `where`. */
  async page(
    options: ReadOptions,
  ): Promise<{ readonly items: object[]; readonly next: string | undefined }> {
    this.#plan.checkOptions(options, queryOptions, "page");
    const expression = new Expression();
    const request = {
      ...this.#source(options),
      KeyConditionExpression: this.#keyCondition(options, expression),
      ScanIndexForward: this.#isAscending(options.order),
    };
    return this.#page(
      options,
      expression,
      ["query", request.IndexName, request.ScanIndexForward],
      (common) =>
        this.#send(options, (client, own) =>
          client.send(new QueryCommand({ ...request, ...common }), own),
        ),
    );
  }

  /** A page of all that the table has, in no order. It costs what is looked at, not what is found. */
  async scanPage(
    options: ReadOptions = {},
  ): Promise<{ readonly items: object[]; readonly next: string | undefined }> {
    this.#plan.checkOptions(options, scanOptions, "scan");
    const expression = new Expression();
    const request = this.#source(options);
    return this.#page(options, expression, ["scan", request.IndexName], (common) =>
      this.#send(options, (client, own) =>
        client.send(new ScanCommand({ ...request, ...common }), own),
      ),
    );
  }

  async #page(
    { limit = 100, after, where, select }: ReadOptions,
    expression: Expression,
    query: readonly unknown[],
    send: (
      common: object,
    ) => Promise<{ Items?: Item[] | undefined; LastEvaluatedKey?: Item | undefined }>,
  ): Promise<{ readonly items: object[]; readonly next: string | undefined }> {
    const { place, description } = this.#plan;
    const mark = [description.name, ...query];
    const projection = projectionOf(select, expression, this.#plan);
    const filter =
      where === undefined
        ? undefined
        : this.#plan.checked(() => filterExpression(where, this.#plan.filterPlace(expression)));
    const { Items: items = [], LastEvaluatedKey: last } = await send({
      Limit: pageSizeOf(limit, "The limit of a page", place),
      ...(filter !== undefined && { FilterExpression: filter }),
      ...(projection !== undefined && { ProjectionExpression: projection }),
      ...(after !== undefined && { ExclusiveStartKey: this.#startKey(after, mark) }),
      ...expression.parts,
    });
    return {
      items: items.map((item) => this.#plan.decode(item)),
      next:
        last &&
        cursorText(
          mark,
          Object.entries(last).map(([name, value]) => [name, writeKey(value)]),
        ),
    };
  }

  #source({ index, consistent }: ReadOptions): {
    TableName: string;
    IndexName?: string;
    ConsistentRead?: true;
  } {
    if (index !== undefined) this.#plan.index(index);
    return {
      TableName: this.#plan.description.name,
      ...(typeof index === "string" && { IndexName: index }),
      ...(consistent === true && { ConsistentRead: true }),
    };
  }

  #keyCondition({ index, key, sort }: ReadOptions, expression: Expression): string {
    const { partitionKey, sortKey } =
      index === undefined ? this.#plan.description : this.#plan.index(index);
    const place = this.#plan.filterPlace(expression);
    return this.#plan.checked(() => {
      const partition = within(partitionKey, () => operator(partitionKey, "eq", key, place));
      if (sort === undefined) return partition;
      if (sortKey === undefined) throw this.#plan.error("There is no sort key");
      const entries = isPlainObject(sort) ? Object.entries(sort) : [["eq", sort] as const];
      const [condition] = entries;
      if (entries.length !== 1 || condition === undefined)
        throw this.#plan.error("A sort key has one condition");
      const [word, operand] = condition;
      return `${partition} and ${within(sortKey, () => operator(sortKey, word, operand, place, sortOperators))}`;
    });
  }

  #isAscending(order: unknown): boolean {
    if (order === undefined || order === "asc") return true;
    if (order === "desc") return false;
    throw this.#plan.error('An order is neither "asc" nor "desc"');
  }

  #reading({ select, consistent }: ReadOptions): object {
    const expression = new Expression();
    const projection = projectionOf(select, expression, this.#plan);
    return {
      ...(projection !== undefined && { ProjectionExpression: projection, ...expression.parts }),
      ...(consistent === true && { ConsistentRead: true }),
    };
  }

  #startKey(after: unknown, mark: readonly unknown[]): Item {
    const { place } = this.#plan;
    const parts = cursorParts(after, mark, place);
    return Object.fromEntries(
      parts.map((part) => {
        const [name, value]: readonly unknown[] = Array.isArray(part) ? part : [];
        const key = readKey(value);
        if (typeof name !== "string" || key === undefined) throw cursorError(place);
        return [name, key];
      }),
    );
  }

  #identity(item: Item): string {
    return JSON.stringify(this.#plan.keyNames.map((name) => writeKey(item[name] ?? { S: "" })));
  }

  #selected(item: Item, select: unknown): object {
    const decoded = this.#plan.decode(item);
    if (!Array.isArray(select)) return decoded;
    return Object.fromEntries(Object.entries(decoded).filter(([name]) => select.includes(name)));
  }

  #send<Result>({ signal }: ReadOptions, request: Request<Result>): Promise<Result> {
    return this.#connection.send(request, {
      table: this.#plan.description.name,
      readOnly: true,
      signal,
    });
  }
}

/** Keys are texts, numbers or bytes (developer guide, "Primary key"). */
function writeKey({ S, N, B }: AttributeValue): readonly string[] {
  if (S !== undefined) return ["S", S];
  return N === undefined ? ["B", Buffer.from(B ?? []).toString("base64")] : ["N", N];
}

function readKey(value: unknown): AttributeValue | undefined {
  const [type, text]: readonly unknown[] = Array.isArray(value) ? value : [];
  if (typeof text !== "string") return undefined;
  if (type === "S") return { S: text };
  if (type === "N") return { N: text };
  return type === "B" ? { B: Buffer.from(text, "base64") } : undefined;
}

function withKeys(select: unknown, keys: readonly string[]): unknown {
  return Array.isArray(select) && select.length > 0 ? [...select, ...keys] : select;
}
