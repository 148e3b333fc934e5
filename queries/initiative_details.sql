-- The register's facts about initiatives beyond name, programme and aim.
--
-- Grain:      one row per initiative
-- Parameters: $municipality  its short key
-- Columns:    initiative_id, target, target_change_pct, base_year, partners, trial_end, decision_on, decision,
--             closed_on, evaluation
with stated as (
    select initiative_detail.*
    from initiative_detail
    inner join current_initiative on initiative_detail.initiative_id = current_initiative.initiative_id
    where current_initiative.municipality = $municipality
),

newest as (
    select stated.*
    from stated
    qualify row_number() over (partition by initiative_id order by stated_in desc) = 1
)

select
    newest.initiative_id,
    newest.target,
    newest.target_change_pct,
    newest.base_year,
    newest.partners,
    newest.trial_end,
    newest.decision_on,
    newest.decision,
    newest.closed_on,
    newest.evaluation
from newest
where not newest.gone
order by newest.initiative_id
