-- Where each number of a unit comes from: upload, sheet and cell. Cells are whole numbers (model.cell_name writes them).
--
-- Grain:      one row per granularity, part and period of the unit
-- Parameters: $municipality  its short key
--             $unit_id       the unit
-- Columns:    granularity, part, period_start, lost_days, possible_days, rate_pct, employees, fte, preliminary, upload_id, filename, uploaded_at, sheet, lost_days_at, possible_days_at, rate_pct_at, employees_at, fte_at
select
    observation.granularity,
    observation.part,
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
    and observation.is_current
order by observation.granularity, observation.part, observation.period_start
