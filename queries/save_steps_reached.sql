-- Write down statements about the register's steps reached.
--
-- Grain:      one new row per statement
-- Given:      stated_steps_reached
insert into milestone
select
    initiative_id,
    unit_id,
    item,
    planned_on,
    reached_on,
    dropped,
    gone,
    stated_in
from stated_steps_reached
