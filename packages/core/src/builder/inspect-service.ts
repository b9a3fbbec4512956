import { resolve } from "node:path";
import type { InspectContext, SourceDocument } from "../contract/inspect-context.js";
import type { AnyPattern, PatternModel } from "../contract/pattern.js";
import type { Requirements } from "../contract/requirements.js";
import { type DocumentAddress, parseDocumentAddress } from "../documents/document-address.js";
import { readDocument } from "../documents/read-document.js";
import { readRelatedDocument } from "../documents/read-related-document.js";
import { relatedAddress } from "../documents/related-address.js";
import type { Diagnostic } from "../errors/diagnostic.js";
import { AgentFlowError, isAgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral, visible } from "../template/literal.js";
import type { BuildProgressListener } from "./build-progress.js";

/** What an inspection may use. */
export interface InspectionRequest {
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What relative paths of documents and files are relative to. */
  readonly directory: string;
  readonly onProgress: BuildProgressListener;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** What an inspection found. */
export interface Inspection {
  readonly model: PatternModel;
  /** The input as the pattern's schema parsed it. */
  readonly options: unknown;
  /** Every document that was read. */
  readonly documents: readonly SourceDocument[];
  /** Nothing was read or looked for but one document. */
  readonly selfContained: boolean;
  /** Values of secrets that were read: none may ever be written. */
  readonly secrets: readonly string[];
}

/**
 * Parses the user's wishes by the pattern's own schema, and lets the pattern look at the service.
 * The input is the pattern's options with `name`, and with `document` when one is given.
 * @throws AF_INPUT_INVALID naming everything that is wrong with the input
 * @throws AF_SECRET_MISSING when the pattern needs a secret that is not in the environment
 */
export async function inspectService(
  pattern: AnyPattern,
  requirements: Requirements,
  request: InspectionRequest,
): Promise<Inspection> {
  const options = parseInput(pattern, requirements);
  const documents: SourceDocument[] = [];
  const secrets: string[] = [];
  const found: Diagnostic[] = [];
  let others = 0;
  const { signal, environment, directory, onProgress, report } = request;
  const reading = { signal, directory, environment };
  const followed = (address: DocumentAddress, read: () => Promise<SourceDocument>) =>
    tellFile(address, read, onProgress);
  const context: InspectContext = {
    signal,
    report(diagnostic) {
      found.push(diagnostic);
      report(diagnostic);
    },
    async document(source) {
      const document = await followed(parseDocumentAddress(source, directory), () =>
        readDocument(source, {
          ...reading,
          onProgress: (bytes, total) => onProgress({ type: "document", source, bytes, total }),
        }),
      );
      documents.push(document);
      return document;
    },
    async related(reference, from, rules) {
      others += 1;
      const { address } = relatedAddress(reference, from.source, rules, directory);
      const document = await followed(address, () =>
        readRelatedDocument(reference, from.source, rules, reading),
      );
      // Several may refer to one.
      const known = documents.find(
        ({ source, digest }) => source === document.source && digest === document.digest,
      );
      if (!known) documents.push(document);
      return document;
    },
    path(path) {
      // What stands there is read by the pattern itself.
      others += 1;
      return resolve(directory, path);
    },
    secret(name) {
      others += 1;
      const value = environment[name];
      if (value === undefined || value === "") return Promise.reject(secretMissing(name));
      secrets.push(value);
      return Promise.resolve(value);
    },
  };
  try {
    const model = await pattern.inspect(options, context);
    signal.throwIfAborted();
    const selfContained = documents.length === 1 && others === 0;
    return { model, options, documents, selfContained, secrets };
  } catch (error) {
    if (signal.aborted) throw error;
    throw isAgentFlowError(error)
      ? withDiagnostics(error, found)
      : inspectionFailed(pattern, error);
  }
}

/** Reads a document; when it is a file, tells so, also of one that is not there or cannot be read. */
async function tellFile(
  address: DocumentAddress,
  read: () => Promise<SourceDocument>,
  onProgress: BuildProgressListener,
): Promise<SourceDocument> {
  if (address.kind !== "file") return read();
  let document: SourceDocument | undefined;
  try {
    document = await read();
    return document;
  } finally {
    onProgress({ type: "file", path: address.path, digest: document?.digest });
  }
}

function parseInput(pattern: AnyPattern, { name, document, options }: Requirements): unknown {
  const input = { name, ...(document !== undefined && { document }), ...options };
  const parsed = pattern.input.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${visible(path.join(".")) || "input"}: ${visible(message)}`,
  );
  throw new AgentFlowError(
    errorCodes.inputInvalid,
    `The pattern ${stringLiteral(pattern.id)} cannot use this input: ${problems.join("; ")}.`,
    { help: `See its options with \`agentflow pattern info ${pattern.id}\`.`, cause: parsed.error },
  );
}

/** An error, with what was found before it: only there it may say why nothing is left. */
function withDiagnostics(error: AgentFlowError, found: readonly Diagnostic[]): AgentFlowError {
  if (found.length === 0) return error;
  const { code, message, help, location, diagnostics } = error;
  return new AgentFlowError(code, message, {
    help,
    ...(location && { location }),
    diagnostics: [...found, ...diagnostics],
    cause: error,
  });
}

function secretMissing(name: string): AgentFlowError {
  return new AgentFlowError(
    errorCodes.secretMissing,
    `The environment variable ${stringLiteral(name)} is not set.`,
    { help: "Set it to the secret, and run the command again." },
  );
}

function inspectionFailed(pattern: AnyPattern, error: unknown): AgentFlowError {
  const reason = visible(error instanceof Error ? error.message : String(error));
  return new AgentFlowError(
    errorCodes.internal,
    `The pattern ${stringLiteral(pattern.id)} failed while inspecting the service: ${reason}`,
    { help: "Report it to the pattern's author.", cause: error },
  );
}
