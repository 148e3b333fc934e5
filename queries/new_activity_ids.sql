-- Numbers for activities that are about to be written down.
--
-- Grain:      one row per new activity
-- Parameters: $n  how many
-- Columns:    activity_id
select nextval('activity_ids') as activity_id
from range($n)
order by activity_id
