/** What a generated package needs beside the runtime. */
export const mongodbPackages = {
  dependencies: { mongodb: "^7.9.0" },
  devDependencies: { "mongodb-memory-server": "^11.3.0" },
} as const;
