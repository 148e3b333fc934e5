-- How a target stands, also when it is taken away.
--
-- Grain:      one row, or none
-- Parameters: $municipality, $target_id
-- Columns:    version, removed, service_area_id, kind, since, form, percent, change_percent, base_year, note
select
    target_change_id as version,
    removed,
    service_area_id,
    kind,
    since,
    form,
    percent,
    change_percent,
    base_year,
    note
from standing_target
where municipality = $municipality and target_id = $target_id
order by target_id
