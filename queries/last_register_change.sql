-- The last change of an initiative's register that a person made and that stands.
--
-- Grain:      one row, or none
-- Parameters: $municipality, $initiative_id
-- Columns:    change_id, part, removed, added
select
    change_id,
    part,
    removed,
    added
from register_change
where
    municipality = $municipality
    and initiative_id = $initiative_id
    and action = 'edited'
    and reverted_by is null
order by change_id desc
limit 1
