import { Code, extendPattern } from "@agentflow/core";
import {
  type ApiModel,
  apiInput,
  apiPattern,
  serviceNames,
  withLinkPaging,
} from "@agentflow/pattern-api";
import { githubService, pageParameters, publishedDocument } from "./github-service.js";
import { templates } from "./templates.js";

const webhookGuide = { title: "Webhook signatures", path: "docs/webhooks.md" };

/** The GitHub REST API: pattern-api, plus what only GitHub's own documentation says. */
export const githubPattern = extendPattern(apiPattern, {
  id: "github",
  input: apiInput.extend({
    document: apiInput.shape.document
      .default(publishedDocument)
      .describe("Another edition of GitHub's OpenAPI description"),
  }),
  toBase: (input) => input,
  refine: (model): ApiModel => {
    const paged = withLinkPaging(model, pageParameters);
    const service = { ...paged.service, ...githubService };
    return { ...paged, service, guides: [...paged.guides, webhookGuide] };
  },
  extend: (subtasks, model) => [
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
        templates.render("docs/webhooks.md.eta", webhookGuide.path, {
          packageName: Code.trusted(serviceNames(model.name).packageName),
        }),
        templates.copy("src/webhook.ts", "src/webhook.ts"),
        templates.copy("test/webhook.test.ts", "test/webhook.test.ts"),
      ],
    },
  ],
});
