import {
  AgentFlowError,
  defaultConfigDirectory,
  errorCodes,
  rememberTrust,
  type TrustQuestion,
} from "@agentflow/core";
import { confirm } from "../ask.js";
import type { CommandContext } from "../command-context.js";

/**
 * Has a person at the terminal say whom they trust; a yes is remembered.
 * @param name what is to be added, for the question
 * @throws AF_PUBLISHER_UNTRUSTED on a no, and where nobody can be asked
 */
export async function askForTrust(
  name: string,
  question: TrustQuestion,
  context: CommandContext,
): Promise<void> {
  const { text, registry } = question;
  const answer = await confirm(
    `${name} is code that will run with your rights. Do you trust ${text} at ${registry}?`,
    context,
  );
  if (answer === true) {
    await rememberTrust(question, defaultConfigDirectory(context.io.environment));
    return;
  }
  const reason = answer === false ? "" : ", and there is nobody to ask";
  throw new AgentFlowError(
    errorCodes.publisherUntrusted,
    `${name} was not added: ${text} at ${registry} is not trusted${reason}.`,
    {
      help: 'Look at it with "agentflow pattern info"; give --accept-publisher to add it all the same.',
    },
  );
}
