-- Which uploads the figures that count come from, how far they reach, and how many of them are preliminary.
--
-- Grain:      one row per upload and length of period
-- Parameters: $municipality  its short key
-- Columns:    upload_id, granularity, first_period, last_period, n_rows, n_preliminary
select
    upload_id,
    granularity,
    min(period_start) as first_period,
    max(period_start) as last_period,
    count(*) as n_rows,
    count(case when preliminary then 1 end) as n_preliminary
from observation
where municipality = $municipality and is_current
group by upload_id, granularity
order by upload_id, granularity
