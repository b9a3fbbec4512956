import type { CircuitBreaker } from "../../../src/runtime/breaker/circuit-breaker.js";

export const key = "api.example.com";

/** Calls that fail one after the other. */
export function fail(breaker: CircuitBreaker, times = 1): void {
  for (let call = 0; call < times; call += 1) {
    const circuit = breaker.circuit(key);
    circuit.fail(circuit.admit());
  }
}

/** Calls that succeed one after the other. */
export function succeed(breaker: CircuitBreaker, times = 1): void {
  for (let call = 0; call < times; call += 1) {
    const circuit = breaker.circuit(key);
    circuit.succeed(circuit.admit());
  }
}
