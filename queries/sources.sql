-- Where numbers come from: file, sheet and cell, who and when. Cells are whole numbers (model.cell_name writes them), times
-- are UTC. A unit's series has the numbers of the units joined in it too, each under its own unit.
--
-- Grain:      one row per number that counts
-- Parameters: $municipality  its short key
--             $granularity   month, quarter, …
--             $part          total, short, long, …
--             $unit_id       the unit, null for all of them
--             $period_start  first day of the period, null for all of them
-- Columns:    series_id, unit_id, unit, period_start, lost_days, possible_days, rate_pct, employees, fte, preliminary, upload_id, filename, uploaded_at, uploaded_by, sheet, lost_days_at, possible_days_at, rate_pct_at, employees_at, fte_at
select
    coalesce(joined_unit.series_id, observation.unit_id) as series_id,
    observation.unit_id,
    unit.name as unit,
    observation.period_start,
    observation.lost_days,
    observation.possible_days,
    observation.rate_pct,
    observation.employees,
    observation.fte,
    observation.preliminary,
    observation.upload_id,
    upload.filename,
    upload.uploaded_at,
    upload.uploaded_by,
    observation.sheet,
    observation.lost_days_at,
    observation.possible_days_at,
    observation.rate_pct_at,
    observation.employees_at,
    observation.fte_at
from observation
inner join unit on observation.unit_id = unit.unit_id
inner join upload on observation.upload_id = upload.upload_id
left join joined_unit on observation.unit_id = joined_unit.unit_id
where
    observation.municipality = $municipality
    and observation.granularity = $granularity
    and observation.part = $part
    and observation.is_current
    and ($unit_id is null or coalesce(joined_unit.series_id, observation.unit_id) = $unit_id)
    and ($period_start is null or observation.period_start = $period_start)
order by unit, observation.unit_id, observation.period_start desc
