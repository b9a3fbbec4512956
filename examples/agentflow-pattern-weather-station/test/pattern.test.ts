import { patternSuite } from "@agentflow/core/pattern-suite";
import pattern from "../src/index.js";

patternSuite(pattern, new URL("../package.json", import.meta.url));
