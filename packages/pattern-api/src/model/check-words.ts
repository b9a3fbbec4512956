import { AgentFlowError, errorCodes, isIdentifierName, stringLiteral } from "@agentflow/core";
import { z } from "zod";
import type { ApiModel } from "./api-model.js";

const name = z.string().refine(isIdentifierName);

/** What of a model is printed as it stands, or decides what is printed, and may be nothing else. */
const words = z.object({
  events: z.array(z.object({ typeName: name })),
  guides: z.array(z.object({ path: z.string().regex(/^[\w./-]+$/) })),
  typing: z.object({ dates: z.enum(["string", "date", "temporal"]) }),
  groups: z.array(
    z.object({
      operations: z.array(
        z.object({
          name,
          typeName: name,
          parameters: z.array(
            z.object({ in: z.enum(["cookie", "header", "path", "query", "querystring"]) }),
          ),
          paging: z
            .object({
              description: z.object({
                style: z.enum(["cursor", "last-item", "link", "next-url", "offset", "page"]),
              }),
            })
            .nullable(),
        }),
      ),
    }),
  ),
});

/**
 * Reading a document makes these words, so that none of them is a text of the document. Whatever else makes a model,
 * such as a pattern that extends this one, is held to it here.
 * @throws AF_CODE_REFUSED naming the place
 */
export function checkWords(model: ApiModel): void {
  const [issue] = words.safeParse(model).error?.issues ?? [];
  if (!issue) return;
  throw new AgentFlowError(
    errorCodes.codeRefused,
    `${stringLiteral(issue.path.join("."))} of the model is no word that can be printed.`,
    { help: "The pattern that makes or changes the model has to correct it." },
  );
}
