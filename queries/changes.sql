-- Who changed what and when, newest first: uploads and initiatives. Before and after are JSON, times are UTC.
--
-- Grain:      one row per change
-- Parameters: $municipality  its short key
-- Columns:    change_id, changed_at, changed_by, subject, subject_id, action, before, after, reverted_by
select
    change_id,
    changed_at,
    changed_by,
    subject,
    subject_id,
    action,
    before,
    after,
    reverted_by
from change
where municipality = $municipality
order by change_id desc
