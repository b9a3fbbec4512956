import { extendPattern } from "@agentflow/core";
import { type ApiModel, apiInput, apiPattern } from "@agentflow/pattern-api";
import { templates } from "./templates.js";

const guide = { title: "About My service", path: "docs/my-service.md" };

/** REST APIs, plus what only My service's own documentation says. */
export default extendPattern(apiPattern, {
  id: "my-service",
  input: apiInput,
  toBase: (input) => input,

  // Data first: authentication, headers, paging, limits.
  refine: (model): ApiModel => ({
    ...model,
    service: { ...model.service, requestIdHeader: "x-request-id" },
    guides: [...model.guides, guide],
  }),

  // Files second.
  extend: (subtasks, model) => [
    ...subtasks,
    {
      id: "guide",
      title: guide.title,
      artifact: "docs",
      dependsOn: [],
      difficulty: "low",
      estimatedTokens: 0,
      plan: () => [templates.render("docs/guide.md.eta", guide.path, { name: model.name })],
    },
  ],
});
