-- Write down how a target stands from now on.
--
-- Grain:      one new row
-- Parameters: $municipality, $form, $note, $said_at, $said_by
--             $target_id  null for a new target
--             $service_area_id, $kind  null for neither
--             $since      the day it holds from
--             $percent    the level, null where it is relative
--             $change_percent, $base_year  the relative level, null where it is absolute
--             $removed    whether it is taken away
-- Columns:    target_id
insert into target (
    target_id, municipality, service_area_id, kind, since, form, percent, change_percent, base_year, note, removed,
    said_at, said_by
)
values (
    coalesce($target_id, nextval('target_ids')), $municipality, $service_area_id, $kind, $since, $form, $percent,
    $change_percent, $base_year, $note, $removed, $said_at, $said_by
)
returning target_id
