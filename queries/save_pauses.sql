-- Write down statements about the register's pauses.
--
-- Grain:      one new row per statement
-- Given:      stated_pauses
insert into pause
select
    initiative_id,
    unit_id,
    from_date,
    until_date,
    reason,
    gone,
    stated_in
from stated_pauses
