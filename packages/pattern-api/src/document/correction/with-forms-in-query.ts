import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject, type JsonObject } from "../json-object.js";
import { changedOperations } from "./changed-operations.js";

const form = "application/x-www-form-urlencoded";

/**
 * A description in which the fields of forms that GET, HEAD and DELETE would send are parameters of their query.
 * Content has no meaning in these (RFC 9110 §9.3.1, §9.3.2, §9.3.5), and `fetch` sends none with the first two.
 */
export function withFormsInQuery(root: JsonObject): JsonObject {
  return changedOperations(root, (operation, method) => {
    const { requestBody, ...rest } = operation;
    const content = isJsonObject(requestBody) ? requestBody["content"] : undefined;
    const described = isJsonObject(content) ? content[form] : undefined;
    if (!/^(?:get|head|delete)$/.test(method) || !isJsonObject(described)) return operation;
    const declared = isJsonArray(rest["parameters"]) ? rest["parameters"] : [];
    return { ...rest, parameters: [...declared, ...fieldsOf(described)] };
  });
}

/** The fields of a form as parameters of a query. */
function fieldsOf({ schema, encoding }: JsonObject): readonly Json[] {
  const { properties, required } = isJsonObject(schema) ? schema : {};
  const names = isJsonArray(required) ? required : [];
  return Object.entries(isJsonObject(properties) ? properties : {}).map(([name, field]) => {
    const own = isJsonObject(encoding) ? encoding[name] : undefined;
    return {
      in: "query",
      name,
      ...(isJsonObject(field) && field["description"] !== undefined
        ? { description: field["description"] }
        : {}),
      ...(isJsonObject(own) && own["style"] !== undefined ? { style: own["style"] } : {}),
      ...(isJsonObject(own) && own["explode"] !== undefined ? { explode: own["explode"] } : {}),
      required: names.includes(name),
      schema: field,
    };
  });
}
