-- The programmes a municipality has made itself; the body is JSON.
--
-- Grain:      one row per programme
-- Parameters: $municipality  its short key
-- Columns:    programme, body, stated_in
with newest as (
    select own_programme.*
    from own_programme
    where municipality = $municipality
    qualify row_number() over (partition by programme order by stated_in desc) = 1
)

select
    programme,
    body,
    stated_in
from newest
where not gone
order by programme
