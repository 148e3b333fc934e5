-- What has been said of units and stands, newest first: renamed, spelled, merged into, split. Times are UTC.
--
-- Grain:      one row per change
-- Parameters: $municipality  its short key
-- Columns:    unit_change_id, change, unit_id, unit, since, name, joined, others, said_at, said_by
with linked as (
    select
        unit_successor.unit_change_id,
        list(distinct unit.name order by unit.name) as others
    from unit_successor
    inner join standing_unit_change on unit_successor.unit_change_id = standing_unit_change.unit_change_id
    inner join unit
        on
            unit.unit_id = case
                when unit_successor.change = 'split' then unit_successor.successor_id else unit_successor.unit_id
            end
    where standing_unit_change.municipality = $municipality
    group by unit_successor.unit_change_id
)

select
    standing_unit_change.unit_change_id,
    standing_unit_change.change,
    standing_unit_change.unit_id,
    unit.name as unit,
    standing_unit_change.since,
    standing_unit_change.name,
    standing_unit_change.joined,
    coalesce(linked.others, []) as others,
    standing_unit_change.said_at,
    standing_unit_change.said_by
from standing_unit_change
inner join unit on standing_unit_change.unit_id = unit.unit_id
left join linked on standing_unit_change.unit_change_id = linked.unit_change_id
where standing_unit_change.municipality = $municipality
order by standing_unit_change.unit_change_id desc
