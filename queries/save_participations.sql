-- Write down statements about units in initiatives.
--
-- Grain:      one new row per statement
-- Given:      stated
insert into participation
select
    initiative_id,
    unit_id,
    start_date,
    end_date,
    upload_id,
    sheet,
    cell,
    stated_in
from stated
