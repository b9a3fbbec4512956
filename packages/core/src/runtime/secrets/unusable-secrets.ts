import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";

/** What is said of secrets, by the code of the error that each has; the first that there is stands for all. */
const sayings = [
  { code: errorCodes.secretMissing, saying: "Not set" },
  { code: errorCodes.secretUnreadable, saying: "Not readable" },
  { code: errorCodes.secretInvalid, saying: "Without the form that is expected" },
];

/** Whether an error says that a secret cannot be used. */
export function isAboutSecret({ code }: AgentFlowError): boolean {
  return sayings.some((each) => each.code === code);
}

/**
 * One error for all secrets that cannot be used; the error of the secret when there is one.
 * @param failures why each cannot be used, by name; not empty, and all of them about secrets
 */
export function unusableSecrets(failures: ReadonlyMap<string, AgentFlowError>): AgentFlowError {
  const errors = [...failures.values()];
  const [only] = errors;
  if (only !== undefined && errors.length === 1) return only;
  const groups = sayings
    .map((each) => ({ ...each, names: namesWith(each.code, failures) }))
    .filter(({ names }) => names.length > 0);
  const said = groups.map(({ saying, names }) => `${saying}: ${names.join(", ")}.`);
  return new AgentFlowError(
    groups[0]?.code ?? errorCodes.secretMissing,
    `${failures.size} secrets cannot be used. ${said.join(" ")}`,
    {
      help: [...new Set(errors.map(({ help }) => help))].join(" "),
      cause: new AggregateError(errors),
    },
  );
}

function namesWith(code: string, failures: ReadonlyMap<string, AgentFlowError>): readonly string[] {
  return [...failures].filter(([, error]) => error.code === code).map(([name]) => `"${name}"`);
}
