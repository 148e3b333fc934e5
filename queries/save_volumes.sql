-- Write down statements about the register's volumes.
--
-- Grain:      one new row per statement
-- Given:      stated_volumes
insert into volume
select
    initiative_id,
    organisation,
    kind,
    period_start,
    counted_to,
    planned,
    done,
    gone,
    stated_in
from stated_volumes
