import type { ApiModel, OperationModel } from "@agentflow/pattern-api";
import { FakeService } from "@agentflow/core/testing";
import Stripe from "stripe";
import { publishedVersion } from "../../src/index.js";
import { openAdapter, operationOf } from "../generated-adapter.js";
import { Arguments, joined, type Pair } from "./arguments.js";
import { officialMethods } from "./official-methods.js";
import { sentRequest, type SentRequest } from "./sent-request.js";

/** Of one operation and one choice of arguments, what each client sent. */
export interface Compared {
  readonly id: string;
  readonly official: string;
  readonly choice: number;
  readonly theirs: SentRequest;
  readonly ours: SentRequest;
}

export interface Comparison {
  readonly compared: readonly Compared[];
  /** Operations of the document that the official client has no method for, sorted. */
  readonly unknown: readonly string[];
  /** Kinds of arguments that were given. */
  readonly kinds: ReadonlySet<string>;
}

/** The official client, sending to a service on this machine. */
export function officialClient(url: string, maxNetworkRetries = 0): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe("not-a-real-key", {
    protocol: "http",
    host: hostname,
    port,
    maxNetworkRetries,
    telemetry: false,
    // The type knows the package's own version only.
    apiVersion: publishedVersion as never,
  });
}

/** Makes the same calls with both clients, with every parameter given, as often as there are `choices`. */
export async function compareAll(
  model: ApiModel,
  directory: string,
  choices: readonly number[],
): Promise<Comparison> {
  const service = await FakeService.start();
  const stripe = await openAdapter(directory, { baseUrl: service.url, apiKey: "not-a-real-key" });
  const official = officialMethods(officialClient(service.url));
  const record = async (call: () => Promise<unknown>): Promise<SentRequest> => {
    service.reset();
    service.reply({ headers: { "content-type": "application/json" }, body: "{}" });
    await call();
    const [request, ...more] = service.requests;
    if (!request || more.length > 0)
      throw new Error(`One call sent ${service.requests.length} requests.`);
    return sentRequest(request);
  };
  const compared: Compared[] = [];
  const unknown: string[] = [];
  const kinds = new Set<string>();
  for (const { name, operations } of model.groups) {
    for (const operation of operations) {
      const { id, method, path } = operation;
      const theirs = official.get(`${method} ${path.replaceAll(/\{[^}]*\}/g, "{}")}`);
      if (!theirs) {
        unknown.push(id);
        continue;
      }
      const ours = operationOf(stripe, name, operation.name);
      for (const choice of choices) {
        const given = new Arguments(choice);
        const { places, params, body } = argumentsOf(operation, given);
        // An answer that is a file comes as a stream of theirs.
        const options = operation.responses.some(isFile) ? { accept: "application/json" } : {};
        compared.push({
          id,
          official: theirs.name,
          choice,
          theirs: await record(() =>
            theirs.call(
              places,
              { ...(params.theirs as object), ...(body.theirs as object) },
              // The one method that wants it for each call is that of ephemeral keys.
              { apiVersion: publishedVersion },
            ),
          ),
          ours: await record(() =>
            ours(
              {
                ...(params.ours as object),
                ...pathParams(operation, places),
                ...(operation.body && { body: body.ours }),
              },
              options,
            ),
          ),
        });
        for (const kind of given.kinds) kinds.add(kind);
      }
    }
  }
  await stripe.close();
  await service.close();
  return { compared, unknown: unknown.toSorted(), kinds };
}

function isFile({ status, content }: OperationModel["responses"][number]): boolean {
  return status === "200" && content.some(({ kind }) => kind === "binary");
}

interface Given {
  /** Values of the path, in its order. */
  readonly places: readonly string[];
  readonly params: Pair;
  readonly body: Pair;
}

function argumentsOf({ path, parameters, body }: OperationModel, given: Arguments): Given {
  const query = parameters.filter((parameter) => parameter.in === "query");
  const [content] = body?.content ?? [];
  return {
    places: namesIn(path).map((name) => `${name} /?#&=+%é`),
    params: joined(query.map(({ wireName, schema }) => [wireName, given.value(schema, wireName)])),
    body: content ? given.value(content.schema ?? true, "body") : joined([]),
  };
}

function pathParams({ path, parameters }: OperationModel, places: readonly string[]): object {
  const keys = namesIn(path).map(
    (name) => parameters.find((each) => each.in === "path" && each.wireName === name)?.key ?? name,
  );
  return Object.fromEntries(keys.map((key, index) => [key, places[index]]));
}

function namesIn(path: string): readonly string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name);
}
