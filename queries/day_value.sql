-- What a day's work is worth: what was said last and has not been undone.
--
-- Grain:      one row, or none
-- Parameters: $municipality  its short key
-- Columns:    day_value_id, amount, source, year, said_at, said_by
select
    day_value_id,
    amount,
    source,
    year,
    said_at,
    said_by
from day_value
where municipality = $municipality and undone_at is null
order by day_value_id desc
limit 1
