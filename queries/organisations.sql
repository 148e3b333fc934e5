-- The organisations that report in initiatives.
--
-- Grain:      one row per initiative and organisation
-- Parameters: $municipality  its short key
-- Columns:    initiative_id, organisation
with stated as (
    select organisation.*
    from organisation
    inner join current_initiative on organisation.initiative_id = current_initiative.initiative_id
    where current_initiative.municipality = $municipality
),

newest as (
    select stated.*
    from stated
    qualify row_number() over (partition by initiative_id, organisation order by stated_in desc) = 1
)

select
    newest.initiative_id,
    newest.organisation
from newest
where not newest.gone
order by newest.initiative_id, newest.organisation
