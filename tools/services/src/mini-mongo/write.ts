import { ObjectId } from "bson";
import { type Fields, identity, isFields } from "#mini-mongo/bson-values";
import { CommandError } from "#mini-mongo/command-error";
import { brokenRules } from "#mini-mongo/json-schema";
import { matches } from "#mini-mongo/match";
import { valuesAt } from "#mini-mongo/paths";
import type { Collection, Documents, Index } from "#mini-mongo/store";

/** Documents of a collection as one command sees and changes them. */
export interface Target {
  readonly database: string;
  readonly collection: Collection;
  readonly documents: Documents;
}

export function insertDocument(target: Target, given: Fields): Fields {
  // Fields of a document come in their order; its key comes first.
  const { _id = new ObjectId(), ...rest } = given;
  const document = { _id, ...rest };
  validate(target, undefined, document);
  checkUnique(target, undefined, document);
  target.documents.set(keyOf(document), document);
  return document;
}

export function replaceDocument(target: Target, before: Fields, after: Fields): void {
  validate(target, before, after);
  checkUnique(target, before, after);
  target.documents.set(keyOf(before), after);
}

export function keyOf(document: Fields): string {
  return identity(document["_id"]);
}

function validate({ collection }: Target, before: Fields | undefined, after: Fields): void {
  const { validator, validationLevel = "strict", validationAction = "error" } = collection.options;
  if (!isFields(validator) || validationLevel === "off" || validationAction === "warn") return;
  if (matches(after, validator)) return;
  // "moderate" leaves documents alone that were wrong before.
  if (validationLevel === "moderate" && before !== undefined && !matches(before, validator)) return;
  const schema = validator["$jsonSchema"];
  const details = isFields(schema)
    ? { operatorName: "$jsonSchema", schemaRulesNotSatisfied: brokenRules(after, schema) }
    : { operatorName: "validator" };
  throw new CommandError(121, "DocumentValidationFailure", "Document failed validation", {
    errInfo: { failingDocumentId: after["_id"], details },
  });
}

function checkUnique(target: Target, before: Fields | undefined, after: Fields): void {
  const own = before && keyOf(before);
  for (const index of target.collection.indexes.filter(isUnique)) {
    if (!isIndexed(after, index)) continue;
    const values = indexKey(after, index);
    for (const [key, other] of target.documents) {
      if (key === own || !isIndexed(other, index) || indexKey(other, index) !== values) continue;
      throw duplicateKey(target, index, after);
    }
  }
}

function isUnique({ name, unique }: Index): boolean {
  return unique === true || name === "_id_";
}

function isIndexed(document: Fields, { key, sparse, partialFilterExpression }: Index): boolean {
  if (partialFilterExpression !== undefined) return matches(document, partialFilterExpression);
  return (
    sparse !== true || Object.keys(key).some((path) => valuesAt(document, path)[0] !== undefined)
  );
}

function indexKey(document: Fields, { key }: Index): string {
  return Object.keys(key)
    .map((path) => identity(valuesAt(document, path)[0] ?? null))
    .join();
}

function duplicateKey(
  { database, collection }: Target,
  { name, key }: Index,
  document: Fields,
): CommandError {
  const keyValue = Object.fromEntries(
    Object.keys(key).map((path) => [path, valuesAt(document, path)[0] ?? null]),
  );
  const message = `E11000 duplicate key error collection: ${database}.${collection.name} index: ${name} dup key: ${JSON.stringify(keyValue)}`;
  return new CommandError(11000, "DuplicateKey", message, { keyPattern: key, keyValue });
}
