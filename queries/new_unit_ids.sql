-- Numbers for units that are about to be written down.
--
-- Grain:      one row per new unit
-- Parameters: $n  how many
-- Columns:    unit_id
select nextval('unit_ids') as unit_id
from range($n)
order by unit_id
