-- What the numbers of the last file of a layout were said to be.
--
-- Grain:      one row, or none
-- Parameters: $municipality  its short key
--             $layout        the layout's fingerprint
-- Columns:    certified, short_until_day, holiday_in_possible_days
select
    series_definition.certified,
    series_definition.short_until_day,
    series_definition.holiday_in_possible_days
from upload
inner join series_definition on upload.series_definition_id = series_definition.series_definition_id
where upload.municipality = $municipality and upload.layout = $layout and upload.undone_at is null
order by upload.upload_id desc
limit 1
