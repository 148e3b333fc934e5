-- Every delivery of a line that others have published, newest first, also those that were taken away; what went with an
-- upload that is undone is not among them.
--
-- Grain:      one row per delivery
-- Parameters: $municipality  its short key
-- Columns:    external_line_id, line, reach, area, filename, n_periods, said_at, said_by, undone_at
with counted as (
    select
        external_line_id,
        count(*) as n_periods
    from external_line_value
    group by external_line_id
)

select
    external_line.external_line_id,
    external_line.name as line,
    external_line.reach,
    service_area.name as area,
    upload.filename,
    counted.n_periods,
    external_line.said_at,
    external_line.said_by,
    external_line.undone_at
from external_line
inner join counted on external_line.external_line_id = counted.external_line_id
left join service_area on external_line.service_area_id = service_area.service_area_id
left join upload on external_line.upload_id = upload.upload_id
where external_line.municipality = $municipality and upload.undone_at is null
order by external_line.external_line_id desc
