-- Write a unit down.
--
-- Grain:      one new row
-- Parameters: $municipality, $name, $kind
-- Columns:    unit_id
insert into unit (municipality, name, kind)
values ($municipality, $name, $kind)
returning unit_id
