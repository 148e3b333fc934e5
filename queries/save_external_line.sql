-- Write a delivery of a line down.
--
-- Grain:      one new row
-- Parameters: $municipality, $name, $name_key, $reach, $source, $said_at, $said_by
--             $service_area_id  null where it is not of one area
--             $certified, $holiday_in_possible_days  null where nobody has said
--             $upload_id  the upload it was found in, null from a page
-- Columns:    external_line_id
insert into external_line (
    municipality, name, name_key, reach, service_area_id, certified, holiday_in_possible_days, source, upload_id,
    said_at, said_by
)
values (
    $municipality, $name, $name_key, $reach, $service_area_id, $certified, $holiday_in_possible_days, $source,
    $upload_id, $said_at, $said_by
)
returning external_line_id
