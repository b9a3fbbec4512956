import type { Json } from "@agentflow/core";
import { encodePathLiteral } from "@agentflow/core/runtime";
import { authData } from "../client/service-view.js";
import type {
  ContentModel,
  OperationModel,
  ParameterModel,
  ResponseModel,
} from "../model/api-model.js";
import { leadingContent } from "./content-type.js";
import { documentedErrors } from "./documented-errors.js";
import { isStatusRange } from "./errors-declaration.js";
import { responseRoles } from "./response-roles.js";
import { itemsDescription, streamedContent } from "./streamed-content.js";

/** The data that `defineOperation` takes: all but what is code. What equals a default is left out, so that the exception shows. */
export function operationDefinition(operation: OperationModel): Readonly<Record<string, Json>> {
  const { id, method, path, parameters, body, baseUrl, auth, idempotent } = operation;
  const accept = acceptedTypes(operation).join(", ");
  const { success } = responseRoles(operation);
  const streamed = streamedContent(operation);
  const errors = documentedErrors(operation);
  const [empty, full] = [success.filter(isEmpty), success.filter((each) => !isEmpty(each))];
  // Other statuses than 200 may be without a body in any case.
  const mayBeEmpty = full.length > 0 && empty.some(({ status }) => !/^20[1-9]$/.test(status));
  const redirects = success.filter(({ status }) => /^3\d\d$/.test(status));
  return {
    id,
    method,
    path: encodePathLiteral(path),
    ...(parameters.length > 0 && { parameters: parameterDescriptions(parameters) }),
    ...(body && { body: bodyDescription(body) }),
    ...(accept !== "" && { accept }),
    ...(mayBeEmpty && { mayBeEmpty }),
    ...(errors.length > 0 && { errors: errors.map(errorStatus) }),
    ...(redirects.length > 0 && { successStatuses: redirects.map(({ status }) => Number(status)) }),
    ...(baseUrl !== null && { baseUrl }),
    ...(auth !== null && { auth: authData(auth) }),
    ...(idempotent !== null && { idempotent }),
    ...(streamed && { items: itemsDescription(streamed) }),
  };
}

function isEmpty({ content }: ResponseModel): boolean {
  return content.length === 0;
}

/**
 * Media types asked for: the leading one of each answer. After a redirect nothing is known of what comes.
 * Where answers have no content the errors' types are preferred, and anything else is taken too: a service that
 * answers "OK" in plain text has done what it was asked.
 */
export function acceptedTypes(operation: OperationModel): readonly string[] {
  const { success, errors, redirected } = responseRoles(operation);
  if (redirected) return [];
  const types = leadingTypes(success);
  if (types.length > 0) return types;
  const preferred = leadingTypes(errors);
  return preferred.length > 0 ? [...preferred, "*/*;q=0.1"] : [];
}

function leadingTypes(responses: readonly ResponseModel[]): readonly string[] {
  const contents = responses.flatMap(({ content }) => leadingContent(content));
  return [...new Set(contents.map(({ contentType }) => contentType))];
}

/** `404`, `"4XX"` or `"default"`. */
function errorStatus({ status }: ResponseModel): Json {
  if (status === "default") return status;
  return isStatusRange({ status }) ? status.toUpperCase() : Number(status);
}

function bodyDescription({ required, content }: NonNullable<OperationModel["body"]>): Json {
  const types = content.map(({ contentType }) => contentType);
  const [first = "application/octet-stream"] = types;
  const encoding = formEncoding(content);
  return {
    contentType: types.length > 1 ? types : first,
    ...(required && { required }),
    ...(Object.keys(encoding).length > 0 && { encoding }),
  };
}

/** By property, whatever the form: an urlencoded one has styles, a multipart one the types of its parts. */
function formEncoding(content: readonly ContentModel[]): Readonly<Record<string, Json>> {
  const merged = new Map<string, Readonly<Record<string, Json>>>();
  for (const [name, own] of content.flatMap(({ encoding = {} }) => Object.entries(encoding))) {
    // Plain JSON: an interface has no index signature that would say so.
    merged.set(name, { ...(own as Readonly<Record<string, Json>>), ...merged.get(name) });
  }
  return Object.fromEntries(merged);
}

function parameterDescriptions(parameters: readonly ParameterModel[]): Json {
  // From entries, because a parameter may be called `__proto__`.
  return Object.fromEntries(
    parameters.map((parameter) => [parameter.key, parameterDescription(parameter)]),
  );
}

/** The place of a parameter; with what is not usual, where there is something. */
export function parameterDescription(parameter: ParameterModel): Json {
  const { key, wireName, style, explode, allowReserved, json, encoding } = parameter;
  const usualStyle = parameter.in === "path" || parameter.in === "header" ? "simple" : "form";
  const exception = {
    ...(wireName !== key && parameter.in !== "querystring" && { name: wireName }),
    ...(style !== usualStyle && { style }),
    // OpenAPI §"Parameter Object": `explode` is true for `form` and false for the others; `deepObject` has one form.
    ...(style !== "deepObject" && explode !== explodesByDefault(style) && { explode }),
    ...(allowReserved && { allowReserved }),
    ...(json && { json }),
    // Plain JSON: an interface has no index signature that would say so.
    ...(encoding && { encoding: encoding as unknown as Json }),
  };
  return Object.keys(exception).length === 0 ? parameter.in : { in: parameter.in, ...exception };
}

function explodesByDefault(style: ParameterModel["style"]): boolean {
  return style === "form" || style === "cookie";
}
