-- Write down statements about the register's elements.
--
-- Grain:      one new row per statement
-- Given:      stated_elements
insert into element_degree
select
    initiative_id,
    unit_id,
    item,
    assessed_on,
    degree_pct,
    gone,
    stated_in
from stated_elements
