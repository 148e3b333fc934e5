-- Every file a municipality has uploaded, newest first; findings are JSON, times are UTC.
--
-- Grain:      one row per upload
-- Parameters: $municipality  its short key
-- Columns:    upload_id, filename, fingerprint, uploaded_at, uploaded_by, n_rows, n_units, first_period, last_period, n_participations, findings, understood, undone_at, undone_by
select
    upload_id,
    filename,
    fingerprint,
    uploaded_at,
    uploaded_by,
    n_rows,
    n_units,
    first_period,
    last_period,
    n_participations,
    findings,
    understood,
    undone_at,
    undone_by
from upload
where municipality = $municipality
order by upload_id desc
