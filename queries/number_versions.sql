-- Every version of one number that was ever uploaded, newest first, also those of undone uploads.
--
-- Grain:      one row per upload that brought the number
-- Parameters: $municipality  its short key
--             $unit_id       the unit
--             $granularity   month, quarter, …
--             $part          total, short, long, …
--             $period_start  first day of the period
-- Columns:    upload_id, filename, uploaded_at, uploaded_by, undone_at, is_current, lost_days, possible_days, rate_pct, employees, fte, preliminary, sheet, lost_days_at, possible_days_at, rate_pct_at, employees_at, fte_at
select
    observation.upload_id,
    upload.filename,
    upload.uploaded_at,
    upload.uploaded_by,
    upload.undone_at,
    observation.is_current,
    observation.lost_days,
    observation.possible_days,
    observation.rate_pct,
    observation.employees,
    observation.fte,
    observation.preliminary,
    observation.sheet,
    observation.lost_days_at,
    observation.possible_days_at,
    observation.rate_pct_at,
    observation.employees_at,
    observation.fte_at
from observation
inner join upload on observation.upload_id = upload.upload_id
where
    observation.municipality = $municipality
    and observation.unit_id = $unit_id
    and observation.granularity = $granularity
    and observation.part = $part
    and observation.period_start = $period_start
order by observation.upload_id desc
