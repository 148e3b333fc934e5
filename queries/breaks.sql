-- From when figures cannot be compared with those before, and why; what has been undone is not among them.
--
-- Grain:      one row per break
-- Parameters: $municipality  its short key
-- Columns:    series_break_id, area, since, reason, said_at, said_by
select
    series_break.series_break_id,
    service_area.name as area,
    series_break.since,
    series_break.reason,
    series_break.said_at,
    series_break.said_by
from series_break
left join service_area on series_break.service_area_id = service_area.service_area_id
where series_break.municipality = $municipality and series_break.undone_at is null
order by series_break.since desc, series_break.series_break_id desc
