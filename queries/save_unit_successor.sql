-- Write down that a unit goes on as another one.
--
-- Grain:      one new row
-- Parameters: $unit_id, $successor_id, $since, $change, $unit_change_id
insert into unit_successor (unit_id, successor_id, since, change, unit_change_id)
values ($unit_id, $successor_id, $since, $change, $unit_change_id)
