-- The units of an upload as its rows write them.
--
-- Grain:      one row per unit, code and area
-- Given:      incoming
-- Columns:    unit, unit_code, service_area
select
    unit,
    unit_code,
    service_area
from incoming
group by unit, unit_code, service_area
order by unit, unit_code nulls last, service_area nulls last
