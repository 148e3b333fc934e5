-- The last change of an initiative that a person made and that stands.
--
-- Grain:      one row, or none
-- Parameters: $municipality, $initiative_id
-- Columns:    change_id, action, before, after
select
    change_id,
    action,
    before,
    after
from change
where
    municipality = $municipality
    and subject = 'initiative'
    and subject_id = $initiative_id
    and action in ('created', 'edited', 'deleted')
    and reverted_by is null
order by change_id desc
limit 1
