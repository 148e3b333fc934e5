-- Write down who changed what.
--
-- Grain:      one new row
-- Parameters: $municipality, $changed_at, $changed_by, $subject, $subject_id, $action, $before, $after
-- Columns:    change_id
insert into change (municipality, changed_at, changed_by, subject, subject_id, action, before, after)
values ($municipality, $changed_at, $changed_by, $subject, $subject_id, $action, $before, $after)
returning change_id
