-- One initiative as it stands, also when it is deleted.
--
-- Grain:      one row, or none
-- Parameters: $municipality, $initiative_id
-- Columns:    initiative, programme, aim, version, deleted_at
select
    name as initiative,
    programme,
    aim,
    version,
    deleted_at
from initiative
where municipality = $municipality and initiative_id = $initiative_id
order by initiative_id
