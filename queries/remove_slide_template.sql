-- Use no slide template of the municipality's own any more.
--
-- Grain:      nothing is returned
-- Parameters: $municipality  its short key
--             $removed_at    UTC
update slide_template set removed_at = $removed_at
where municipality = $municipality and removed_at is null
