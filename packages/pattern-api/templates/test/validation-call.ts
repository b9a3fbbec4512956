import {
  type Client,
  createClient,
  type ServiceDescription,
  ServiceError,
} from "@agentflow/core/runtime";
import { FakeService } from "@agentflow/core/testing";
import {
  type CallValidator,
  type CallValidatorOptions,
  ValidationError,
  validationErrorOf,
} from "@agentflow/core/validation";
import { expect } from "vitest";
import { readWire, testCredentials } from "./wire-data.js";

/** Makes a validator of the package. */
type MakeValidator = (options?: CallValidatorOptions) => CallValidator;

/** Checks the calls of all operations but some. */
export function validatorWithout(
  validator: MakeValidator,
  operations: ReadonlySet<string>,
): CallValidator {
  const every = validator();
  return {
    request(operation, params) {
      if (!operations.has(operation)) every.request(operation, params);
    },
    answer(operation, status, data) {
      if (!operations.has(operation)) every.answer(operation, status, data);
    },
  };
}

/**
 * Fails unless a call is rejected when the service answers a text in place of what the case has, and resolves when
 * differences are only told.
 */
export async function expectMismatch(
  service: ServiceDescription,
  validator: MakeValidator,
  [group, key]: readonly [group: string, key: string],
  call: (client: Client) => Promise<unknown>,
): Promise<void> {
  const { answer } = readWire(group)(key);
  const told: ValidationError[] = [];
  const fake = await FakeService.start();
  const connect = (validate: CallValidator): Client =>
    createClient(service, {
      baseUrl: fake.url,
      credentials: testCredentials(),
      retry: false,
      validate,
    });
  const strict = connect(validator());
  const lenient = connect(validator({ onMismatch: (error) => told.push(error) }));
  const reply = {
    status: answer.status,
    headers: { "content-type": answer.contentType ?? "application/json" },
    body: '"text"',
  };
  try {
    fake.reply(reply, reply);
    const error: unknown = await call(strict).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ServiceError);
    expect(validationErrorOf(error)?.code).toBe("AF_ANSWER_MISMATCHED");
    expect(await call(lenient)).toBe("text");
    expect(told.map(({ part }) => part)).toEqual(["answer"]);
  } finally {
    await strict.close();
    await lenient.close();
    await fake.close();
  }
}

/** Fails unless params of an operation that lack everything are refused. */
export function expectRefusal(validator: MakeValidator, operation: string): void {
  expect(() => {
    validator().request(operation, {});
  }).toThrow(ValidationError);
  expect(() => {
    validator({ requests: false }).request(operation, {});
  }).not.toThrow();
}
