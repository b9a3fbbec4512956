import { type Json, jsonText, type PlannedFile } from "@agentflow/core";
import { authOptions } from "../client/auth-options.js";
import type { ApiModel, GroupModel } from "../model/api-model.js";
import { credentialPlaces } from "./wire-credential.js";
import type { WireAnswer, WireCase, WireCases } from "./wire-case.js";

/** Expected requests and answers of a group, one line per case so that a difference is readable. */
export function wireFile(group: GroupModel, cases: readonly WireCases[]): PlannedFile {
  const text = `{\n${cases.flatMap(lines).join(",\n")}\n}\n`;
  return { kind: "text", path: `test/wire/${group.file}.json`, text };
}

function lines({ success, required, error, stream, format }: WireCases): readonly string[] {
  return [
    line(success, success.answer),
    // The answer is the same: it is not written twice.
    ...(required ? [line(required, success.key)] : []),
    ...(error ? [line(error, error.answer)] : []),
    ...(format ? [line(format, format.answer)] : []),
    ...(stream ? [line(stream, stream.answer)] : []),
  ];
}

function line({ key, request }: WireCase, answer: WireAnswer | string): string {
  // Both are plain JSON: interfaces have no index signature that would say so.
  return `${jsonText(key)}: ${jsonText({ request, answer } as unknown as Json)}`;
}

/** What every request of the service has in common: its headers, and how it proves who calls. */
export function serviceFile(model: ApiModel): PlannedFile {
  const { service } = model;
  const common: Json = {
    headers: Object.fromEntries(
      Object.entries(service.headers).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    auth: credentialPlaces(service.auth).map((place) => ({ ...place })),
    credentials: authOptions(model).map(({ credential }) => credential),
  };
  return { kind: "text", path: "test/wire-service.json", text: `${jsonText(common, 2)}\n` };
}
