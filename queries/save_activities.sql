-- Write down statements about the register's activities.
--
-- Grain:      one new row per statement
-- Given:      stated_activities
insert into activity
select
    initiative_id,
    activity_id,
    kind,
    theme,
    organisation,
    unit_ids,
    planned_on,
    held_on,
    cancelled,
    invited,
    attended,
    gone,
    stated_in
from stated_activities
