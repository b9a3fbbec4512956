import { refuseTyping } from "../types/refuse-typing.js";
import type { DatabaseKind } from "../dialect/database-kind.js";
import type { MongodbModel } from "./model/mongodb-model.js";
import { compareMongodb } from "./compare-mongodb.js";
import { mongodbAddress } from "./mongodb-address.js";
import { mongodbSubtasks } from "./mongodb-subtasks.js";

/** MongoDB on a server: from validators and, where there is none, from documents. */
export const mongodb: DatabaseKind<MongodbModel> = {
  title: "MongoDB",
  address: mongodbAddress,
  drivers: ["mongodb"],
  async loadReader() {
    const { readMongodb } = await import("./read-mongodb.js");
    return readMongodb;
  },
  check: refuseTyping,
  compare: compareMongodb,
  subtasks: mongodbSubtasks,
};
