import { refuseTyping } from "../types/refuse-typing.js";
import type { DatabaseKind } from "../dialect/database-kind.js";
import { compareDynamodb } from "./compare-dynamodb.js";
import { dynamodbAddress } from "./dynamodb-address.js";
import type { DynamodbModel } from "./dynamodb-model.js";
import { dynamodbSubtasks } from "./dynamodb-subtasks.js";

/** Tables of DynamoDB, from their descriptions and, where a user asks for it, from items. */
export const dynamodb: DatabaseKind<DynamodbModel> = {
  title: "DynamoDB",
  address: dynamodbAddress,
  drivers: ["@aws-sdk/client-dynamodb"],
  async loadReader() {
    const { readDynamodb } = await import("./read-dynamodb.js");
    return readDynamodb;
  },
  check: refuseTyping,
  compare: compareDynamodb,
  subtasks: dynamodbSubtasks,
};
