import type { Json } from "@agentflow/core";
import type { DocumentModel, ValueModel } from "../model/mongodb-model.js";

/** What the runtime is told of a type: a `ValueType` of `@agentflow/database/mongodb`. */
export function valueDescription(value: ValueModel): Json {
  switch (value.kind) {
    case "scalar":
      return value.type;
    case "document":
      return documentDescription(value);
    case "record":
      return { values: valueDescription(value.values) };
    case "array":
      return { items: valueDescription(value.items) };
    case "union":
      return { oneOf: value.of.map((each) => valueDescription(each)) };
  }
}

export function documentDescription({ fields, open }: DocumentModel): {
  readonly [key: string]: Json;
} {
  return {
    fields: fields.map(({ name, value, optional }) => ({
      name,
      type: valueDescription(value),
      ...(optional && { optional }),
    })),
    ...(open && { others: "any" }),
  };
}
