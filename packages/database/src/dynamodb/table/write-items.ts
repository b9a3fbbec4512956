import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { isDatabaseError } from "../../errors/database-error.js";
import type { DatabaseErrorKind } from "../../errors/database-error-kind.js";
import type { DynamoConnection, Request } from "../dynamo-connection.js";
import { chunks, Unprocessed } from "./batches.js";
import type { DynamoTablePlan } from "./dynamo-table-plan.js";
import {
  deleteRequest,
  insertRequest,
  itemWithKey,
  updateRequest,
  type WriteOptions,
} from "./item-requests.js";

const callOptions: ReadonlySet<string> = new Set(["signal"]);
const deleteOptions: ReadonlySet<string> = new Set(["signal", "version"]);
const updateOptions: ReadonlySet<string> = new Set([...deleteOptions, "remove"]);
/** Writes of one request (API reference, BatchWriteItem). */
const batchSize = 25;

/** Writes items of one table. */
export class ItemWriter {
  readonly #connection: DynamoConnection;
  readonly #plan: DynamoTablePlan;

  constructor(connection: DynamoConnection, plan: DynamoTablePlan) {
    this.#connection = connection;
    this.#plan = plan;
  }

  async insert(item: unknown, options: WriteOptions = {}): Promise<object> {
    this.#plan.checkOptions(options, callOptions, "insert");
    const request = insertRequest(item, this.#plan);
    await this.#send(options, "unique-violation", (client, own) =>
      client.send(new PutItemCommand(request), own),
    );
    return this.#plan.decode(request.Item);
  }

  /** Adds the item, or replaces the whole one that has its key. */
  async put(item: unknown, options: WriteOptions = {}): Promise<void> {
    this.#plan.checkOptions(options, callOptions, "put");
    const request = { TableName: this.#plan.description.name, Item: itemWithKey(item, this.#plan) };
    await this.#send(options, undefined, (client, own) =>
      client.send(new PutItemCommand(request), own),
    );
  }

  async update(key: unknown, changes: unknown, options: WriteOptions = {}): Promise<object> {
    this.#plan.checkOptions(options, updateOptions, "update");
    const request = updateRequest(key, changes, options, this.#plan);
    const written = await this.#conditional(key, options, "not-found", (condition) =>
      this.#send(options, condition, (client, own) =>
        client.send(new UpdateItemCommand({ ...request, ReturnValues: "ALL_NEW" }), own),
      ),
    );
    return this.#plan.decode(written?.Attributes ?? {});
  }

  async delete(key: unknown, options: WriteOptions = {}): Promise<object | undefined> {
    this.#plan.checkOptions(options, deleteOptions, "delete");
    const request = deleteRequest(key, options, this.#plan);
    const removed = await this.#conditional(key, options, undefined, (condition) =>
      this.#send(options, condition, (client, own) =>
        client.send(new DeleteItemCommand({ ...request, ReturnValues: "ALL_OLD" }), own),
      ),
    );
    return removed?.Attributes && this.#plan.decode(removed.Attributes);
  }

  async putMany(items: Iterable<unknown>, options: WriteOptions = {}): Promise<number> {
    this.#plan.checkOptions(options, callOptions, "putMany");
    const requests = Array.from(items, (item) => ({
      PutRequest: { Item: itemWithKey(item, this.#plan) },
    }));
    return this.#batch(requests, options);
  }

  async deleteMany(keys: Iterable<unknown>, options: WriteOptions = {}): Promise<number> {
    this.#plan.checkOptions(options, callOptions, "deleteMany");
    const requests = Array.from(keys, (key) => ({
      DeleteRequest: { Key: this.#plan.encodeKey(key) },
    }));
    return this.#batch(requests, options);
  }

  async #batch(requests: readonly WriteRequest[], options: WriteOptions): Promise<number> {
    const { name } = this.#plan.description;
    for (const chunk of chunks(requests, batchSize)) {
      let left = [...chunk];
      await this.#connection.retry.run(
        async () => {
          const answer = await this.#send(options, undefined, (client, own) =>
            client.send(new BatchWriteItemCommand({ RequestItems: { [name]: left } }), own),
          );
          left = answer.UnprocessedItems?.[name] ?? [];
          if (left.length > 0) throw new Unprocessed(left.length, name);
        },
        { signal: options.signal },
      );
    }
    return requests.length;
  }

  /** A condition that does not hold: there is another version, or there is no item. */
  async #conditional<Result>(
    key: unknown,
    options: WriteOptions,
    missing: DatabaseErrorKind | undefined,
    write: (condition: DatabaseErrorKind) => Promise<Result>,
  ): Promise<Result | undefined> {
    try {
      return await write("conflict");
    } catch (error) {
      if (!isDatabaseError(error) || error.kind !== "conflict") throw error;
      if (options.version !== undefined && (await this.#exists(key, options))) throw error;
      if (missing === undefined) return undefined;
      throw this.#plan.error("There is no such item", missing);
    }
  }

  async #exists(key: unknown, options: WriteOptions): Promise<boolean> {
    const request = {
      TableName: this.#plan.description.name,
      Key: this.#plan.encodeKey(key),
      ConsistentRead: true,
    };
    const { Item: item } = await this.#send(options, undefined, (client, own) =>
      client.send(new GetItemCommand(request), own),
    );
    return item !== undefined;
  }

  #send<Result>(
    { signal }: WriteOptions,
    condition: DatabaseErrorKind | undefined,
    request: Request<Result>,
  ): Promise<Result> {
    const table = this.#plan.description.name;
    return this.#connection.send(request, { table, readOnly: false, condition, signal });
  }
}
