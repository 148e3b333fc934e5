-- What the numbers of each upload are said to be, newest first; what nobody has said is null. Times are UTC.
--
-- Grain:      one row per upload
-- Parameters: $municipality  its short key
-- Columns:    upload_id, certified, short_until_day, holiday_in_possible_days, has_parts, defined_at, defined_by
select
    upload.upload_id,
    series_definition.certified,
    series_definition.short_until_day,
    series_definition.holiday_in_possible_days,
    upload.upload_id in (
        select observation.upload_id from observation
        where observation.municipality = $municipality and observation.part <> 'total'
    ) as has_parts,
    max(change.changed_at) as defined_at,
    max_by(change.changed_by, change.change_id) as defined_by
from upload
left join series_definition on upload.series_definition_id = series_definition.series_definition_id
left join change
    on
        upload.municipality = change.municipality
        and change.subject = 'upload' and change.action = 'edited' and change.subject_id = upload.upload_id
where upload.municipality = $municipality
group by all
order by upload.upload_id desc
