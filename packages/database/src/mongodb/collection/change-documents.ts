import type { Document } from "mongodb";
import { isPlainObject } from "../../documents/place.js";
import { shown } from "../../table/usage-error.js";
import type { MongoSession } from "../connection/mongo-session.js";
import { fieldOf } from "../query/field-path.js";
import type { CollectionPlan } from "./collection-plan.js";
import { checkWritable, refusePaths, type WriteOptions } from "./insert-documents.js";

const whereOptions: ReadonlySet<string> = new Set(["signal", "timeout"]);
const keyOptions: ReadonlySet<string> = new Set([...whereOptions, "version"]);
const updateOptions: ReadonlySet<string> = new Set([...keyOptions, "remove"]);
const updateWhereOptions: ReadonlySet<string> = new Set([...whereOptions, "remove"]);
const noOptions: WriteOptions = {};

/** Changes and removes documents of one collection. */
export class DocumentChanger {
  readonly #session: MongoSession;
  readonly #plan: CollectionPlan;

  constructor(session: MongoSession, plan: CollectionPlan) {
    this.#session = session;
    this.#plan = plan;
  }

  async update(id: unknown, changes: unknown, options: WriteOptions = noOptions): Promise<object> {
    this.#check(options, updateOptions, "update");
    const query = this.#byVersion(id, options);
    const update = this.#updateOf(changes, options);
    const stored = await this.#session.write(this.#plan, options, (collection, own) =>
      update === undefined
        ? collection.findOne(query, own)
        : collection.findOneAndUpdate(query, update, { ...own, returnDocument: "after" }),
    );
    if (stored !== null) return this.#plan.decode(stored);
    await this.#refuseOther(id, options);
    throw this.#plan.error("There is no such document", "not-found");
  }

  async updateWhere(
    where: unknown,
    changes: unknown,
    options: WriteOptions = noOptions,
  ): Promise<number> {
    this.#check(options, updateWhereOptions, "updateWhere");
    const query = this.#someDocuments(where);
    const update = this.#updateOf(changes, options);
    if (update === undefined) throw this.#plan.error("There are no changes");
    const { matchedCount } = await this.#session.write(this.#plan, options, (collection, own) =>
      collection.updateMany(query, update, own),
    );
    return matchedCount;
  }

  async delete(id: unknown, options: WriteOptions = noOptions): Promise<object | undefined> {
    this.#check(options, keyOptions, "delete");
    const query = this.#byVersion(id, options);
    const found = await this.#session.write(this.#plan, options, (collection, own) =>
      collection.findOneAndDelete(query, own),
    );
    if (found !== null) return this.#plan.decode(found);
    await this.#refuseOther(id, options);
    return undefined;
  }

  async deleteWhere(where: unknown, options: WriteOptions = noOptions): Promise<number> {
    this.#check(options, whereOptions, "deleteWhere");
    const query = this.#someDocuments(where);
    const { deletedCount } = await this.#session.write(this.#plan, options, (collection, own) =>
      collection.deleteMany(query, own),
    );
    return deletedCount;
  }

  /** @throws {DatabaseError} kind "conflict" when the document is there, but of another version */
  async #refuseOther(id: unknown, options: WriteOptions): Promise<void> {
    if (options.version === undefined) return;
    const query = this.#plan.byId(id);
    const found = await this.#session.read(this.#plan, options, (collection, own) =>
      collection.findOne(query, { ...own, projection: { _id: 1 } }),
    );
    if (found === null) return;
    throw this.#plan.error("The document has been changed since it was read", "conflict");
  }

  #byVersion(id: unknown, { version: given }: WriteOptions): Document {
    const query = this.#plan.byId(id);
    const { version } = this.#plan;
    if (given === undefined) return query;
    if (version === undefined) throw this.#plan.error("There is no field that counts changes");
    return { ...query, [version]: { $eq: this.#plan.encodeField(version, given) } };
  }

  /** `undefined` when nothing changes: the version does not count on then. */
  #updateOf(changes: unknown, { remove }: WriteOptions): Document | undefined {
    const encoded = this.#plan.encode(changes, "What changes");
    const removed = this.#removed(remove);
    const names = [...Object.keys(encoded), ...removed];
    if (names.length === 0) return undefined;
    const { version } = this.#plan;
    const fixed = names.find((name) => name === "_id" || name === version);
    if (fixed !== undefined)
      throw this.#plan.error(`The field ${shown(fixed)} is not changed itself`);
    refusePaths(names, this.#plan);
    return {
      ...(Object.keys(encoded).length > 0 && { $set: encoded }),
      ...(removed.length > 0 && { $unset: Object.fromEntries(removed.map((name) => [name, ""])) }),
      ...(version !== undefined && { $inc: { [version]: this.#plan.encodeField(version, 1) } }),
    };
  }

  #removed(remove: unknown): readonly string[] {
    if (remove === undefined) return [];
    if (!Array.isArray(remove)) throw this.#plan.error(`"remove" is no list of fields`);
    const { document } = this.#plan.description;
    return this.#plan.checked(() =>
      Array.from(remove, (name: unknown) => {
        fieldOf(document, name);
        return String(name);
      }),
    );
  }

  /** A filter that was built from data, and came out empty, must not mean every document. */
  #someDocuments(where: unknown): Document {
    if (!isPlainObject(where)) throw this.#plan.error("A filter is no object");
    if (Object.keys(where).length === 0) {
      throw this.#plan.error("The filter is empty; for every document write { and: [] }");
    }
    return this.#plan.filter(where);
  }

  #check(options: WriteOptions, known: ReadonlySet<string>, name: string): void {
    checkWritable(this.#plan);
    this.#plan.checkOptions(options, known, name);
  }
}
