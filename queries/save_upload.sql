-- Write an upload down.
--
-- Grain:      one new row
-- Parameters: $municipality, $fingerprint, $filename, $uploaded_at, $uploaded_by
--             $understood        JSON
--             $findings          JSON
--             $n_participations  rows of a sheet of initiatives
--             $layout            the layout's fingerprint
--             $series_definition_id
-- Given:      incoming
-- Columns:    upload_id
insert into upload (
    municipality, fingerprint, filename, uploaded_at, uploaded_by, understood, findings, n_participations,
    layout, series_definition_id,
    n_rows, n_units, first_period, last_period
)
select
    $municipality,
    $fingerprint,
    $filename,
    $uploaded_at,
    $uploaded_by,
    $understood,
    $findings,
    $n_participations,
    $layout,
    $series_definition_id,
    count(*),
    count(distinct unit),
    min(period_start),
    max(period_start)
from incoming
returning upload_id
