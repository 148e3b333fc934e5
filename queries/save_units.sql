-- Write units down.
--
-- Grain:      one new row per unit
-- Parameters: $municipality
-- Given:      new_units
insert into unit (unit_id, municipality, name, kind)
select
    unit_id,
    $municipality,
    name,
    kind
from new_units
