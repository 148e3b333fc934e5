-- What the numbers that count are, source by source, for one length of period and one part of the absence.
--
-- Grain:      one row per definition; what nobody has said is null
-- Parameters: $municipality  its short key
--             $granularity   month, quarter, …
--             $part          total, short, long, …
-- Columns:    certified, short_until_day, holiday_in_possible_days, n_rows, first_period, last_period
select
    series_definition.certified,
    series_definition.short_until_day,
    series_definition.holiday_in_possible_days,
    count(*) as n_rows,
    min(observation.period_start) as first_period,
    max(observation.period_start) as last_period
from observation
inner join upload on observation.upload_id = upload.upload_id
left join series_definition on upload.series_definition_id = series_definition.series_definition_id
where
    observation.municipality = $municipality
    and observation.granularity = $granularity
    and observation.part = $part
    and observation.is_current
group by all
order by n_rows desc, certified, short_until_day, holiday_in_possible_days
