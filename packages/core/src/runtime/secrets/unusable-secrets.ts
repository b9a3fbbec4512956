import { type ErrorCode, errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError, isAgentFlowError } from "../../errors/error.js";

/** What is said of secrets, by the code of the error that each has; the first code stands for all. */
const sayings: readonly (readonly [code: ErrorCode, saying: string])[] = [
  [errorCodes.secretMissing, "Not set"],
  [errorCodes.secretUnreadable, "Not readable"],
  [errorCodes.secretInvalid, "Without the form that is expected"],
];

/**
 * One error for all secrets that cannot be used; the error of the secret when there is one.
 * @param failures by name, what reading each threw; not empty
 */
export function unusableSecrets(failures: ReadonlyMap<string, unknown>): unknown {
  const errors = [...failures.values()];
  // Such as the reason of a signal: it is not about the secrets.
  const other = errors.find((error) => !isAgentFlowError(error));
  if (other !== undefined || errors.length === 1) return other ?? errors[0];
  const parts: string[] = [];
  let first: ErrorCode | undefined;
  for (const [code, saying] of sayings) {
    const names = [...failures].flatMap(([name, error]) =>
      isAgentFlowError(error) && error.code === code ? [`"${name}"`] : [],
    );
    if (names.length === 0) continue;
    first ??= code;
    parts.push(`${saying}: ${names.join(", ")}.`);
  }
  return new AgentFlowError(
    first ?? errorCodes.secretUnreadable,
    `${failures.size} secrets cannot be used. ${parts.join(" ")}`,
    {
      help: [...new Set(errors.map((error) => (isAgentFlowError(error) ? error.help : "")))].join(
        " ",
      ),
      cause: new AggregateError(errors),
    },
  );
}
