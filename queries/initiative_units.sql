-- The units that take part in one initiative as it stands.
--
-- Grain:      one row per unit and start
-- Parameters: $municipality, $initiative_id
-- Columns:    unit_id, start_date, end_date
select
    unit_id,
    start_date,
    end_date
from current_participation
where municipality = $municipality and initiative_id = $initiative_id
order by unit_id, start_date
