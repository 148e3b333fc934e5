-- Call the units of an upload what the newest upload that is not undone calls them, and put them where it puts them.
--
-- Grain:      the units of the upload
-- Parameters: $municipality  its short key
--             $upload_id     the upload that was saved, undone or redone
with touched as (
    select distinct unit_id
    from unit_spelling
    where municipality = $municipality and upload_id = $upload_id
),

standing as (
    select
        unit_spelling.unit_id,
        arg_max(unit_spelling.spelling, unit_spelling.upload_id) as name,
        arg_max(unit_spelling.unit_code, unit_spelling.upload_id) as unit_code,
        arg_max(unit_spelling.service_area_id, unit_spelling.upload_id) as service_area_id
    from unit_spelling
    inner join touched on unit_spelling.unit_id = touched.unit_id
    inner join upload on unit_spelling.upload_id = upload.upload_id
    where upload.undone_at is null
    group by unit_spelling.unit_id
)

update unit
set name = standing.name, unit_code = standing.unit_code, service_area_id = standing.service_area_id
from standing
where unit.unit_id = standing.unit_id
