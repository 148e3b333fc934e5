-- Who changed what in the register and when, newest first. Removed and added are JSON rows of the part, times are UTC.
--
-- Grain:      one row per change
-- Parameters: $municipality  its short key
-- Columns:    change_id, initiative_id, part, changed_at, changed_by, action, removed, added, reverted_by
select
    change_id,
    initiative_id,
    part,
    changed_at,
    changed_by,
    action,
    removed,
    added,
    reverted_by
from register_change
where municipality = $municipality
order by change_id desc
