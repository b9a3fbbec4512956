import { z } from "zod";
import { contractVersion, type Manifest, manifestSchema } from "../contract/manifest.js";
import type { Diagnostic } from "../errors/diagnostic.js";
import { errorCodes } from "../errors/error-codes.js";
import { visible } from "../template/literal.js";
import { isPackageName } from "./package-name.js";

/** The part of a package.json that says what pattern a package is. */
export interface PatternPackageJson {
  readonly name?: string | undefined;
  readonly version?: string | undefined;
  readonly agentflow?: unknown;
  readonly dependencies?: Readonly<Record<string, unknown>> | undefined;
  readonly peerDependencies?: Readonly<Record<string, unknown>> | undefined;
}

/** What a package.json says of a pattern; a manifest, or a problem. */
export interface ManifestReading {
  readonly manifest?: Manifest;
  /** The contract that it names, also where the rest cannot be used. */
  readonly contract?: number;
  /** Why it cannot be used here. */
  readonly problem?: Diagnostic;
}

// Once, and not for each package: making a schema takes longer than using it.
const contractSchema = z.looseObject({ contract: z.int().positive() });
const patternSchema = z.object({
  name: z.string().refine(isPackageName, "must be the name of a package"),
  version: z.string().min(1),
  agentflow: manifestSchema,
});

/**
 * Reads the manifest of a package, which nobody has checked. Its contract comes first: a manifest made for another one
 * may have keys that this one lacks.
 * @param source what a problem points to: the path of the package.json, or `npm:<name>@<version>`
 * @returns nothing when the package is no pattern
 */
export function readManifest(json: PatternPackageJson, source: string): ManifestReading {
  if (json.agentflow === undefined) return {};
  const contract = contractSchema.safeParse(json.agentflow).data?.contract;
  const named = contract === undefined ? {} : { contract };
  if (contract !== undefined && contract !== contractVersion) {
    return { ...named, problem: contractProblem(contract, json, source) };
  }
  const parsed = patternSchema.safeParse(json);
  if (parsed.success) return { ...named, manifest: parsed.data.agentflow };
  const message = `The manifest of ${visible(json.name ?? source)} is invalid: ${zodReason(parsed.error)}`;
  return { ...named, problem: manifestProblem(source, message) };
}

/** AF_MANIFEST_INVALID. */
export function manifestProblem(source: string, message: string): Diagnostic {
  return {
    code: errorCodes.manifestInvalid,
    severity: "error",
    message,
    location: { source },
    help: "Update or remove the package; its author finds the schema in docs/reference.",
  };
}

function contractProblem(
  contract: number,
  { name: given, version = "", dependencies, peerDependencies }: PatternPackageJson,
  source: string,
): Diagnostic {
  const name = visible(given ?? source);
  const core = "@agentflow/core";
  const madeFor = peerDependencies?.[core] ?? dependencies?.[core];
  const fits = typeof madeFor === "string" ? ` (${core} ${visible(madeFor)})` : "";
  return {
    code: errorCodes.contractUnsupported,
    severity: "error",
    message: `${name} ${visible(version)} is made for contract ${contract}${fits}; this is contract ${contractVersion}.`,
    location: { source, pointer: "/agentflow/contract" },
    help: `Install a version of ${name} made for contract ${contractVersion}, or an @agentflow/cli with contract ${contract}.`,
  };
}

/** All problems with a shape at once, each with the place it is in. */
export function zodReason(error: z.ZodError): string {
  return error.issues
    .map((issue) => `${visible(issue.path.join("."))}: ${visible(issue.message)}`)
    .join("; ");
}
