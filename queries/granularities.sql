-- Which lengths of period and parts of the absence a municipality has numbers for.
--
-- Grain:      one row per granularity and part
-- Parameters: $municipality  its short key
-- Columns:    granularity, part, n_rows, first_period, last_period
select
    granularity,
    part,
    count(*) as n_rows,
    min(period_start) as first_period,
    max(period_start) as last_period
from observation
where municipality = $municipality and is_current
group by granularity, part
order by n_rows desc, granularity, part
