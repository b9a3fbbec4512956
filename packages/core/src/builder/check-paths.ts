import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import { foldersOf, foldPath, pathProblem, recordPath } from "./package-path.js";

/** A file and the subtask that plans it. */
export interface PathClaim {
  readonly path: string;
  readonly subtask: string;
}

/**
 * Checks that every file stays in the package on every operating system, and that no two get in each other's way.
 * @throws AF_PATH_UNSAFE naming the path
 * @throws AF_PLAN_INVALID naming both subtasks when two files are one where case is ignored, or one is the other's folder
 */
export function checkPaths(claims: readonly PathClaim[]): void {
  const byPath = new Map<string, PathClaim>();
  for (const claim of claims) {
    const problem = pathProblem(claim.path);
    if (problem !== undefined) throw unsafe(claim, problem);
    const folded = foldPath(claim.path);
    if (folded === recordPath)
      throw unsafe(claim, "is the package's record, which the builder writes");
    const other = byPath.get(folded);
    if (other) throw planInvalid(claim, other, "is the same file as");
    byPath.set(folded, claim);
  }
  for (const folder of foldersOf(byPath.keys())) {
    const claim = byPath.get(folder);
    const inside = claim && claims.find(({ path }) => foldPath(path).startsWith(`${folder}/`));
    if (inside) throw planInvalid(claim, inside, "is a file and the folder of");
  }
}

function unsafe({ path, subtask }: PathClaim, problem: string): AgentFlowError {
  return new AgentFlowError(
    errorCodes.pathUnsafe,
    `The path ${stringLiteral(path)} of subtask ${stringLiteral(subtask)} ${problem}.`,
    { help: "The pattern has to plan another path; report it to the pattern's author." },
  );
}

function planInvalid(claim: PathClaim, other: PathClaim, relation: string): AgentFlowError {
  const of = ({ path, subtask }: PathClaim): string =>
    `${stringLiteral(path)} of subtask ${stringLiteral(subtask)}`;
  return new AgentFlowError(errorCodes.planInvalid, `${of(claim)} ${relation} ${of(other)}.`, {
    help: "The pattern has to plan each file once; report it to the pattern's author.",
  });
}
