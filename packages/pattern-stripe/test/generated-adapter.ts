import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { readDocument, renderFile } from "@agentflow/core";
import type { ApiModel } from "@agentflow/pattern-api";
import { stripePattern } from "../src/index.js";

/** Reads Stripe's whole published description into the pattern's model. */
export async function readStripe(report: (message: string) => void): Promise<ApiModel> {
  const signal = AbortSignal.timeout(120_000);
  return stripePattern.inspect(stripePattern.input.parse({ name: "Stripe" }), {
    signal,
    document: (source) => readDocument(source, { signal, directory: import.meta.dirname }),
    related: (reference) =>
      Promise.reject(new Error(`Nothing else is needed, but ${reference} was asked for.`)),
    path: (path) => path,
    secret: (name) => Promise.reject(new Error(`No secret is needed, but ${name} was asked for.`)),
    report: ({ message }) => report(message),
  });
}

/** Every file of a generated adapter, by its path. */
export function renderStripe(model: ApiModel): ReadonlyMap<string, string> {
  const files = stripePattern.decompose(model).flatMap((subtask) => subtask.plan());
  return new Map(files.map((file) => [file.path, renderFile(file)]));
}

/** A generated adapter in a temporary folder, with this workspace's packages. */
export function writeAdapter(files: ReadonlyMap<string, string>): {
  readonly directory: string;
  remove(): void;
} {
  const directory = mkdtempSync(join(tmpdir(), "agentflow-stripe-"));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  symlinkSync(
    resolve(import.meta.dirname, "../../../node_modules"),
    join(directory, "node_modules"),
    "dir",
  );
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** The client of a generated adapter. */
export interface Adapter {
  readonly close: () => Promise<void>;
  readonly [group: string]: unknown;
}

/** An operation of an adapter that was not known when this was compiled. */
export type Operation = (params: object, options?: object) => Promise<unknown>;

/** Imports a generated adapter's sources and makes its client. */
export async function openAdapter(directory: string, options: object): Promise<Adapter> {
  const entry = (await import(pathToFileURL(join(directory, "src/index.ts")).href)) as {
    readonly createStripe: (options: object) => Adapter;
  };
  return entry.createStripe(options);
}

/** The operation `adapter.<group>.<name>`. */
export function operationOf(adapter: Adapter, group: string, name: string): Operation {
  const operation = (adapter[group] as Record<string, Operation> | undefined)?.[name];
  if (!operation) throw new Error(`The adapter has no ${group}.${name}.`);
  return operation;
}
