-- Targets that already hold for the same units from the same day.
--
-- Grain:      one row per target
-- Parameters: $municipality
--             $service_area_id, $kind  null for neither
--             $since      the day it holds from
-- Columns:    target_id
select target_id
from standing_target
where
    municipality = $municipality
    and not removed
    and service_area_id is not distinct from $service_area_id
    and kind is not distinct from $kind
    and since = $since
order by target_id
