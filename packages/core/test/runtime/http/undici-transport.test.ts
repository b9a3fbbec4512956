import { UndiciTransport } from "../../../src/runtime/http/undici-transport.js";
import { describe, expect, it } from "vitest";
import { transportSuite } from "./transport-suite.js";

transportSuite("the transport by undici", () => new UndiciTransport());

describe("the transport by undici", () => {
  it.each([0, -1, 1.5])("refuses %d connections", (connections) => {
    expect(() => new UndiciTransport({ connections })).toThrow(RangeError);
  });
});
