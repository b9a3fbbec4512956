import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { readDocument, renderFile } from "@agentflow/core";
import type { ApiModel, WireCase } from "@agentflow/pattern-api";
import { githubPattern } from "../src/index.js";

/** Reads GitHub's whole published description into the pattern's model. */
export async function readGitHub(): Promise<ApiModel> {
  const signal = AbortSignal.timeout(120_000);
  return githubPattern.inspect(githubPattern.input.parse({ name: "GitHub" }), {
    signal,
    document: (source) => readDocument(source, { signal, directory: import.meta.dirname }),
    related: (reference) =>
      Promise.reject(new Error(`Nothing else is needed, but ${reference} was asked for.`)),
    path: (path) => path,
    secret: (name) => Promise.reject(new Error(`No secret is needed, but ${name} was asked for.`)),
    report: () => undefined,
  });
}

/** A generated adapter in a temporary folder, with this workspace's packages. */
export function writeAdapter(model: ApiModel): { readonly directory: string; remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), "agentflow-github-"));
  for (const file of githubPattern.decompose(model).flatMap((subtask) => subtask.plan())) {
    const path = join(directory, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, renderFile(file));
  }
  symlinkSync(
    resolve(import.meta.dirname, "../../../node_modules"),
    join(directory, "node_modules"),
    "dir",
  );
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** An operation of an adapter that was not known when this was compiled. */
export interface Operation {
  (params: object): Promise<unknown>;
  readonly response: (params: object, options: object) => Promise<{ readonly status: number }>;
}

/** The client of a generated adapter. */
export interface Adapter {
  readonly close: () => Promise<void>;
  readonly [group: string]: unknown;
}

/** Imports a generated adapter's sources and makes its client. */
export async function openAdapter(directory: string, options: object): Promise<Adapter> {
  const entry = (await import(pathToFileURL(join(directory, "src/index.ts")).href)) as {
    readonly createGitHub: (options: object) => Adapter;
  };
  return entry.createGitHub(options);
}

/** The operation `adapter.<group>.<name>`. */
export function operationOf(adapter: Adapter, group: string, name: string): Operation {
  const operation = (adapter[group] as Record<string, Operation> | undefined)?.[name];
  if (!operation) throw new Error(`The adapter has no ${group}.${name}.`);
  return operation;
}

/** What a sample case gives to a call of ours. */
export function callParams({ params: { parameters, body } }: WireCase): object {
  return {
    ...Object.fromEntries(parameters.map(({ parameter, value }) => [parameter.key, value])),
    ...(body && { body: body.kind === "binary" ? Uint8Array.from(body.value) : body.value }),
  };
}
