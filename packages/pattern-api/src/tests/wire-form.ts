import type { Json } from "@agentflow/core";
import type { ParameterModel } from "../model/api-model.js";
import { isJsonObject } from "./schema-index.js";
import { bracketPairs, formPairs, type WirePairs } from "./wire-pairs.js";

/** Where the parameters of one call stand in the request. */
export interface WireForm {
  /** Percent-encoded. */
  readonly path: string;
  readonly query: WirePairs;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Values percent-encoded. */
  readonly cookies: WirePairs;
}

/** A parameter and the value that it is sent with. */
export interface GivenParameter {
  readonly parameter: ParameterModel;
  readonly value: Json;
}

/**
 * What parameters look like in a request, by the table "Style Values" of OpenAPI 3.0.4 §4.7.12.3 and RFC 6570 §3.2.
 * Written apart from the runtime on purpose: the generated tests compare the two.
 */
export function wireForm(template: string, given: readonly GivenParameter[]): WireForm {
  const inLocation = (location: ParameterModel["in"]): readonly GivenParameter[] =>
    given.filter(({ parameter }) => parameter.in === location);
  const queryStart = template.indexOf("?");
  // Some documents put a fixed query into the path.
  const fixedQuery = queryStart === -1 ? "" : template.slice(queryStart + 1);
  const path = queryStart === -1 ? template : template.slice(0, queryStart);
  return {
    path: pathForm(path, inLocation("path")),
    query: [
      ...new URLSearchParams(fixedQuery),
      ...inLocation("query").flatMap(pairsOf),
      ...inLocation("querystring").flatMap(queryOf),
    ],
    headers: Object.fromEntries(
      inLocation("header").map(({ parameter, value }) => [
        parameter.wireName.toLowerCase(),
        parameter.json ? JSON.stringify(value) : simpleText(parameter, value, (text) => text),
      ]),
    ),
    cookies: inLocation("cookie")
      .flatMap(pairsOf)
      .map(([name, value]) => [name, value.split(",").map(encodeURIComponent).join(",")]),
  };
}

/** A value that is the whole query: a form, or a text without a name (OpenAPI 3.2 §4.12). */
function queryOf({ parameter, value }: GivenParameter): WirePairs {
  if (parameter.json) return [[JSON.stringify(value), ""]];
  if (!isJsonObject(value)) return [[scalar(value), ""]];
  return formPairs(value, parameter.encoding ?? {});
}

function pathForm(template: string, given: readonly GivenParameter[]): string {
  const parts = template.split(/(\{[^{}]*\})/).map((part) => {
    const found = given.find(({ parameter }) => `{${parameter.wireName}}` === part);
    if (found) return pathText(found.parameter, found.value);
    const sendable = part.replaceAll(/\p{Surrogate}/gu, "\uFFFD");
    // What is encoded in the document stays as it is.
    return encodeURI(sendable)
      .replaceAll(/%25(?=[\dA-Fa-f]{2})/g, "%")
      .replaceAll("#", "%23");
  });
  return parts.join("");
}

function pathText(parameter: ParameterModel, value: Json): string {
  const { style, explode, json, wireName } = parameter;
  if (json) return encodeURIComponent(JSON.stringify(value));
  if (style === "label") return `.${listText(value, explode, explode ? "." : ",")}`;
  if (style === "matrix") return matrixText(encodeURIComponent(wireName), explode, value);
  return simpleText(parameter, value, encodeURIComponent);
}

/** `{name}` and `{name*}` of RFC 6570. */
function simpleText(
  { explode }: ParameterModel,
  value: Json,
  encode: (text: string) => string,
): string {
  return listText(value, explode, ",", encode);
}

/** Members of a list, or names and values of an object, in one text. */
function listText(
  value: Json,
  explode: boolean,
  separator: string,
  encode: (text: string) => string = encodeURIComponent,
): string {
  if (Array.isArray(value)) return value.map((item: Json) => encode(scalar(item))).join(separator);
  if (!isJsonObject(value)) return encode(scalar(value));
  return Object.entries(value)
    .map(([key, item]) => encode(key) + (explode ? "=" : ",") + encode(scalar(item)))
    .join(separator);
}

/** `{;name}` and `{;name*}` of RFC 6570. */
function matrixText(name: string, explode: boolean, value: Json): string {
  const compound = Array.isArray(value) || isJsonObject(value);
  if (!explode || !compound) return `;${name}=${listText(value, false, ",")}`;
  if (isJsonObject(value)) return `;${listText(value, true, ";")}`;
  return value.map((item: Json) => `;${name}=${encodeURIComponent(scalar(item))}`).join("");
}

const delimiters: Readonly<Record<string, string>> = {
  form: ",",
  spaceDelimited: " ",
  pipeDelimited: "|",
};

/** `{?name}` and `{?name*}` of RFC 6570, and the styles that only OpenAPI has. */
function pairsOf({ parameter, value }: GivenParameter): WirePairs {
  const { wireName, style, explode, json } = parameter;
  if (json) return [[wireName, JSON.stringify(value)]];
  if (style === "deepObject") return bracketPairs(wireName, value);
  const delimiter = delimiters[style] ?? ",";
  // RFC 6570 §2.3: a list or an object without members is as if it was not given.
  if (typeof value === "object" && value !== null && Object.keys(value).length === 0) return [];
  if (Array.isArray(value)) {
    const items = value.map(scalar);
    return explode ? items.map((item) => [wireName, item]) : [[wireName, items.join(delimiter)]];
  }
  if (!isJsonObject(value)) return [[wireName, scalar(value)]];
  const members = Object.entries(value).map(([key, item]) => [key, scalar(item)] as const);
  return explode ? members : [[wireName, members.flat().join(delimiter)]];
}

/** What stands for one value; values inside of values are not sent, so there are none here. */
function scalar(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
