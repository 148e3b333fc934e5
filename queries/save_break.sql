-- Write down from when figures cannot be compared with those before.
--
-- Grain:      one new row
-- Parameters: $municipality, $since, $reason, $said_at, $said_by
--             $service_area_id  the area it holds for, null for the whole municipality
-- Columns:    series_break_id
insert into series_break (municipality, service_area_id, since, reason, said_at, said_by)
values ($municipality, $service_area_id, $since, $reason, $said_at, $said_by)
returning series_break_id
