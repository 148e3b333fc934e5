-- Write down statements about the register's comparison units.
--
-- Grain:      one new row per statement
-- Given:      stated_comparison_units
insert into comparison_unit
select
    initiative_id,
    unit_id,
    reason,
    gone,
    stated_in
from stated_comparison_units
