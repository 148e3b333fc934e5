-- What has been said of targets and stands, newest first. The last change of a target is the one that can be undone.
--
-- Grain:      one row per change
-- Parameters: $municipality  its short key
-- Columns:    target_change_id, target_id, is_first, is_last, removed, area, kind, since, form, percent, change_percent,
--             base_year, said_at, said_by
with counted as (
    select
        target.*,
        target_change_id = min(target_change_id) over (partition by target_id) as is_first,
        target_change_id = max(target_change_id) over (partition by target_id) as is_last
    from target
    where municipality = $municipality and undone_at is null
)

select
    counted.target_change_id,
    counted.target_id,
    counted.is_first,
    counted.is_last,
    counted.removed,
    service_area.name as area,
    counted.kind,
    counted.since,
    counted.form,
    counted.percent,
    counted.change_percent,
    counted.base_year,
    counted.said_at,
    counted.said_by
from counted
left join service_area on counted.service_area_id = service_area.service_area_id
order by counted.target_change_id desc
