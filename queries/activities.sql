-- The activities of initiatives: planned, held, cancelled, how many were invited and came. No unit_ids is the whole
-- initiative.
--
-- Grain:      one row per initiative, activity
-- Parameters: $municipality  its short key
-- Columns:    initiative_id, activity_id, kind, theme, organisation, unit_ids, planned_on, held_on, cancelled,
--             invited, attended
with stated as (
    select activity.*
    from activity
    inner join current_initiative on activity.initiative_id = current_initiative.initiative_id
    where current_initiative.municipality = $municipality
),

newest as (
    select stated.*
    from stated
    qualify row_number() over (partition by initiative_id, activity_id order by stated_in desc) = 1
)

select
    newest.initiative_id,
    newest.activity_id,
    newest.kind,
    newest.theme,
    newest.organisation,
    newest.unit_ids,
    newest.planned_on,
    newest.held_on,
    newest.cancelled,
    newest.invited,
    newest.attended
from newest
where not newest.gone
order by newest.initiative_id, coalesce(newest.planned_on, newest.held_on), newest.activity_id
