-- Write the numbers of an upload down.
--
-- Grain:      one new row per unit, period, granularity and part
-- Parameters: $municipality, $upload_id
-- Given:      incoming, resolved
insert into observation
select
    $municipality,
    resolved.unit_id,
    incoming.period_start::date,
    incoming.granularity,
    incoming.part,
    incoming.lost_days,
    incoming.possible_days,
    incoming.rate_pct,
    incoming.employees,
    incoming.fte,
    incoming.preliminary,
    $upload_id,
    incoming.sheet,
    incoming.lost_days_at,
    incoming.possible_days_at,
    incoming.rate_pct_at,
    incoming.employees_at,
    incoming.fte_at,
    true
from incoming
inner join resolved
    on
        incoming.unit = resolved.unit
        and incoming.unit_code is not distinct from resolved.unit_code
        and incoming.service_area is not distinct from resolved.service_area
