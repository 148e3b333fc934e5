-- Numbers that an upload gives twice because two ways of naming a unit are one unit.
--
-- Grain:      one row per unit, period, granularity and part
-- Given:      incoming, resolved
-- Columns:    unit, period_start
select
    min(incoming.unit) as unit,
    incoming.period_start
from incoming
inner join resolved
    on
        incoming.unit = resolved.unit
        and incoming.unit_code is not distinct from resolved.unit_code
        and incoming.service_area is not distinct from resolved.service_area
group by resolved.unit_id, incoming.period_start, incoming.granularity, incoming.part
having count(*) > 1
order by unit, incoming.period_start
