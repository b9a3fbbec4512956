/**
 * Every code this product can throw or report, in one closed list.
 * Each has a section in `docs/reference/errors.md`; a test keeps the two complete in both directions.
 */
export const errorCodes = {
  // Usage and configuration
  usageInvalid: "AF_USAGE_INVALID",
  inputInvalid: "AF_INPUT_INVALID",
  configInvalid: "AF_CONFIG_INVALID",
  nodeUnsupported: "AF_NODE_UNSUPPORTED",
  // Choosing a pattern
  serviceUnknown: "AF_SERVICE_UNKNOWN",
  typeUnknown: "AF_TYPE_UNKNOWN",
  patternUnknown: "AF_PATTERN_UNKNOWN",
  patternTied: "AF_PATTERN_TIED",
  manifestInvalid: "AF_MANIFEST_INVALID",
  contractUnsupported: "AF_CONTRACT_UNSUPPORTED",
  patternUnloadable: "AF_PATTERN_UNLOADABLE",
  patternMismatched: "AF_PATTERN_MISMATCHED",
  // Reading a document
  documentNotFound: "AF_DOCUMENT_NOT_FOUND",
  documentUnreachable: "AF_DOCUMENT_UNREACHABLE",
  documentEmpty: "AF_DOCUMENT_EMPTY",
  documentMalformed: "AF_DOCUMENT_MALFORMED",
  documentUnrecognised: "AF_DOCUMENT_UNRECOGNISED",
  documentUnsupported: "AF_DOCUMENT_UNSUPPORTED",
  documentTooLarge: "AF_DOCUMENT_TOO_LARGE",
  documentFaulty: "AF_DOCUMENT_FAULTY",
  serverUnknown: "AF_SERVER_UNKNOWN",
  referenceUnresolved: "AF_REFERENCE_UNRESOLVED",
  referenceRefused: "AF_REFERENCE_REFUSED",
  operationUnusable: "AF_OPERATION_UNUSABLE",
  bodyEncodedByCaller: "AF_BODY_ENCODED_BY_CALLER",
  pagingUnfit: "AF_PAGING_UNFIT",
  selectionEmpty: "AF_SELECTION_EMPTY",
  registryUnreachable: "AF_REGISTRY_UNREACHABLE",
  packageNotFound: "AF_PACKAGE_NOT_FOUND",
  integrityMismatched: "AF_INTEGRITY_MISMATCHED",
  // Reading a database
  databaseUnreachable: "AF_DATABASE_UNREACHABLE",
  databaseRefused: "AF_DATABASE_REFUSED",
  databaseUnsupported: "AF_DATABASE_UNSUPPORTED",
  ddlInvalid: "AF_DDL_INVALID",
  schemaIncomplete: "AF_SCHEMA_INCOMPLETE",
  // Planning and rendering files
  planInvalid: "AF_PLAN_INVALID",
  fileNotPlanned: "AF_FILE_NOT_PLANNED",
  pathUnsafe: "AF_PATH_UNSAFE",
  templateInvalid: "AF_TEMPLATE_INVALID",
  codeRefused: "AF_CODE_REFUSED",
  subtaskFailed: "AF_SUBTASK_FAILED",
  // Writing the package
  outputForeign: "AF_OUTPUT_FOREIGN",
  outputExists: "AF_OUTPUT_EXISTS",
  outputUnwritable: "AF_OUTPUT_UNWRITABLE",
  outputNotDirectory: "AF_OUTPUT_NOT_DIRECTORY",
  outputBusy: "AF_OUTPUT_BUSY",
  writeFailed: "AF_WRITE_FAILED",
  // Verifying the package
  packageNotGenerated: "AF_PACKAGE_NOT_GENERATED",
  packageRecordInvalid: "AF_PACKAGE_RECORD_INVALID",
  fileMissing: "AF_FILE_MISSING",
  typecheckFailed: "AF_TYPECHECK_FAILED",
  testsFailed: "AF_TESTS_FAILED",
  secretInSource: "AF_SECRET_IN_SOURCE",
  typeEscape: "AF_TYPE_ESCAPE",
  fileEdited: "AF_FILE_EDITED",
  codeUnsafe: "AF_CODE_UNSAFE",
  operationUncovered: "AF_OPERATION_UNCOVERED",
  notVerified: "AF_NOT_VERIFIED",
  verifierUnavailable: "AF_VERIFIER_UNAVAILABLE",
  scoreTooLow: "AF_SCORE_TOO_LOW",
  historyInvalid: "AF_HISTORY_INVALID",
  // At run time of a generated adapter
  secretMissing: "AF_SECRET_MISSING",
  secretInvalid: "AF_SECRET_INVALID",
  secretUnreadable: "AF_SECRET_UNREADABLE",
  credentialsUnencrypted: "AF_CREDENTIALS_UNENCRYPTED",
  tokenRefused: "AF_TOKEN_REFUSED",
  budgetExceeded: "AF_BUDGET_EXCEEDED",
  // Everything else
  interrupted: "AF_INTERRUPTED",
  internal: "AF_INTERNAL",
} as const;

export type ErrorCode = (typeof errorCodes)[keyof typeof errorCodes];
