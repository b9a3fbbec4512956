import { Code, extendPattern, stripeWebhooks } from "@agentflow/core";
import {
  apiInput,
  type ApiModel,
  correctedApiPattern,
  serviceNames,
  withFormsInQuery,
  withMarkdown,
  withPaging,
  withResources,
  withUpdates,
} from "@agentflow/pattern-api";
import { withEvents } from "./stripe-events.js";
import {
  publishedDocument,
  publishedVersion,
  searchPages,
  stripeService,
  updates,
} from "./stripe-service.js";
import { templates } from "./templates.js";

/** `2022-11-15`, or `2024-09-30.acacia`. */
const apiVersion = /^\d{4}-\d{2}-\d{2}(?:\.\w+)?$/;
const guide = { title: "Keys, accounts, errors and webhooks", path: "docs/stripe.md" };

/** Stripe's API: pattern-api, plus what only Stripe's own documentation says. */
export const stripePattern = extendPattern(
  correctedApiPattern((root) => {
    const updated = withMarkdown(withFormsInQuery(withUpdates(root, updates)));
    return withEvents(withResources(updated, "/v1"));
  }),
  {
    id: "stripe",
    input: apiInput.extend({
      document: apiInput.shape.document
        .default(publishedDocument)
        .describe("Another edition of Stripe's OpenAPI description"),
    }),
    toBase: (input) => input,
    refine: (model): ApiModel => {
      const paged = withPaging(model, searchPages, ({ path }) => path.endsWith("/search"));
      const version = versionOf(model);
      // Without it, an account's own version would be answered.
      const headers = apiVersion.test(version) ? { "stripe-version": version } : {};
      return {
        ...paged,
        version,
        service: { ...paged.service, ...stripeService, headers },
        webhookScheme: stripeWebhooks,
        guides: [...paged.guides, guide],
      };
    },
    extend: (subtasks, model) => [
      ...subtasks,
      {
        id: "guide",
        title: guide.title,
        artifact: "docs",
        dependsOn: [],
        difficulty: "low",
        // The file is shipped whole; a model has nothing to add to it.
        estimatedTokens: 0,
        plan: () => [
          templates.render("docs/stripe.md.eta", guide.path, {
            packageName: Code.trusted(serviceNames(model.name).packageName),
          }),
        ],
      },
    ],
  },
);

/** The version of the API that a description is of. */
function versionOf({ version, documentSource }: ApiModel): string {
  return documentSource === publishedDocument ? publishedVersion : version;
}
