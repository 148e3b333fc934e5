-- Call units what people have renamed them to, else what the newest upload that is not undone calls them, and put them
-- where it puts them.
--
-- Grain:      the units
-- Parameters: $municipality  its short key
--             $upload_id     the upload that was saved, undone or redone: its units
--             $unit_id       or one unit that people have spoken of
with touched as (
    select distinct unit_id
    from unit_spelling
    where municipality = $municipality and (upload_id = $upload_id or unit_id = $unit_id)
),

renamed as (
    select
        unit_id,
        arg_max(name, (since, unit_change_id)) as name
    from standing_unit_change
    where municipality = $municipality and change = 'renamed' and name is not null
    group by unit_id
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
),

described as (
    select standing.* replace (coalesce(renamed.name, standing.name) as name)
    from standing
    left join renamed on standing.unit_id = renamed.unit_id
)

update unit
set name = described.name, unit_code = described.unit_code, service_area_id = described.service_area_id
from described
where unit.unit_id = described.unit_id
