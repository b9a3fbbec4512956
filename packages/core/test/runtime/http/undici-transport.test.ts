import { UndiciTransport } from "../../../src/runtime/http/undici-transport.js";
import { transportSuite } from "./transport-suite.js";

transportSuite("the transport by undici", () => new UndiciTransport());
