-- What organisations delivered from the first day of a period to a day, as they reported it.
--
-- Grain:      one row per initiative, organisation, kind, first day and last day counted
-- Parameters: $municipality  its short key
-- Columns:    initiative_id, organisation, kind, period_start, counted_to, planned, done
with stated as (
    select volume.*
    from volume
    inner join current_initiative on volume.initiative_id = current_initiative.initiative_id
    where current_initiative.municipality = $municipality
),

newest as (
    select stated.*
    from stated
    qualify row_number() over (partition by initiative_id, organisation, kind, period_start, counted_to order by stated_in desc) = 1
)

select
    newest.initiative_id,
    newest.organisation,
    newest.kind,
    newest.period_start,
    newest.counted_to,
    newest.planned,
    newest.done
from newest
where not newest.gone
order by newest.initiative_id, newest.organisation, newest.kind, newest.period_start, newest.counted_to
