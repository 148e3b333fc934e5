-- Write down statements about the register's case counts.
--
-- Grain:      one new row per statement
-- Given:      stated_case_counts
insert into case_count
select
    initiative_id,
    activity_id,
    case_kind,
    n,
    gone,
    stated_in
from stated_case_counts
