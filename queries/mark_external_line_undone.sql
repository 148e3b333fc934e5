-- Take a delivery of a line away, or with nulls take that back.
--
-- Grain:      the delivery
-- Parameters: $municipality, $external_line_id
--             $undone_at  UTC, null to take it back
--             $undone_by  who, null to take it back
-- Columns:    external_line_id
update external_line
set undone_at = $undone_at, undone_by = $undone_by
where
    municipality = $municipality
    and external_line_id = $external_line_id
    and (undone_at is null) <> ($undone_at is null)
returning external_line_id
