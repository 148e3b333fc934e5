-- Write a service area down.
--
-- Grain:      one new row
-- Parameters: $municipality, $name, $name_key
-- Columns:    service_area_id
insert into service_area (municipality, name, name_key)
values ($municipality, $name, $name_key)
returning service_area_id
