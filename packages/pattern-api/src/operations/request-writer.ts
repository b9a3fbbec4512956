import type { JsonSchema, OperationModel, ParameterModel } from "../model/api-model.js";
import { parameterDescription } from "./operation-definition.js";

/** What the runtime writes requests of an operation with for a light client. */
export type RequestWriter = "usualRequest" | "anyRequest";

/** The writer that an operation needs; undefined when it has no body, and parameters of one plain value each. */
export function requestWriter({ parameters, body }: OperationModel): RequestWriter | undefined {
  const kinds = body?.content.map(({ kind }) => kind) ?? [];
  const isForm = kinds.includes("form") || kinds.includes("multipart");
  const styles = parameters.map(styleOf);
  if (isForm || styles.includes("other")) return "anyRequest";
  if (body === null && !styles.includes("usual")) return undefined;
  // What writes lists and bodies writes no cookies.
  return parameters.some(({ in: place }) => place === "cookie") ? "anyRequest" : "usualRequest";
}

function styleOf(parameter: ParameterModel): "plain" | "usual" | "other" {
  const described = parameterDescription(parameter);
  const isPlain = typeof described === "string" && isScalar(parameter.schema);
  if (isPlain && parameter.in !== "querystring") return "plain";
  const keys = typeof described === "string" ? [] : Object.keys(Object(described));
  const isUsual = keys.every((key) => key === "in" || key === "name");
  return isUsual && /^(?:path|query|header)$/.test(parameter.in) ? "usual" : "other";
}

const scalarTypes: ReadonlySet<unknown> = new Set(["string", "number", "integer", "boolean"]);

/** True when a schema says by itself that every value is a text, a number or a boolean. */
function isScalar(schema: JsonSchema): boolean {
  if (typeof schema !== "object") return false;
  const types = [schema["type"]].flat();
  return types.every((type) => scalarTypes.has(type) || (type === "null" && types.length > 1));
}
