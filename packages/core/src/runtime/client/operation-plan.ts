import { acceptsOnlyJson } from "../http/media-type.js";
import { type RequestHeaders, setHeader } from "../http/request-headers.js";
import { encodePathLiteral } from "../parameters/percent-encoding.js";
import { anyWriter } from "./any-request.js";
import type { OperationDescription } from "./operation-description.js";
import { isIdempotent } from "./operation-rules.js";
import {
  type CallParams,
  plannedParameters,
  type PlannedParameter,
  writeParameters,
  type WrittenParameters,
} from "./request-plan.js";

/** What can be worked out once for an operation, so that a call has only to fill in its values. */
export class OperationPlan {
  readonly description: OperationDescription;
  readonly idempotent: boolean;
  /** True when an answer that is not JSON is wrong. */
  readonly jsonOnly: boolean;
  readonly #path: string;
  readonly #parameters: readonly PlannedParameter[];

  /** @throws {ParameterError} when a parameter cannot be sent whatever its value is */
  constructor(description: OperationDescription) {
    this.description = description;
    this.idempotent = isIdempotent(description);
    this.jsonOnly = acceptsOnlyJson(description.accept);
    this.#path = encodePathLiteral(description.path);
    this.#parameters = plannedParameters(description, anyWriter);
  }

  /**
   * The call's parameters as they go on the wire.
   * @throws {ParameterError} when a value cannot be sent
   */
  write(params: CallParams): WrittenParameters {
    return writeParameters(this.#path, this.#parameters, params);
  }
}

/**
 * Adds header and cookie parameters.
 * @throws {ParameterError} when a value cannot be sent
 */
export function addFields(headers: RequestHeaders, fields: WrittenParameters["fields"]): void {
  for (const [name, value] of fields) setHeader(headers, name, value);
}

const plans = new WeakMap<OperationDescription, OperationPlan>();

/**
 * The plan of an operation, made when it is first asked for.
 * @throws {ParameterError} when a parameter cannot be sent whatever its value is
 */
export function planOf(description: OperationDescription): OperationPlan {
  let plan = plans.get(description);
  if (plan === undefined) {
    plan = new OperationPlan(description);
    plans.set(description, plan);
  }
  return plan;
}
