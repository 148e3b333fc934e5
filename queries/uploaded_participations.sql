-- What uploads that are not undone have said of units in initiatives.
--
-- Grain:      one row per upload, initiative, unit and start
-- Parameters: $municipality  its short key
-- Columns:    initiative_id, unit_id, start_date, end_date, upload_id, stated_in
select
    participation.initiative_id,
    participation.unit_id,
    participation.start_date,
    participation.end_date,
    participation.upload_id,
    participation.stated_in
from participation
inner join upload on participation.upload_id = upload.upload_id
where upload.municipality = $municipality and upload.undone_at is null
order by participation.upload_id, participation.initiative_id, participation.unit_id, participation.start_date
