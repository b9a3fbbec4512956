import type { Diagnostic } from "@agentflow/core";
import type { ApiModel, OperationModel } from "../../src/model/api-model.js";
import { readApiModel } from "../../src/model/read-api-model.js";
import type { Selection } from "../../src/model/selection.js";

export interface ReadResult {
  readonly model: ApiModel;
  readonly operations: readonly OperationModel[];
  readonly diagnostics: readonly Diagnostic[];
}

const usualSource = "https://api.example.com/spec/openapi.json";

/** Reads a document of which the text is given, because it nests too deep to be written by `JSON.stringify`. */
export function readText(text: string, selection?: Selection, source = usualSource): ReadResult {
  const diagnostics: Diagnostic[] = [];
  const document = { source, text, digest: "sha256-0" };
  const model = readApiModel({ document, name: "Pets", ...selection }, (found) =>
    diagnostics.push(found),
  );
  const operations = model.groups.flatMap((group) => group.operations);
  return { model, operations, diagnostics };
}

/** Reads a document made of these fields and the usual others. */
export function read(fields: object, selection?: Selection, source = usualSource): ReadResult {
  const usual = {
    openapi: "3.1.0",
    info: { title: "Pets", version: "1" },
    servers: [{ url: "https://api.example.com" }],
    paths: {},
  };
  return readText(JSON.stringify({ ...usual, ...fields }), selection, source);
}

/** Reads one operation, `GET /pets` unless another place is given, with these fields. */
export function readOne(
  operation: object,
  fields: object = {},
  place: { readonly method?: string; readonly path?: string } = {},
): ReadResult & { readonly operation: OperationModel } {
  const { method = "get", path = "/pets" } = place;
  const result = read({ paths: { [path]: { [method]: operation } }, ...fields });
  const [only] = result.operations;
  if (!only) throw new Error("The operation was left out.");
  return { ...result, operation: only };
}
