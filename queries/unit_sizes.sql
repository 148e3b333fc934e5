-- How many people a unit is known to have had: the highest head count, else the highest full-time equivalents, in any
-- file that is not undone, whatever its length of period. A newer file without head counts must not make a small unit
-- look like one of unknown size.
--
-- Grain:      one row per unit with a head count or full-time equivalents
-- Parameters: $municipality  its short key
-- Columns:    unit_id, size
select
    observation.unit_id,
    coalesce(max(observation.employees), max(observation.fte)) as size
from observation
inner join upload on observation.upload_id = upload.upload_id
where observation.municipality = $municipality and upload.undone_at is null
group by observation.unit_id
having coalesce(max(observation.employees), max(observation.fte)) is not null
order by observation.unit_id
