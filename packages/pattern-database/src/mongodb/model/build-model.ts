import { createHash } from "node:crypto";
import { compareCodePoints } from "../../model/compare-code-points.js";
import { unitId } from "../../names/unit-id.js";
import { baselineOf } from "../schema/baseline.js";
import type { ListedCollection } from "../schema/listed-collection.js";
import { commentOf, documentType, isObject, type Schema } from "../schema/schema-type.js";
import { isSchemaOnly, schemaOf, validationOf } from "../schema/validator.js";
import type { DocumentShape } from "../sampling/shape.js";
import { completed, withId } from "./complete-document.js";
import type { CollectionModel, DocumentModel, IndexModel, MongodbModel } from "./mongodb-model.js";

/** All that was read of one collection. */
export interface ReadCollection extends ListedCollection {
  /** Documents that were looked at; left out where a validator leaves nothing open. */
  readonly shape: DocumentShape | undefined;
  readonly indexes: readonly Schema[];
}

const nothing: DocumentModel = { kind: "document", fields: [], open: true };

export function buildModel(
  name: string,
  serverVersion: string,
  read: readonly ReadCollection[],
): MongodbModel {
  const collections = read.map((each) => collectionModel(each));
  const baseline = baselineOf(read);
  const ids = collections.map((each) => unitId({ schema: "", name: each.name }, ""));
  const digest = createHash("sha256").update(JSON.stringify([collections, baseline]));
  return {
    name,
    dialect: "mongodb",
    serverVersion,
    collections,
    baseline,
    unit: {
      singular: "collection",
      plural: "collections",
      count: ids.length,
      ids: ids.toSorted(compareCodePoints),
    },
    documentDigest: `sha256-${digest.digest("hex")}`,
  };
}

function collectionModel({ name, kind, options, shape, indexes }: ReadCollection): CollectionModel {
  const schema = schemaOf(options);
  const described = schema && documentType(schema);
  const sampled = shape?.document ?? nothing;
  const { viewOn, capped } = options;
  return {
    name,
    kind,
    viewOn: typeof viewOn === "string" ? viewOn : null,
    capped: capped === true,
    comment: schema === undefined ? null : commentOf(schema),
    validation: validationOf(options),
    validatorKnown: isSchemaOnly(options) && isSimple(schema),
    sampled: shape?.count ?? 0,
    document: withId(described === undefined ? sampled : completed(described, sampled)),
    indexes: indexes
      .map((index) => indexModel(index))
      .filter((index) => index.name !== "_id_")
      .toSorted((one, other) => compareCodePoints(one.name, other.name)),
  };
}

/** Whether a schema is no more than its properties: those are in the model. */
function isSimple(schema: Schema | undefined): boolean {
  const further = [
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "dependencies",
    "minProperties",
    "maxProperties",
  ];
  return schema !== undefined && !further.some((word) => schema[word] !== undefined);
}

function indexModel(index: Schema): IndexModel {
  const { name, key, unique, sparse, partialFilterExpression, expireAfterSeconds } = index;
  return {
    name: String(name),
    keys: Object.entries(isObject(key) ? key : {}).map(([path, direction]) => [
      path,
      String(direction),
    ]),
    unique: unique === true,
    partial: sparse === true || partialFilterExpression !== undefined,
    expireAfterSeconds: typeof expireAfterSeconds === "number" ? expireAfterSeconds : null,
  };
}
