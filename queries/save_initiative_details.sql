-- Write down statements about the register's initiative details.
--
-- Grain:      one new row per statement
-- Given:      stated_initiative_details
insert into initiative_detail
select
    initiative_id,
    target,
    target_change_pct,
    base_year,
    partners,
    trial_end,
    decision_on,
    decision,
    closed_on,
    evaluation,
    gone,
    stated_in
from stated_initiative_details
