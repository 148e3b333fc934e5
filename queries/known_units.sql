-- The units a municipality has, by every key their names have been written with. What only
-- an undone upload called a unit counts for units that no other upload speaks of.
--
-- Grain:      one row per unit and spelling key
-- Parameters: $municipality  its short key
-- Columns:    unit_id, spelling_key, unit_code, area_key, unit
with spelled as (
    select
        unit_spelling.unit_id,
        unit_spelling.spelling_key,
        upload.undone_at is null as stands,
        bool_or(upload.undone_at is null) over (partition by unit_spelling.unit_id) as any_stands
    from unit_spelling
    left join upload on unit_spelling.upload_id = upload.upload_id
    where unit_spelling.municipality = $municipality
),

called as (
    select
        unit_id,
        spelling_key
    from spelled
    where stands or not any_stands
    union
    select
        unit_id,
        name_key
    from standing_unit_change
    where municipality = $municipality and name_key is not null
)

select
    unit.unit_id,
    called.spelling_key,
    unit.unit_code,
    service_area.name_key as area_key,
    unit.name as unit
from unit
inner join called on unit.unit_id = called.unit_id
left join service_area on unit.service_area_id = service_area.service_area_id
where unit.municipality = $municipality
order by unit.unit_id, called.spelling_key
