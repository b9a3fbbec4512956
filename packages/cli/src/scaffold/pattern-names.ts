import { AgentFlowError, errorCodes, stringLiteral } from "@agentflow/core";

/** What a new pattern is called, everywhere its name stands. */
export interface PatternNames {
  /** Folder, and `id` of the manifest: `my-service`. */
  readonly id: string;
  /** `agentflow-pattern-my-service`. */
  readonly packageName: string;
  /** `My service`. */
  readonly title: string;
}

const prefix = "agentflow-pattern-";
const help =
  "Take a name such as my-service: small letters, digits, and single hyphens between them.";

/** Names that Windows gives to devices: no folder can have them. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * Checks what the user calls a pattern, and says what follows from it. Whatever passes is safe in a path, a package.json,
 * a template and a sentence, so that files are made from it by plain replacement.
 * @throws AF_USAGE_INVALID naming what cannot be used
 */
export function patternNames(
  name: string,
  given: { readonly packageName?: string | undefined; readonly title?: string | undefined } = {},
): PatternNames {
  const id = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id) || id.length > 60 || device.test(id)) {
    throw unusable(`A pattern cannot be called ${stringLiteral(name)}.`, help);
  }
  const { packageName = `${prefix}${id}`, title = titleOf(id) } = given;
  if (!/^(?:@[a-z0-9-]+\/)?[a-z0-9][a-z0-9-]*$/.test(packageName) || packageName.length > 214) {
    throw unusable(
      `A package cannot be called ${stringLiteral(packageName)}.`,
      "Take a name such as @my-company/agentflow-pattern-my-service.",
    );
  }
  if (!/^[\p{L}\p{N}]+(?:[ .-][\p{L}\p{N}]+)*$/u.test(title) || title.length > 100) {
    throw unusable(
      `A pattern cannot have the title ${stringLiteral(title)}.`,
      "Take letters and digits, with a space, full stop or hyphen between them; it can be changed later.",
    );
  }
  return { id, packageName, title };
}

function titleOf(id: string): string {
  const words = id.replaceAll("-", " ");
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

function unusable(message: string, next: string): AgentFlowError {
  return new AgentFlowError(errorCodes.usageInvalid, message, { help: next });
}
