-- Units that would go on as each other in a circle.
--
-- Grain:      one row per unit
-- Parameters: $municipality  its short key
-- Columns:    unit
select unit.name as unit
from unit
inner join unit_successor on unit.unit_id = unit_successor.unit_id or unit.unit_id = unit_successor.successor_id
inner join standing_unit_change on unit_successor.unit_change_id = standing_unit_change.unit_change_id
where
    unit.municipality = $municipality
    and standing_unit_change.joined
    and unit.unit_id not in (select joined_unit.unit_id from joined_unit)
    and unit.unit_id not in (select joined_unit.series_id from joined_unit)
order by unit.name
