-- Write down who changed what in the register.
--
-- Grain:      one new row
-- Parameters: $municipality, $initiative_id, $part, $changed_at, $changed_by, $action, $removed, $added
-- Columns:    change_id
insert into register_change (municipality, initiative_id, part, changed_at, changed_by, action, removed, added)
values ($municipality, $initiative_id, $part, $changed_at, $changed_by, $action, $removed, $added)
returning change_id
