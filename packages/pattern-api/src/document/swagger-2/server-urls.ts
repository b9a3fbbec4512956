import { isJsonArray, type JsonObject, textOf } from "../json-object.js";
import type { Json } from "@agentflow/core";

/**
 * The addresses of the service, `https:` first. Without a host it is the document's own, and without schemes `https:`.
 */
export function serverUrls(root: JsonObject, schemes = root["schemes"]): readonly JsonObject[] {
  const host = textOf(root["host"]);
  const path = textOf(root["basePath"]) ?? "";
  const absolute = path === "" || path.startsWith("/") ? path : `/${path}`;
  if (host === undefined) return [{ url: absolute === "" ? "/" : absolute }];
  return webSchemes(schemes).map((scheme) => ({ url: `${scheme}://${host}${absolute}` }));
}

function webSchemes(schemes: Json | undefined): readonly string[] {
  const listed = schemes !== undefined && isJsonArray(schemes) ? schemes : [];
  const web = ["https", "http"].filter((scheme) => listed.includes(scheme));
  return web.length > 0 ? web : ["https"];
}
