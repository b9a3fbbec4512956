import { type Document, ObjectId, type OptionalId } from "mongodb";
import type { MongoCallOptions } from "../connection/mongo-options.js";
import type { MongoSession } from "../connection/mongo-session.js";
import { membersOf } from "../query/field-shape.js";
import { fieldOf, isAddressable } from "../query/field-path.js";
import { shown } from "../../table/usage-error.js";
import type { CollectionPlan } from "./collection-plan.js";

/** What calls say, when their types have been lost on the way. */
export interface WriteOptions extends MongoCallOptions {
  readonly version?: unknown;
  readonly by?: unknown;
  readonly remove?: unknown;
}

const insertOptions: ReadonlySet<string> = new Set(["signal", "timeout"]);
const upsertOptions: ReadonlySet<string> = new Set([...insertOptions, "by"]);
const noOptions: WriteOptions = {};

/** Adds documents to one collection. */
export class DocumentInserter {
  readonly #session: MongoSession;
  readonly #plan: CollectionPlan;

  constructor(session: MongoSession, plan: CollectionPlan) {
    this.#session = session;
    this.#plan = plan;
  }

  async insert(document: unknown, options: WriteOptions = noOptions): Promise<object> {
    this.#check(options, insertOptions, "insert");
    const encoded = this.#newDocument(document);
    await this.#session.write(this.#plan, options, (collection, own) =>
      collection.insertOne(encoded, own),
    );
    // There are no defaults: what was sent is what is stored.
    return this.#plan.decode(encoded);
  }

  async insertMany(
    documents: Iterable<unknown>,
    options: WriteOptions = noOptions,
  ): Promise<number> {
    this.#check(options, insertOptions, "insertMany");
    const encoded = Array.from(documents, (document) => this.#newDocument(document));
    if (encoded.length === 0) return 0;
    const { insertedCount } = await this.#session.write(this.#plan, options, (collection, own) =>
      collection.insertMany(encoded, own),
    );
    return insertedCount;
  }

  async upsert(document: unknown, options: WriteOptions = noOptions): Promise<object> {
    this.#check(options, upsertOptions, "upsert");
    const encoded = this.#plan.encode(document, "What upsert is given");
    const names = this.#keyNames(options.by);
    const missing = names.find((name) => !Object.hasOwn(encoded, name));
    if (missing !== undefined)
      throw this.#plan.error(`The document has no ${shown(missing)}`, "data");
    const { version } = this.#plan;
    const changes = Object.entries(encoded).filter(
      ([name]) => !names.includes(name) && name !== "_id" && name !== version,
    );
    refusePaths(
      changes.map(([name]) => name),
      this.#plan,
    );
    const id = names.includes("_id") ? {} : { _id: encoded["_id"] ?? this.#newId() };
    const update = {
      ...(changes.length > 0 && { $set: Object.fromEntries(changes) }),
      ...(Object.keys(id).length > 0 && { $setOnInsert: id }),
      ...(version !== undefined && { $inc: { [version]: this.#plan.encodeField(version, 1) } }),
    };
    const query = Object.fromEntries(names.map((name) => [name, { $eq: encoded[name] }]));
    const stored = await this.#session.write(this.#plan, options, (collection, own) =>
      collection.findOneAndUpdate(query, noChange(update, encoded), {
        ...own,
        upsert: true,
        returnDocument: "after",
      }),
    );
    if (stored === null) throw this.#plan.error("The database gave no document back", "unknown");
    return this.#plan.decode(stored);
  }

  /** As the database has it; with a key, which the driver would else give it, and a version. */
  #newDocument(document: unknown): OptionalId<Document> {
    const encoded = this.#plan.encode(document, "A document");
    const { version } = this.#plan;
    return {
      _id: encoded["_id"] ?? this.#newId(),
      ...encoded,
      ...(version !== undefined &&
        !Object.hasOwn(encoded, version) && { [version]: this.#plan.encodeField(version, 1) }),
    } as OptionalId<Document>; // keys of any type
  }

  /** @throws {DatabaseError} kind "data" when keys are not ObjectIds, which are the only ones made */
  #newId(): ObjectId {
    const { type } = fieldOf(this.#plan.description.document, "_id");
    const types = membersOf(type);
    if (types.includes("objectId") || types.includes("any")) return new ObjectId();
    throw this.#plan.error(
      'The document has no "_id", and it is no ObjectId that could be made',
      "data",
    );
  }

  /** The fields that tell which document is meant. */
  #keyNames(by: unknown): readonly string[] {
    if (by === undefined) return ["_id"];
    const { uniques } = this.#plan.description;
    const names: unknown =
      typeof by === "string" ? (Object.hasOwn(uniques, by) ? uniques[by] : undefined) : by;
    if (!Array.isArray(names) || names.length === 0) {
      throw this.#plan.error(`"by" names no unique index and no fields`);
    }
    return this.#plan.checked(() =>
      Array.from(names, (name: unknown) => {
        fieldOf(this.#plan.description.document, name);
        return String(name);
      }),
    );
  }

  #check(options: WriteOptions, known: ReadonlySet<string>, name: string): void {
    checkWritable(this.#plan);
    this.#plan.checkOptions(options, known, name);
  }
}

/** An update has to change something, be it to what is there. */
function noChange(update: Document, encoded: Readonly<Record<string, unknown>>): Document {
  return Object.keys(update).length > 0 ? update : { $setOnInsert: { _id: encoded["_id"] } };
}

/** @throws {DatabaseError} kind "syntax" when it is a view or a time series */
export function checkWritable(plan: CollectionPlan): void {
  if (plan.description.kind !== "collection") {
    throw plan.error(`A ${plan.description.kind} cannot be changed`);
  }
}

/** @throws {DatabaseError} kind "syntax" for fields that an update would take for paths */
export function refusePaths(names: readonly string[], plan: CollectionPlan): void {
  const path = names.find((name) => !isAddressable(name));
  if (path === undefined) return;
  throw plan.error(
    `The field ${shown(path)} cannot be changed: MongoDB's updates take its name for a path`,
  );
}
