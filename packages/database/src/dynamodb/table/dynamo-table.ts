import type { DynamoCallOptions } from "../dynamo-options.js";
import type { ItemFilter, SortCondition } from "../expression/item-filter.js";
import type { AnyDynamoTable, IndexOf, ItemOf, KeyOf } from "./dynamo-table-description.js";

type Names<Item> = readonly (keyof Item)[] | undefined;

/** An item as it was asked for. */
export type SelectedItem<Item, Select> = [Select] extends [readonly (infer Name)[]]
  ? Pick<Item, Name & keyof Item>
  : Item;

export interface Reading<Item, Select> extends DynamoCallOptions {
  /** Attributes by their names. Default: all. */
  readonly select?: Select & readonly (keyof Item)[];
  /** Sees every write before it; costs twice as much, and is not for global indexes. Default: false. */
  readonly consistent?: boolean;
}

export interface Finding<Item, Select, Indexes> extends Reading<Item, Select> {
  /** Default: the table's own key. */
  readonly index?: Indexes;
  /** Applied to what was found by the key: it saves no reading. Default: every item. */
  readonly where?: ItemFilter<Item>;
}

export interface Querying<Item, Select, Indexes> extends Finding<Item, Select, Indexes> {
  /** Value of the partition key. */
  readonly key: string | number | bigint | Uint8Array;
  /** What the sort key must be: a value, or one operator. Default: anything. */
  readonly sort?:
    | string
    | number
    | bigint
    | Uint8Array
    | SortCondition<string | number | bigint | Uint8Array>;
  /** By the sort key. Default: "asc". */
  readonly order?: "asc" | "desc";
}

export interface Paging {
  /** Items of a page that are looked at, 1 to 10,000. Default: 100. */
  readonly limit?: number;
  /** `next` of the page before. Default: the first page. */
  readonly after?: string | undefined;
}

/** Some items, and where they go on. */
export interface ItemPage<Item> {
  /** Fewer than the limit, or none, where `where` left out others. */
  readonly items: readonly Item[];
  /** For `after`; `undefined` when there are no more. It holds a key. */
  readonly next: string | undefined;
}

export interface VersionOptions extends DynamoCallOptions {
  /** The version that the item was read with. Needs a table with a version attribute. Default: any. */
  readonly version?: number | bigint | string;
}

/**
 * A table of DynamoDB. Every method rejects with a `DatabaseError`, of kind "syntax" when it is called with what the table
 * does not have, and "data" when a value is none of its attribute.
 */
export interface DynamoTable<Definition extends AnyDynamoTable> {
  readonly description: Definition;

  /** The item with a key; `undefined` when there is none. */
  get<const Select extends Names<ItemOf<Definition>> = undefined>(
    key: KeyOf<Definition>,
    options?: Reading<ItemOf<Definition>, Select>,
  ): Promise<SelectedItem<ItemOf<Definition>, Select> | undefined>;

  /** Items in the order of their keys, 100 with one request. */
  getMany<const Select extends Names<ItemOf<Definition>> = undefined>(
    keys: Iterable<KeyOf<Definition>>,
    options?: Reading<ItemOf<Definition>, Select>,
  ): Promise<(SelectedItem<ItemOf<Definition>, Select> | undefined)[]>;

  /** Items with a partition key, in the order of the sort key. @param options `limit`: 0 or more; default: no limit */
  query<const Select extends Names<ItemOf<Definition>> = undefined>(
    options: Querying<ItemOf<Definition>, Select, IndexOf<Definition>> & {
      readonly limit?: number;
    },
  ): Promise<SelectedItem<ItemOf<Definition>, Select>[]>;

  /** A page of the same. */
  page<const Select extends Names<ItemOf<Definition>> = undefined>(
    options: Querying<ItemOf<Definition>, Select, IndexOf<Definition>> & Paging,
  ): Promise<ItemPage<SelectedItem<ItemOf<Definition>, Select>>>;

  /** A page of the whole table, in no order. It costs what is looked at, not what is found. */
  scanPage<const Select extends Names<ItemOf<Definition>> = undefined>(
    options?: Finding<ItemOf<Definition>, Select, IndexOf<Definition>> & Paging,
  ): Promise<ItemPage<SelectedItem<ItemOf<Definition>, Select>>>;

  /** Adds an item. @throws {DatabaseError} kind "unique-violation" when there is one with its key */
  insert(item: ItemOf<Definition>, options?: DynamoCallOptions): Promise<ItemOf<Definition>>;

  /** Adds an item, or replaces the whole one that has its key, whatever its version. */
  put(item: ItemOf<Definition>, options?: DynamoCallOptions): Promise<void>;

  /** The same for many, 25 with one request, in no order: some may be there when it fails. @returns how many */
  putMany(items: Iterable<ItemOf<Definition>>, options?: DynamoCallOptions): Promise<number>;

  /**
   * Changes attributes, each as a whole, and counts the version on where the table has one. @returns the item as stored
   * @throws {DatabaseError} kind "not-found" when there is no such item, "conflict" when it has another version
   */
  update(
    key: KeyOf<Definition>,
    changes: Partial<Omit<ItemOf<Definition>, keyof KeyOf<Definition>>>,
    options?: VersionOptions & { readonly remove?: readonly (keyof ItemOf<Definition>)[] },
  ): Promise<ItemOf<Definition>>;

  /**
   * Removes an item. @returns it as it was; `undefined` when there was none
   * @throws {DatabaseError} kind "conflict" when it has another version
   */
  delete(key: KeyOf<Definition>, options?: VersionOptions): Promise<ItemOf<Definition> | undefined>;

  /** Removes many, 25 with one request. @returns how many keys there were */
  deleteMany(keys: Iterable<KeyOf<Definition>>, options?: DynamoCallOptions): Promise<number>;
}
