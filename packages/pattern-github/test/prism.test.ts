import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readDocument } from "@agentflow/core";
import { ServiceError } from "@agentflow/core/runtime";
import {
  type JsonSchema,
  type OperationModel,
  SchemaIndex,
  wireCases,
} from "@agentflow/pattern-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishedDocument } from "../src/index.js";
import {
  callParams,
  openAdapter,
  operationOf,
  readGitHub,
  writeAdapter,
} from "./generated-adapter.js";

/** Every 20th operation, and besides them every one whose body is unusual. */
const step = 20;

interface Result {
  readonly id: string;
  readonly status: number | undefined;
  readonly expected: number;
}

/** Prism, a mock server written by others, serves the same document and validates each request against it. */
describe("against a validating mock server", () => {
  const folder = mkdtempSync(join(tmpdir(), "agentflow-prism-"));
  let prism: ChildProcess | undefined;
  let adapter: ReturnType<typeof writeAdapter> | undefined;
  let url: string;
  const results: Result[] = [];

  beforeAll(async () => {
    const signal = AbortSignal.timeout(240_000);
    const { text } = await readDocument(publishedDocument, { directory: folder, signal });
    writeFileSync(join(folder, "github.json"), text);
    const port = await freePort();
    prism = spawn(
      process.execPath,
      [prismCommand(), "mock", "-p", String(port), join(folder, "github.json")],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    await listening(prism, signal);
    url = `http://127.0.0.1:${port}`;

    const model = await readGitHub();
    adapter = writeAdapter(model);
    const github = await openAdapter(adapter.directory, { baseUrl: url, retry: false });
    const index = SchemaIndex.of(model);
    for (const { group, operation } of chosen(model.groups)) {
      const { success } = wireCases(operation, index);
      // Its redirects lead to the document's example hosts.
      if (success.answer.redirect !== undefined) continue;
      const { response } = operationOf(github, group, operation.name);
      // A refused request rejects; its answer tells the same as a success.
      const options = { headers: { prefer: `code=${success.answer.status}` } };
      const reply = await response(callParams(success), options).catch((error: unknown) => {
        if (error instanceof ServiceError) return error;
        throw error;
      });
      results.push({ id: operation.id, status: reply.status, expected: success.answer.status });
    }
    await github.close();
  }, 300_000);

  afterAll(() => {
    prism?.kill();
    adapter?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test("calls a few dozen operations", () => {
    expect(results.length).toBeGreaterThanOrEqual(60);
  });

  test("gets the documented answer to every call", () => {
    expect(results.filter(({ status, expected }) => status !== expected)).toEqual([]);
  });

  test("would have been refused with a wrong parameter", async () => {
    const reply = await fetch(`${url}/repos/octocat/hello-world/issues?per_page=many`);
    expect(reply.status).toBe(422);
  });
});

function chosen(
  groups: readonly { name: string; operations: readonly OperationModel[] }[],
): readonly { group: string; operation: OperationModel }[] {
  return (
    groups
      .flatMap(({ name, operations }) =>
        operations.map((operation) => ({ group: name, operation })),
      )
      // The mock server reads the digits of a number as a string too, and then finds that `oneOf` matches twice.
      .filter(({ operation }) => operation.parameters.every(({ schema }) => !takesEither(schema)))
      .filter(
        ({ operation: { body } }, position) =>
          position % step === 0 ||
          body?.content.some(
            ({ kind, schema }) => kind !== "json" || !Object.hasOwn(Object(schema), "type"),
          ),
      )
  );
}

function takesEither(schema: JsonSchema): boolean {
  return typeof schema === "object" && "oneOf" in schema;
}

function prismCommand(): string {
  const manifest = createRequire(import.meta.url).resolve("@stoplight/prism-cli/package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: { prism: string } };
  return join(dirname(manifest), bin.prism);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(child: ChildProcess, signal: AbortSignal): Promise<void> {
  let output = "";
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => reject(new Error(`The mock server did not start:\n${output}`));
    signal.addEventListener("abort", stop, { once: true });
    child.once("exit", stop);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-10_000);
        if (output.includes("Prism is listening")) resolve();
      });
    }
  });
}
