export type {
  CheckResult,
  ConformanceFinding,
  ConformanceReport,
} from "./conformance/conformance-report.js";
export { testPattern, type TestPatternOptions } from "./conformance/test-pattern.js";
export { testedPattern, type TestedPattern } from "./conformance/tested-pattern.js";
