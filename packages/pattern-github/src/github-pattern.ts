import { extendPattern } from "@agentflow/core";
import { apiInput, apiPattern, withLinkPaging } from "@agentflow/pattern-api";
import { githubService, pageParameters, publishedDocument } from "./github-service.js";
import { templates } from "./templates.js";

/** The GitHub REST API: pattern-api, plus what only GitHub's own documentation says. */
export const githubPattern = extendPattern(apiPattern, {
  id: "github",
  input: apiInput.extend({
    document: apiInput.shape.document
      .default(publishedDocument)
      .describe("Another edition of GitHub's OpenAPI description"),
  }),
  toBase: (input) => input,
  refine: (model) => {
    const paged = withLinkPaging(model, pageParameters);
    return { ...paged, service: { ...paged.service, ...githubService } };
  },
  extend: (subtasks) => [
    ...subtasks,
    {
      id: "webhook",
      title: "Webhook signatures",
      artifact: "adapter",
      dependsOn: [],
      difficulty: "low",
      // The file is shipped whole; a model has nothing to add to it.
      estimatedTokens: 0,
      plan: () => [
        templates.copy("src/webhook.ts", "src/webhook.ts"),
        templates.copy("test/webhook.test.ts", "test/webhook.test.ts"),
      ],
    },
  ],
});
