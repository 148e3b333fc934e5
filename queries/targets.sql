-- The targets that stand. Without area and kind a target is the whole municipality's.
--
-- Grain:      one row per target
-- Parameters: $municipality  its short key
-- Columns:    target_id, version, area, kind, since, form, percent, change_percent, base_year, note, said_at, said_by
select
    standing_target.target_id,
    standing_target.target_change_id as version,
    service_area.name as area,
    standing_target.kind,
    standing_target.since,
    standing_target.form,
    standing_target.percent,
    standing_target.change_percent,
    standing_target.base_year,
    standing_target.note,
    standing_target.said_at,
    standing_target.said_by
from standing_target
left join service_area on standing_target.service_area_id = service_area.service_area_id
where standing_target.municipality = $municipality and not standing_target.removed
order by area nulls first, standing_target.kind nulls first, standing_target.since, standing_target.target_id
