import type { MongoCallOptions } from "../connection/mongo-options.js";
import type {
  AnyCollection,
  ChangesOf,
  DocumentOf,
  IdOf,
  InsertOf,
} from "../description/define-collection.js";
import type { MongoValue } from "../description/mongo-value.js";
import type { DocumentOrder } from "../query/document-order.js";
import type { DocumentFilter } from "../query/filter.js";

type Names<Document> = readonly (keyof Document)[] | undefined;

/** A document as it was asked for. */
export type SelectedDocument<Document, Select> = [Select] extends [readonly (infer Name)[]]
  ? Pick<Document, Name & keyof Document>
  : Document;

export interface Selecting<Document, Select> {
  /** Fields by their names. Default: all. */
  readonly select?: Select & readonly (keyof Document)[];
}

export interface Matching<Document> {
  /** Default: every document. */
  readonly where?: DocumentFilter<Document>;
}

export interface Ordering<Document> {
  /** Default: none for `find`; `_id` for `page` and `all`. */
  readonly orderBy?: DocumentOrder<Document> | readonly DocumentOrder<Document>[];
}

export interface PageOptions {
  /** Documents of a page, 1 to 10,000. Default: 100. */
  readonly limit?: number;
  /** `next` of the page before. Default: the first page. */
  readonly after?: string | undefined;
}

/** Some documents, and where they go on. */
export interface DocumentPage<Document> {
  readonly documents: readonly Document[];
  /**
   * For `after`; `undefined` when there are no more documents. May be shown to users: it holds their document's order
   * values.
   */
  readonly next: string | undefined;
}

export interface VersionOptions {
  /** The version that the document was read with. Needs a collection with a version field. Default: any. */
  readonly version?: number | bigint;
}

export interface RemoveOptions<Document> {
  /** Fields that are taken away. Default: none. */
  readonly remove?: readonly OptionalNames<Document>[];
}

type OptionalNames<Document> = {
  [Name in keyof Document]-?: object extends Pick<Document, Name> ? Name : never;
}[keyof Document];

/** A unique index by its name, or the names of its fields. Default: `_id`. */
export interface DocumentUpsertOptions<Document> {
  readonly by?: string | readonly (keyof Document)[];
}

/**
 * What reads documents. Every method rejects with a `DatabaseError`, of kind "syntax" when it is called with what the
 * collection does not have, and "data" when a value is none of its field.
 */
export interface ReadableCollection<Definition extends AnyCollection> {
  /** What is known of the collection. */
  readonly description: Definition;

  /** The document with a key; `undefined` when there is none. */
  get<const Select extends Names<DocumentOf<Definition>> = undefined>(
    id: IdOf<Definition>,
    options?: Selecting<DocumentOf<Definition>, Select> & MongoCallOptions,
  ): Promise<SelectedDocument<DocumentOf<Definition>, Select> | undefined>;

  /** Documents that match. @param options `limit`: 0 or more; default: no limit */
  find<const Select extends Names<DocumentOf<Definition>> = undefined>(
    options?: Selecting<DocumentOf<Definition>, Select> &
      Matching<DocumentOf<Definition>> &
      Ordering<DocumentOf<Definition>> &
      MongoCallOptions & { readonly limit?: number },
  ): Promise<SelectedDocument<DocumentOf<Definition>, Select>[]>;

  /**
   * A page of the documents that match, and where the next one begins. `_id` is added to the order, so that it tells all
   * documents apart. Fields in the order have values of one type, or null: documents with values of others are not
   * found behind the first page.
   */
  page<const Select extends Names<DocumentOf<Definition>> = undefined>(
    options?: Selecting<DocumentOf<Definition>, Select> &
      Matching<DocumentOf<Definition>> &
      Ordering<DocumentOf<Definition>> &
      MongoCallOptions &
      PageOptions,
  ): Promise<DocumentPage<SelectedDocument<DocumentOf<Definition>, Select>>>;

  /** Every document that matches, read page by page. @param options `pageSize`: 1 to 10,000; default 500 */
  all<const Select extends Names<DocumentOf<Definition>> = undefined>(
    options?: Selecting<DocumentOf<Definition>, Select> &
      Matching<DocumentOf<Definition>> &
      Ordering<DocumentOf<Definition>> &
      MongoCallOptions & { readonly pageSize?: number },
  ): AsyncGenerator<SelectedDocument<DocumentOf<Definition>, Select>, void, undefined>;

  count(options?: Matching<DocumentOf<Definition>> & MongoCallOptions): Promise<number>;

  /** True when a document matches. */
  exists(options?: Matching<DocumentOf<Definition>> & MongoCallOptions): Promise<boolean>;

  /**
   * What a pipeline gives: the way out for what filters cannot say. It goes to the server as it is, so values from
   * outside belong behind `$literal`, or behind `$eq` in a `$match`. What comes back is as MongoDB has it.
   */
  aggregate(
    pipeline: readonly object[],
    options?: MongoCallOptions,
  ): Promise<Readonly<Record<string, MongoValue>>[]>;
}

/** What changes documents too. */
export interface Collection<
  Definition extends AnyCollection,
> extends ReadableCollection<Definition> {
  /** Adds a document, with a new ObjectId where it has no `_id`. @returns the document as it is stored */
  insert(
    document: InsertOf<Definition>,
    options?: MongoCallOptions,
  ): Promise<DocumentOf<Definition>>;

  /**
   * Adds documents in their order, thousands with one command. Outside of a transaction those before one that fails
   * stay. @returns how many there were
   */
  insertMany(
    documents: Iterable<InsertOf<Definition>>,
    options?: MongoCallOptions,
  ): Promise<number>;

  /**
   * Adds a document or, when there is one with the same key, changes that: what the document has is written, what it
   * leaves out stays. @returns the document as it is stored
   */
  upsert(
    document: InsertOf<Definition>,
    options?: DocumentUpsertOptions<DocumentOf<Definition>> & MongoCallOptions,
  ): Promise<DocumentOf<Definition>>;

  /**
   * Changes a document's fields, each as a whole, and counts its version on where the collection has one.
   * @returns the document as it is stored
   * @throws {DatabaseError} kind "not-found" when there is no such document, "conflict" when it has another version
   */
  update(
    id: IdOf<Definition>,
    changes: ChangesOf<Definition>,
    options?: VersionOptions & RemoveOptions<DocumentOf<Definition>> & MongoCallOptions,
  ): Promise<DocumentOf<Definition>>;

  /**
   * Changes every document that matches. For all write `{ and: [] }`: an empty filter is refused. Outside of a
   * transaction what was changed before a failure stays. @returns how many there were
   */
  updateWhere(
    where: DocumentFilter<DocumentOf<Definition>>,
    changes: ChangesOf<Definition>,
    options?: RemoveOptions<DocumentOf<Definition>> & MongoCallOptions,
  ): Promise<number>;

  /**
   * Removes a document. @returns it as it was; `undefined` when there was none
   * @throws {DatabaseError} kind "conflict" when it has another version
   */
  delete(
    id: IdOf<Definition>,
    options?: VersionOptions & MongoCallOptions,
  ): Promise<DocumentOf<Definition> | undefined>;

  /**
   * Removes every document that matches. For all write `{ and: [] }`: an empty filter is refused.
   * @returns how many there were
   */
  deleteWhere(
    where: DocumentFilter<DocumentOf<Definition>>,
    options?: MongoCallOptions,
  ): Promise<number>;
}
