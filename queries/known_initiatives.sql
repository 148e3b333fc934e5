-- The initiatives that nobody deleted, by the key of their names; the current ones last. What is not current came with
-- an upload that is undone.
--
-- Grain:      one row per initiative
-- Parameters: $municipality  its short key
-- Columns:    initiative_id, name_key, is_current
select
    initiative.initiative_id,
    initiative.name_key,
    current_initiative.initiative_id is not null as is_current
from initiative
left join current_initiative on initiative.initiative_id = current_initiative.initiative_id
where initiative.municipality = $municipality and initiative.deleted_at is null
order by is_current, initiative.initiative_id
