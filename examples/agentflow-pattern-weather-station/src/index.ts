import { extendPattern } from "@agentflow/core";
import { type ApiModel, apiInput, apiPattern, withLinkPaging } from "@agentflow/pattern-api";
import { stationService } from "./station-service.js";
import { templates } from "./templates.js";

const guide = { title: "Temperatures", path: "docs/temperatures.md" };

/** The API of weather stations: pattern-api, plus what only the operator's own documentation says. */
export default extendPattern(apiPattern, {
  id: "weather-station",
  input: apiInput,
  toBase: (input) => input,
  refine: (model): ApiModel => {
    const paged = withLinkPaging(model, ["page"]);
    const service = { ...paged.service, ...stationService };
    return { ...paged, service, guides: [...paged.guides, guide] };
  },
  extend: (subtasks, model) => [
    ...subtasks,
    {
      id: "temperatures",
      title: "Temperatures",
      artifact: "adapter",
      dependsOn: [],
      difficulty: "low",
      estimatedTokens: 0,
      plan: () => [
        templates.render("docs/temperatures.md.eta", guide.path, { name: model.name }),
        templates.copy("src/celsius.ts", "src/celsius.ts"),
        templates.copy("test/celsius.test.ts", "test/celsius.test.ts"),
      ],
    },
  ],
});
