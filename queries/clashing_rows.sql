-- Numbers that an upload gives twice, differently, because two spellings are one unit.
--
-- Grain:      one row per unit, period, granularity and part
-- Given:      incoming, resolved
-- Columns:    unit, period_start, n_rows
select
    min(incoming.unit) as unit,
    incoming.period_start,
    count(*) as n_rows
from incoming
inner join resolved
    on
        incoming.unit = resolved.unit
        and incoming.unit_code is not distinct from resolved.unit_code
        and incoming.service_area is not distinct from resolved.service_area
group by resolved.unit_id, incoming.period_start, incoming.granularity, incoming.part
having
    count(*) > 1
    and (
        min(incoming.lost_days) is distinct from max(incoming.lost_days)
        or min(incoming.possible_days) is distinct from max(incoming.possible_days)
        or min(incoming.rate_pct) is distinct from max(incoming.rate_pct)
        or min(incoming.employees) is distinct from max(incoming.employees)
        or min(incoming.fte) is distinct from max(incoming.fte)
    )
order by unit, incoming.period_start
