-- Write down statements about the organisations that report.
--
-- Grain:      one new row per statement
-- Given:      stated_organisations
insert into organisation
select
    initiative_id,
    organisation,
    gone,
    stated_in
from stated_organisations
