import type { CollectionModel } from "../model/mongodb-model.js";
import { isObject, type Schema } from "./schema-type.js";

/** What a collection's validator refuses; `null` when nothing. */
export function validationOf({
  validator,
  validationAction = "error",
  validationLevel = "strict",
}: Schema): CollectionModel["validation"] {
  if (!isObject(validator) || Object.keys(validator).length === 0) return null;
  if (validationAction !== "error") return null;
  return validationLevel === "strict" || validationLevel === "moderate" ? validationLevel : null;
}

/** The schema of a collection's validator, whether it refuses or warns. */
export function schemaOf({ validator }: Schema): Schema | undefined {
  if (!isObject(validator)) return undefined;
  const { $jsonSchema: schema } = validator;
  return isObject(schema) ? schema : undefined;
}

/** Whether a validator says all that documents can have: nothing is left to look for. */
export function isClosed(options: Schema): boolean {
  const schema = schemaOf(options);
  return (
    validationOf(options) === "strict" &&
    schema?.["additionalProperties"] === false &&
    isObject(schema["properties"])
  );
}

/** Whether a validator holds anything beside a schema. */
export function isSchemaOnly({ validator }: Schema): boolean {
  return isObject(validator) && Object.keys(validator).every((name) => name === "$jsonSchema");
}
