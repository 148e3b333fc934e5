-- Let the newest upload that is not undone count, for every number that one upload touches.
--
-- Grain:      the rows whose standing changes
-- Parameters: $municipality  its short key
--             $upload_id     the upload that was saved, undone or redone
with touched as (
    select
        unit_id,
        period_start,
        granularity,
        part
    from observation
    where municipality = $municipality and upload_id = $upload_id
),

newest as (
    select
        touched.unit_id,
        touched.period_start,
        touched.granularity,
        touched.part,
        max(observation.upload_id) filter (where upload.undone_at is null) as upload_id
    from touched
    inner join observation
        on
            touched.unit_id = observation.unit_id
            and touched.period_start = observation.period_start
            and touched.granularity = observation.granularity
            and touched.part = observation.part
    inner join upload on observation.upload_id = upload.upload_id
    where observation.municipality = $municipality
    group by touched.unit_id, touched.period_start, touched.granularity, touched.part
)

update observation
set is_current = (observation.upload_id is not distinct from newest.upload_id)
from newest
where
    observation.municipality = $municipality
    and observation.unit_id = newest.unit_id
    and observation.period_start = newest.period_start
    and observation.granularity = newest.granularity
    and observation.part = newest.part
    and observation.is_current <> (observation.upload_id is not distinct from newest.upload_id)
