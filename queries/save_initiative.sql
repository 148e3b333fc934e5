-- Write a new initiative down.
--
-- Grain:      one new row
-- Parameters: $municipality, $name, $name_key, $programme, $aim
--             $upload_id  the upload that brought it, null from a page
-- Columns:    initiative_id
insert into initiative (municipality, name, name_key, programme, aim, upload_id, version)
values ($municipality, $name, $name_key, $programme, $aim, $upload_id, 1)
returning initiative_id
