import { expect, test } from "vitest";
import { DeleteGrants } from "../../../src/mariadb/model/delete-grants.js";

test.each([
  ["GRANT ALL PRIVILEGES ON *.* TO `root`@`%` WITH GRANT OPTION", true],
  ["GRANT SELECT, DELETE ON `shop`.* TO `u`@`%`", true],
  ["GRANT SELECT (`delete`), INSERT ON `shop`.* TO `u`@`%`", false],
  ["GRANT DELETE ON `sh_p`.* TO `u`@`%`", true],
  ["GRANT DELETE ON `sh\\_p`.* TO `u`@`%`", false],
  ["GRANT DELETE ON `s%`.* TO `u`@`%`", true],
  ["GRANT DELETE ON `s.*`.* TO `u`@`%`", false],
  ["GRANT DELETE ON `shop`.`orders` TO `u`@`%`", true],
  ["GRANT DELETE ON `shop`.`items` TO `u`@`%`", false],
  ["GRANT DELETE ON `stop`.`orders` TO `u`@`%`", false],
  ["GRANT EXECUTE ON FUNCTION `shop`.`orders` TO `u`@`%`", false],
  ["GRANT `delete` TO `u`@`%`", false],
  ["SET DEFAULT ROLE `r` FOR `u`@`%`", false],
])("%s allows to delete rows of shop.orders: %s", (grant, allowed) => {
  expect(new DeleteGrants([grant], "shop").allows("orders")).toBe(allowed);
});
