-- What has been said of units and stands, newest first: renamed, spelled, merged into, split. Times are UTC.
-- The others are the units it came from or became; for a new name, what files have called the unit besides.
--
-- Grain:      one row per change
-- Parameters: $municipality  its short key
-- Columns:    unit_change_id, change, unit_id, unit, since, name, joined, is_linked, others, said_at, said_by
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
),

written as (
    select
        standing_unit_change.unit_change_id,
        list(distinct unit_spelling.spelling order by unit_spelling.spelling) as others
    from standing_unit_change
    inner join unit_spelling on standing_unit_change.unit_id = unit_spelling.unit_id
    where
        standing_unit_change.municipality = $municipality
        and standing_unit_change.name is not null
        and unit_spelling.spelling_key <> standing_unit_change.name_key
    group by standing_unit_change.unit_change_id
)

select
    standing_unit_change.unit_change_id,
    standing_unit_change.change,
    standing_unit_change.unit_id,
    unit.name as unit,
    standing_unit_change.since,
    standing_unit_change.name,
    standing_unit_change.joined,
    linked.unit_change_id is not null as is_linked,
    coalesce(linked.others, written.others, []) as others,
    standing_unit_change.said_at,
    standing_unit_change.said_by
from standing_unit_change
inner join unit on standing_unit_change.unit_id = unit.unit_id
left join linked on standing_unit_change.unit_change_id = linked.unit_change_id
left join written on standing_unit_change.unit_change_id = written.unit_change_id
where standing_unit_change.municipality = $municipality
order by standing_unit_change.unit_change_id desc
