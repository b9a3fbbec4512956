import { validator } from "../src/validation.js";
import { validatorWithout } from "./validation-call.js";

/**
 * Checks the calls of the tests. Those of operations are left out whose examples in the description are not what their
 * own schemas say, or for which none is found.
 */
export const validate = validatorWithout(validator, new Set<string>([]));
