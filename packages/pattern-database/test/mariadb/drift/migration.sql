-- From the recorded schema to the one that was read
-- Written to be reviewed: nobody has run it. MariaDB commits each statement by itself: when one fails, what ran before
-- it stays. Run it with the client, which ends at the first statement that fails, and keep comments in bodies:
-- mariadb --binary-mode --comments <database> < <this file>
-- Views, routines and triggers that it makes or replaces become those of the user who runs it.

SET NAMES utf8mb4;
SET SESSION sql_mode = 'STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION';

DROP TRIGGER `r`;

-- Review: when shop.t.a was renamed to c, use ALTER TABLE `t` RENAME COLUMN `a` TO `c` instead of dropping the one and adding the other.

-- Destructive: drops the column shop.t.a with its values.
-- Review: fails when shop.t.b is null in a row.
ALTER TABLE `t`
  DROP COLUMN `a`,
  MODIFY COLUMN `b` bigint(20) NOT NULL,
  ADD COLUMN `c` int(11) DEFAULT NULL AFTER `b`;

SET SESSION sql_mode = 'IGNORE_SPACE,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION';

DELIMITER $$
CREATE TRIGGER `r` BEFORE INSERT ON `t` FOR EACH ROW begin set new.b = 1; end
$$
DELIMITER ;

SET SESSION sql_mode = 'STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION';

-- Destructive: drops where shop.s has come to.
DROP SEQUENCE `s`;
