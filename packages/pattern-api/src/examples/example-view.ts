import { type ExampleCall, exampleCall } from "../docs/example-call.js";
import { type ExampleClient, exampleClient } from "../docs/example-client.js";
import type { ExampleOperation } from "../docs/example-operation.js";
import type { ApiModel } from "../model/api-model.js";

/** Everything that a template of `examples/` prints. */
export interface ExampleView extends ExampleClient {
  readonly call: ExampleCall;
}

/** What an example says of one service and one operation of it. */
export function exampleView(model: ApiModel, example: ExampleOperation): ExampleView {
  return { ...exampleClient(model), call: exampleCall(model, example) };
}
