-- How many cases gatherings spoke of, by kind only.
--
-- Grain:      one row per initiative, activity and kind of case
-- Parameters: $municipality  its short key
-- Columns:    initiative_id, activity_id, case_kind, n
with stated as (
    select case_count.*
    from case_count
    inner join current_initiative on case_count.initiative_id = current_initiative.initiative_id
    where current_initiative.municipality = $municipality
),

newest as (
    select stated.*
    from stated
    qualify row_number() over (partition by initiative_id, activity_id, case_kind order by stated_in desc) = 1
)

select
    newest.initiative_id,
    newest.activity_id,
    newest.case_kind,
    newest.n
from newest
where not newest.gone
order by newest.initiative_id, newest.activity_id, newest.case_kind
