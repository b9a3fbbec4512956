import { patternSuite } from "@agentflow/core/pattern-suite";
import { databasePattern } from "../../src/pattern.js";

patternSuite(databasePattern, new URL("../../package.json", import.meta.url));
