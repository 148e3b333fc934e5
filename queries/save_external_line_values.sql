-- Write the numbers of a delivery down.
--
-- Grain:      one new row per length of period and period
-- Parameters: $external_line_id
-- Given:      line_values
insert into external_line_value (external_line_id, granularity, period_start, rate_pct, lost_days, possible_days)
select
    $external_line_id,
    line_values.granularity,
    line_values.period_start,
    line_values.rate_pct,
    line_values.lost_days,
    line_values.possible_days
from line_values
